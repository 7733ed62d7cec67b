package org.meterflow.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.DeviceCondition;
import org.meterflow.simulator.DeviceView;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.FaultProfile;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetDevice;
import org.meterflow.simulator.Simulator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The demonstration's simulated homes: how their devices stand. What is done to them: {@link FleetControls}. */
@Controller
@Profile("!production")
@ConditionalOnProperty("meterflow.demo.adjustable-clock")
class FleetPages {

    private final ObjectProvider<Simulator> simulator;

    FleetPages(ObjectProvider<Simulator> simulator) {
        this.simulator = simulator;
    }

    /** A device in the list. */
    record Row(FleetDevice device, DeviceCondition condition, DeviceView view) {}

    /**
     * What was entered about a number of homes, to be shown again when it is wrong.
     *
     * @param field the form it was entered in; empty when none was sent
     */
    record Entered(String field, String homes) {

        static final Entered NOTHING = new Entered("", "");

        public String in(String other) {
            return field.equals(other) ? homes : "";
        }
    }

    @GetMapping("/demo/fleet")
    ModelAndView list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String condition,
            @RequestParam(defaultValue = "1") int page) {
        return list(new FleetSearch(q, kind, condition), Math.max(1, page), Entered.NOTHING, List.of());
    }

    ModelAndView list(FleetSearch search, int number, Entered entered, List<InputError> errors) {
        ModelAndView page = BenchPages.page("fleet", errors)
                .addObject("search", search)
                .addObject("entered", entered)
                .addObject("kinds", DeviceKind.values())
                .addObject("conditions", FleetSearch.CONDITIONS)
                .addObject("profiles", FaultProfile.all());
        Optional<Fleet> fleet = fleet();
        page.addObject("running", fleet.isPresent());
        fleet.ifPresent(running -> {
            List<FleetDevice> found = search.in(running);
            page.addObject("found", found.size())
                    .addObject("first", (number - 1) * Pager.SIZE + 1)
                    .addObject("page", new Pager(number, Pager.SIZE, found.size() > (long) number * Pager.SIZE))
                    .addObject(
                            "rows",
                            Pager.cut(number, found).stream()
                                    .map(device -> row(running, device))
                                    .toList());
            describe(page, running);
        });
        return page;
    }

    private static Row row(Fleet fleet, FleetDevice device) {
        return new Row(device, fleet.condition(device.device()), fleet.device(device.device()));
    }

    private static void describe(ModelAndView page, Fleet fleet) {
        page.addObject("homes", fleet.size())
                .addObject("devices", fleet.devices().size())
                .addObject("connected", fleet.connected())
                .addObject("broken", fleet.faults().size())
                .addObject("dark", withoutPower(fleet).size())
                .addObject("chosen", fleet.profiles());
    }

    /** The hubs whose homes have lost their power. */
    static Set<Eui64> withoutPower(Fleet fleet) {
        return fleet.faults().entrySet().stream()
                .filter(each -> each.getValue().contains(Fault.POWER_CUT))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @GetMapping("/demo/fleet/{eui}")
    ModelAndView show(@PathVariable String eui) {
        Fleet fleet = fleet().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        FleetDevice device = find(fleet, eui).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("fleet-device")
                .addObject("device", device)
                .addObject("condition", fleet.condition(device.device()))
                .addObject("view", fleet.device(device.device()))
                .addObject("profile", fleet.profile(device.device()).name())
                .addObject("profiles", FaultProfile.all())
                .addObject(
                        "home",
                        fleet.devices().stream()
                                .filter(other -> other.hub().equals(device.hub()) && !other.equals(device))
                                .toList())
                .addObject(
                        "faults",
                        List.of(Fault.values()).stream()
                                .filter(fault -> fault.canBefall(device.kind()))
                                .toList());
    }

    Optional<Fleet> fleet() {
        return Optional.ofNullable(simulator.getIfAvailable()).flatMap(Simulator::fleet);
    }

    static Optional<FleetDevice> find(Fleet fleet, String eui) {
        return fleet.devices().stream()
                .filter(device -> device.device().value().equals(eui))
                .findFirst();
    }
}
