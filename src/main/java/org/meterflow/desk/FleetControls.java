package org.meterflow.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.desk.FleetPages.Entered;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.FaultProfile;
import org.meterflow.simulator.Fleet;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Breaks the demonstration's simulated devices and mends them: those of some homes, or all. */
@Controller
@Profile("!production")
@ConditionalOnProperty("meterflow.demo.adjustable-clock")
class FleetControls {

    static final String LIST = "redirect:/demo/fleet";
    static final long SEED = 1;

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

    private interface WithHomes {
        void act(Fleet fleet, int count);
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

    private String withFleet(RedirectAttributes told, WithFleet change) {
        Optional<Fleet> fleet = pages.fleet();
        if (fleet.isEmpty()) {
            told.addFlashAttribute("warned", "There are no simulated homes.");
        } else {
            change.act(fleet.get());
        }
        return LIST;
    }

    static FaultProfile named(String profile) {
        return FaultProfile.all().stream()
                .filter(each -> each.name().equals(profile))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private static String counted(int homes) {
        return homes == 1 ? "1 home" : homes + " homes";
    }
}
