package org.meterflow.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.desk.FleetPages.Entered;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.FaultProfile;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetDevice;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Breaks the demonstration's simulated devices and mends them: one, some homes, or all. */
@Controller
@Profile("!production")
@ConditionalOnProperty("meterflow.demo.adjustable-clock")
class FleetControls {

    private static final String LIST = "redirect:/demo/fleet";
    private static final long SEED = 1;

    private final FleetPages pages;

    FleetControls(FleetPages pages) {
        this.pages = pages;
    }

    /** @param homes the first so many only; empty for all */
    @PostMapping(path = "/demo/fleet", params = "do=profile")
    ModelAndView letGoWrong(
            @RequestParam String profile, @RequestParam(defaultValue = "") String homes, RedirectAttributes told) {
        FaultProfile chosen = named(profile);
        return withHomes("profile-homes", homes, told, (fleet, count) -> {
            List<Eui64> some = fleet.hubs(count);
            fleet.misfortune(chosen, fleet.devicesIn(some), SEED);
            told.addFlashAttribute(
                    "told",
                    (some.size() == fleet.size() ? "In all homes" : "In " + counted(some.size()))
                            + ", from the next minute on. "
                            + FaultWords.profile(profile) + ".");
        });
    }

    /** @param homes the first so many of those that have power */
    @PostMapping(path = "/demo/fleet", params = "do=power-cut")
    ModelAndView cutPower(@RequestParam(defaultValue = "") String homes, RedirectAttributes told) {
        if (homes.isBlank()) {
            return wrong("cut-homes", homes, "Enter a number of homes");
        }
        return withHomes("cut-homes", homes, told, (fleet, count) -> {
            Set<Eui64> dark = FleetPages.withoutPower(fleet);
            List<Eui64> some = fleet.hubs(fleet.size()).stream()
                    .filter(home -> !dark.contains(home))
                    .limit(count)
                    .toList();
            fleet.powerCut(some);
            told.addFlashAttribute(
                    "told", counted(some.size()) + " lost power. Each hub sent an alert and disconnected.");
        });
    }

    @PostMapping(path = "/demo/fleet", params = "do=power-back")
    String givePowerBack(RedirectAttributes told) {
        return withFleet(told, fleet -> {
            Set<Eui64> dark = FleetPages.withoutPower(fleet);
            fleet.powerRestored(dark);
            told.addFlashAttribute(
                    "told",
                    dark.isEmpty()
                            ? "Every home already has power."
                            : counted(dark.size())
                                    + " have power again. Their meters say how long it was away, once their hubs are back.");
        });
    }

    @PostMapping(path = "/demo/fleet", params = "do=mend")
    String mendEverything(RedirectAttributes told) {
        return withFleet(told, fleet -> {
            int broken = fleet.faults().size();
            fleet.mendAll();
            told.addFlashAttribute(
                    "told",
                    (broken == 1 ? "1 device is" : broken + " devices are")
                            + " mended, and nothing goes wrong by itself any more.");
        });
    }

    @PostMapping("/demo/fleet/{eui}/profile")
    String letOneGoWrong(@PathVariable String eui, @RequestParam String profile, RedirectAttributes told) {
        FaultProfile chosen = named(profile);
        return withDevice(eui, told, (fleet, device) -> {
            fleet.misfortune(chosen, List.of(device.device()), SEED);
            told.addFlashAttribute("told", FaultWords.profile(profile) + ", from the next minute on.");
        });
    }

    @PostMapping("/demo/fleet/{eui}/break")
    String breakDown(@PathVariable String eui, @RequestParam Fault fault, RedirectAttributes told) {
        return withDevice(eui, told, (fleet, device) -> {
            String name = FaultWords.title(fault);
            if (!fault.canBefall(device.kind())) {
                told.addFlashAttribute("warned", "This kind of device cannot have this fault: " + name + ".");
            } else if (fleet.faults(device.device()).contains(fault)) {
                told.addFlashAttribute("told", name + ": already on.");
            } else {
                fleet.breakDown(device.device(), fault);
                told.addFlashAttribute("told", name + ". " + FaultWords.effect(fault));
            }
        });
    }

    @PostMapping("/demo/fleet/{eui}/mend")
    String mend(@PathVariable String eui, @RequestParam Fault fault, RedirectAttributes told) {
        return withDevice(eui, told, (fleet, device) -> {
            String name = FaultWords.title(fault);
            boolean broken = fleet.faults(device.device()).contains(fault);
            fleet.mend(device.device(), fault);
            told.addFlashAttribute("told", broken ? name + ": mended." : name + ": already mended.");
        });
    }

    private interface WithHomes {
        void act(Fleet fleet, int count);
    }

    private interface WithDevice {
        void act(Fleet fleet, FleetDevice device);
    }

    private interface WithFleet {
        void act(Fleet fleet);
    }

    /** An empty number of homes is all of them. */
    private ModelAndView withHomes(String field, String homes, RedirectAttributes told, WithHomes change) {
        Optional<Fleet> running = pages.fleet();
        if (running.isPresent() && !homes.isBlank()) {
            int most = running.get().size();
            String entered = homes.strip();
            if (!entered.matches("\\d{1,9}") || Integer.parseInt(entered) < 1 || Integer.parseInt(entered) > most) {
                return wrong(field, homes, "Enter a number of homes from 1 to " + most);
            }
        }
        return new ModelAndView(withFleet(
                told, fleet -> change.act(fleet, homes.isBlank() ? fleet.size() : Integer.parseInt(homes.strip()))));
    }

    private ModelAndView wrong(String field, String homes, String sentence) {
        return pages.list(
                new FleetSearch("", "", ""), 1, new Entered(field, homes), List.of(new InputError(field, sentence)));
    }

    private String withDevice(String eui, RedirectAttributes told, WithDevice change) {
        Optional<Fleet> fleet = pages.fleet();
        Optional<FleetDevice> found = fleet.flatMap(running -> FleetPages.find(running, eui));
        if (found.isEmpty()) {
            told.addFlashAttribute("warned", "The fleet has no device " + eui + " any more.");
            return LIST;
        }
        change.act(fleet.orElseThrow(), found.get());
        return LIST + "/" + found.get().device().value();
    }

    private String withFleet(RedirectAttributes told, WithFleet change) {
        Optional<Fleet> fleet = pages.fleet();
        if (fleet.isEmpty()) {
            told.addFlashAttribute("warned", "There are no simulated homes.");
        } else {
            change.act(fleet.get());
        }
        return LIST;
    }

    private static FaultProfile named(String profile) {
        return FaultProfile.all().stream()
                .filter(each -> each.name().equals(profile))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private static String counted(int homes) {
        return homes == 1 ? "1 home" : homes + " homes";
    }
}
