package org.meterflow.process.changeofsupplier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

/** Whether the meter can change hands: what the decision table D-COSREADY says, and after it a person. */
@Component
class SwitchReadiness {

    private final SwitchReads reads;
    private final HandOvers handOvers;
    private final Cases cases;
    private final SwitchTimeline story;

    SwitchReadiness(SwitchReads reads, HandOvers handOvers, Cases cases, SwitchTimeline story) {
        this.reads = reads;
        this.handOvers = handOvers;
        this.cases = cases;
        this.story = story;
    }

    String check(SupplierChange change) {
        Map<String, Object> found = cases.decide("changeOfSupplierReadiness", inputs(change));
        String result = Objects.requireNonNull(found.get("readiness")).toString();
        String reason = Objects.requireNonNullElse(found.get("reason"), "").toString();
        handOvers.readinessFound(change.switchId(), result, reason);
        if (result.equals("HOLD")) {
            handOvers.nextReadinessRound(change.switchId());
        }
        handOvers.goOnWithoutMeter(change.switchId(), result.equals("NO_METER"));
        story.decided(change, "Readiness: " + result, reason + firmware(change));
        return result;
    }

    /** What the meter itself has said of its firmware, and whether the inventory has the same. */
    private String firmware(SupplierChange change) {
        return reads.firmwareVersion(change)
                .map(read -> {
                    Optional<String> listed = reads.meter(change).map(Device::firmwareVersion);
                    return ". The meter says firmware " + read
                            + (listed.isEmpty() || listed.get().equalsIgnoreCase(read)
                                    ? ""
                                    : ", the inventory has " + listed.get());
                })
                .orElse("");
    }

    private Map<String, Object> inputs(SupplierChange change) {
        Optional<Device> meter = reads.meter(change);
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("meterKnown", meter.isPresent());
        inputs.put("status", meter.map(Device::status).map(Enum::name).orElse("NONE"));
        inputs.put("generation", meter.map(Device::generation).map(Enum::name).orElse("NONE"));
        inputs.put("firmwareRead", reads.firmwareRead(change));
        return inputs;
    }

    List<FieldError> review(SupplierChange change, Form form) {
        List<FieldError> errors = SwitchForms.decisionAndReason(
                form, "Choose how the switch goes on", List.of("checkAgain", "withoutMeter"));
        if (errors.isEmpty()) {
            boolean without = form.text("decision").equals("withoutMeter");
            handOvers.goOnWithoutMeter(change.switchId(), without);
            handOvers.nextReadinessRound(change.switchId());
            story.person(change, form, without ? "Let it go on without the meter" : "Had the meter checked again");
        }
        return errors;
    }
}
