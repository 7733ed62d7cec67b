package org.meterflow.process.returnmeterpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.changeofsupplier.PastSwitch;
import org.meterflow.process.changeofsupplier.PastSwitches;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.NothingToUndo;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/return-meter-point.bpmn}, around a whole change of supplier. */
@Component
@Drawn
@PlacedStep(
        needs = ReturnMeterPoint.SWITCH,
        outcomes = {ReturnMeterPoint.RETURNED, ReturnMeterPoint.FAILED},
        gives = {"switchId", "supplyStartDate", "finalRead", "openingRead", "readUnit", "reason"})
public class ReturnMeterPoint extends PlacedBox implements NothingToUndo {

    static final String PROCESS = "returnMeterPoint";
    static final String SWITCH = "switch";
    static final String RETURNED = "returned";
    static final String FAILED = "failed";

    private final PastSwitches switches;

    ReturnMeterPoint(PlacedCalls calls, PastSwitches switches) {
        super(PROCESS, calls);
        this.switches = switches;
    }

    // ── the steps ──

    /** @return the id of the switch that the box then runs */
    public String switchBack(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        return switches.beginReturn(call.said(SWITCH), caseId);
    }

    public void noteReturn(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        PastSwitch back = switches.returnedBy(caseId);
        String reason = Objects.requireNonNullElse(back.reason(), "The switch back did not come to its end");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("switchId", back.switchId());
        values.put("supplyStartDate", back.supplyStartDate());
        Optional.ofNullable(back.finalRead()).ifPresent(read -> values.put("finalRead", read));
        Optional.ofNullable(back.openingRead()).ifPresent(read -> values.put("openingRead", read));
        Optional.ofNullable(back.readUnit()).ifPresent(unit -> values.put("readUnit", unit));
        if (!back.complete()) {
            values.put("reason", reason);
        }
        calls.end(
                call,
                back.complete() ? RETURNED : FAILED,
                values,
                StoryKind.DECISION,
                back.complete()
                        ? back.gaining() + " supplies the meter point again from " + back.supplyStartDate()
                        : reason,
                Timeline.PLATFORM);
    }
}
