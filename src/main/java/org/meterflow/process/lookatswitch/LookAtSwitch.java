package org.meterflow.process.lookatswitch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
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

/** The step of {@code bpmn/look-at-switch.bpmn}. */
@Component
@Drawn
@PlacedStep(
        needs = {LookAtSwitch.METER_POINT, LookAtSwitch.REPORTED_BY},
        outcomes = {LookAtSwitch.FOUND, LookAtSwitch.NONE},
        gives = {
            "switchId",
            "losingSupplier",
            "gainingSupplier",
            "otherSupplier",
            "supplyStartDate",
            "finalRead",
            "openingRead",
            "readUnit",
            "reason"
        })
public class LookAtSwitch extends PlacedBox implements NothingToUndo {

    static final String PROCESS = "lookAtSwitch";
    static final String METER_POINT = "meterPoint";
    static final String REPORTED_BY = "reportedBy";
    static final String FOUND = "found";
    static final String NONE = "none";

    private final PastSwitches switches;
    private final Parties parties;

    LookAtSwitch(PlacedCalls calls, PastSwitches switches, Parties parties) {
        super(PROCESS, calls);
        this.switches = switches;
        this.parties = parties;
    }

    // ── the step ──

    public void look(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        String reporter = call.said(REPORTED_BY);
        Optional<PastSwitch> last = meterPoint(call)
                .flatMap(switches::lastOf)
                .filter(found -> isOf(reporter, found.losing()) || isOf(reporter, found.gaining()));
        if (last.isEmpty()) {
            // Whom a switch does not concern learns not even that there is one.
            none(call, "No switch of this supplier has taken effect at the meter point");
        } else if (last.get().obstacle() != null) {
            none(call, last.get().obstacle());
        } else {
            found(call, last.get(), reporter);
        }
    }

    private static Optional<Mpxn> meterPoint(PlacedCall call) {
        try {
            return Optional.of(new Mpxn(call.said(METER_POINT)));
        } catch (InvalidIdentifier none) {
            return Optional.empty();
        }
    }

    private boolean isOf(String party, Mpid mpid) {
        return parties.ofMpid(mpid).map(Party::id).filter(party::equals).isPresent();
    }

    private void none(PlacedCall call, String reason) {
        calls.end(call, NONE, Map.of("reason", reason), StoryKind.DECISION, reason, Timeline.PLATFORM);
    }

    private void found(PlacedCall call, PastSwitch past, String reporter) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("switchId", past.switchId());
        values.put("losingSupplier", past.losing().value());
        values.put("gainingSupplier", past.gaining().value());
        values.put("otherSupplier", (isOf(reporter, past.losing()) ? past.gaining() : past.losing()).value());
        values.put("supplyStartDate", past.supplyStartDate());
        Optional.ofNullable(past.finalRead()).ifPresent(read -> values.put("finalRead", read));
        Optional.ofNullable(past.openingRead()).ifPresent(read -> values.put("openingRead", read));
        Optional.ofNullable(past.readUnit()).ifPresent(unit -> values.put("readUnit", unit));
        calls.end(
                call,
                FOUND,
                values,
                StoryKind.DECISION,
                "Switch " + past.switchId() + ": " + name(past.losing()) + " lost, " + name(past.gaining()) + " gained",
                Timeline.PLATFORM);
    }

    private String name(Mpid mpid) {
        return parties.ofMpid(mpid).map(Party::name).orElse(mpid.value());
    }
}
