package org.meterflow.process.changeofsupplier;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.DrawnCases;
import org.meterflow.process.drawn.Starter;
import org.meterflow.process.engine.DrawnProcesses;
import org.springframework.stereotype.Component;

/** What the gaining supplier wants set at a meter that holds its keys is done by a process of its own, which nobody has programmed. */
@Component
class GainingSettings {

    static final String PROCESS = "supplierSettings";

    private final DrawnProcesses processes;
    private final DrawnCases cases;
    private final SwitchKeys keys;
    private final PrepaymentReads prepayment;
    private final SwitchNotices notices;
    private final SwitchTimeline story;

    GainingSettings(
            DrawnProcesses processes,
            DrawnCases cases,
            SwitchKeys keys,
            PrepaymentReads prepayment,
            SwitchNotices notices,
            SwitchTimeline story) {
        this.processes = processes;
        this.cases = cases;
        this.keys = keys;
        this.prepayment = prepayment;
        this.notices = notices;
        this.story = story;
    }

    /**
     * After the opening reads, which the settings would change. Not where an installation has taken the process out, nor for a
     * return, whose meter is restored, nor without the supplier's keys.
     */
    void begin(SupplierChange change) {
        Optional<String> gaining = notices.gaining(change);
        if (change.agreement().isReturn()
                || gaining.isEmpty()
                || processes.find(PROCESS).isEmpty()
                || keys.problem(change).isPresent()) {
            return;
        }
        Map<String, Object> facts = new HashMap<>();
        facts.put("switchId", change.switchId());
        facts.put("meterPoint", change.mpxn().value());
        facts.put("gainingSupplier", gaining.get());
        facts.put("inAdvance", prepayment.paysInAdvance(change));
        Begun begun = cases.start(PROCESS, change.switchId(), facts, Starter.program());
        story.decided(
                change,
                "Supplier’s settings",
                begun.wrong().isEmpty()
                        ? "The meter is set up as the gaining supplier wants it by a case of its own"
                        : "The meter is not set up: " + begun.wrong().get(0).message());
    }
}
