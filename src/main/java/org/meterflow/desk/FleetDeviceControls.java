package org.meterflow.desk;

import java.util.List;
import java.util.Optional;
import org.meterflow.simulator.Fault;
import org.meterflow.simulator.FaultProfile;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetDevice;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Breaks one of the demonstration's simulated devices, and mends it. */
@Controller
@Profile("!production")
@ConditionalOnProperty("meterflow.demo.adjustable-clock")
class FleetDeviceControls {

    private final FleetPages pages;

    FleetDeviceControls(FleetPages pages) {
        this.pages = pages;
    }

    @PostMapping("/demo/fleet/{eui}/profile")
    String letOneGoWrong(@PathVariable String eui, @RequestParam String profile, RedirectAttributes told) {
        FaultProfile chosen = FleetControls.named(profile);
        return withDevice(eui, told, (fleet, device) -> {
            fleet.misfortune(chosen, List.of(device.device()), FleetControls.SEED);
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

    private interface WithDevice {
        void act(Fleet fleet, FleetDevice device);
    }

    private String withDevice(String eui, RedirectAttributes told, WithDevice change) {
        Optional<Fleet> fleet = pages.fleet();
        Optional<FleetDevice> found = fleet.flatMap(running -> FleetPages.find(running, eui));
        if (found.isEmpty()) {
            told.addFlashAttribute("warned", "The fleet has no device " + eui + " any more.");
            return FleetControls.LIST;
        }
        change.act(fleet.orElseThrow(), found.get());
        return FleetControls.LIST + "/" + found.get().device().value();
    }
}
