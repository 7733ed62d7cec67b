package org.meterflow.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.gbcs.DeviceKind;
import org.meterflow.simulator.DeviceCondition;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetDevice;
import org.meterflow.simulator.Simulator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The demonstration's simulated homes: how their devices stand, and what is broken in them or mended. */
@Controller
@Profile("!production")
@ConditionalOnProperty("meterflow.demo.adjustable-clock")
class FleetPages {

    private final ObjectProvider<Simulator> simulator;

    FleetPages(ObjectProvider<Simulator> simulator) {
        this.simulator = simulator;
    }

    /** A device in the list. */
    record Row(FleetDevice device, DeviceCondition condition) {}

    @GetMapping("/demo/fleet")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "false") boolean broken,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Optional<Fleet> fleet = fleet();
        int number = Math.max(1, page);
        List<FleetDevice> found =
                fleet.map(running -> search(running, q, kind, broken, number)).orElse(List.of());
        model.addAttribute(
                "rows",
                Pager.shown(found).stream()
                        .map(device -> new Row(device, fleet.orElseThrow().condition(device.device())))
                        .toList());
        model.addAttribute("page", Pager.of(number, found));
        model.addAttribute("running", fleet.isPresent());
        model.addAttribute("homes", fleet.map(Fleet::size).orElse(0));
        model.addAttribute(
                "devices", fleet.map(running -> running.devices().size()).orElse(0));
        model.addAttribute("connected", fleet.map(Fleet::connected).orElse(0));
        model.addAttribute("kinds", DeviceKind.values());
        model.addAttribute("q", q);
        model.addAttribute("kind", kind);
        model.addAttribute("broken", broken);
        return "fleet";
    }

    /** One more than a page shows. */
    private static List<FleetDevice> search(Fleet fleet, String text, String kind, boolean broken, int page) {
        String wanted = hex(text);
        Map<Eui64, Set<Fault>> faults = broken ? fleet.faults() : Map.of();
        return fleet.devices().stream()
                .filter(device -> kind.isBlank() || device.kind().name().equals(kind))
                .filter(device -> !broken || faults.containsKey(device.device()))
                .filter(device -> hex(device.device().value()).contains(wanted)
                        || hex(device.hub().value()).contains(wanted))
                .skip((page - 1L) * Pager.SIZE)
                .limit(Pager.SIZE + 1L)
                .toList();
    }

    private static String hex(String text) {
        return text.replaceAll("[\\s-]", "").toUpperCase(Locale.UK);
    }

    @GetMapping("/demo/fleet/{eui}")
    String show(@PathVariable String eui, Model model) {
        Fleet fleet = fleet().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        FleetDevice device = find(fleet, eui).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("device", device);
        model.addAttribute("condition", fleet.condition(device.device()));
        model.addAttribute("view", fleet.device(device.device()));
        model.addAttribute(
                "home",
                fleet.devices().stream()
                        .filter(other -> other.hub().equals(device.hub()) && !other.equals(device))
                        .toList());
        model.addAttribute(
                "faults",
                List.of(Fault.values()).stream()
                        .filter(fault -> fault.canBefall(device.kind()))
                        .toList());
        return "fleet-device";
    }

    @PostMapping("/demo/fleet/{eui}/break")
    String breakDown(@PathVariable String eui, @RequestParam Fault fault, RedirectAttributes told) {
        return change(eui, fault, true, told);
    }

    @PostMapping("/demo/fleet/{eui}/mend")
    String mend(@PathVariable String eui, @RequestParam Fault fault, RedirectAttributes told) {
        return change(eui, fault, false, told);
    }

    private String change(String eui, Fault fault, boolean breaking, RedirectAttributes told) {
        Optional<Fleet> fleet = fleet();
        Optional<FleetDevice> found = fleet.flatMap(running -> find(running, eui));
        if (found.isEmpty()) {
            told.addFlashAttribute("warned", "The fleet has no device " + eui + " any more.");
            return "redirect:/demo/fleet";
        }
        FleetDevice device = found.get();
        String name = FaultWords.title(fault);
        if (!fault.canBefall(device.kind())) {
            told.addFlashAttribute("warned", "Only a hub can have this: " + name + ".");
        } else if (fleet.orElseThrow().faults(device.device()).contains(fault) == breaking) {
            told.addFlashAttribute(
                    "told", breaking ? name + ": so it was already." : name + ": it was mended already.");
        } else if (breaking) {
            fleet.orElseThrow().breakDown(device.device(), fault);
            told.addFlashAttribute("told", name + ". " + FaultWords.effect(fault));
        } else {
            fleet.orElseThrow().mend(device.device(), fault);
            told.addFlashAttribute("told", name + ": mended.");
        }
        return "redirect:/demo/fleet/" + device.device().value();
    }

    private Optional<Fleet> fleet() {
        return Optional.ofNullable(simulator.getIfAvailable()).flatMap(Simulator::fleet);
    }

    private static Optional<FleetDevice> find(Fleet fleet, String eui) {
        return fleet.devices().stream()
                .filter(device -> device.device().value().equals(eui))
                .findFirst();
    }
}
