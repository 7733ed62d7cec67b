package org.meterflow.process.changeofsupplier;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Timeline;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.DrawnCases;
import org.meterflow.process.drawn.Starter;
import org.meterflow.process.engine.DrawnProcesses;
import org.meterflow.process.help.CancelledCases;
import org.springframework.stereotype.Component;

/** What both suppliers owe a consumer after a switch is watched by a process of its own, which nobody has programmed. */
@Component
class FinalBills {

    static final String PROCESS = "finalBill";

    private static final String RETURNED =
            "The switch was a mistake, and the home is back with its former supplier: there is nothing to bill";

    private final DrawnProcesses processes;
    private final DrawnCases cases;
    private final SwitchNotices notices;
    private final SwitchTimeline story;
    private final BusinessCalendar calendar;
    private final CancelledCases cancelled;

    FinalBills(
            DrawnProcesses processes,
            DrawnCases cases,
            SwitchNotices notices,
            SwitchTimeline story,
            BusinessCalendar calendar,
            CancelledCases cancelled) {
        this.cancelled = cancelled;
        this.processes = processes;
        this.cases = cases;
        this.notices = notices;
        this.story = story;
        this.calendar = calendar;
    }

    /** Not where an installation has taken the process out, nor for a return: it is as if there had been no switch. */
    void watch(SupplierChange change) {
        Optional.ofNullable(change.agreement().returns()).ifPresent(this::endThatOf);
        Optional<String> losing = notices.losing(change);
        Optional<String> gaining = notices.gaining(change);
        if (change.agreement().isReturn()
                || losing.isEmpty()
                || gaining.isEmpty()
                || processes.find(PROCESS).isEmpty()) {
            return;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("switchId", change.switchId());
        facts.put("meterPoint", change.mpxn().value());
        facts.put("losingSupplier", losing.get());
        facts.put("gainingSupplier", gaining.get());
        facts.put("requestedOn", calendar.dayOf(change.agreement().requestedAt()));
        facts.put("supplyStartDate", change.supplyStartDate());
        facts.put("domestic", change.agreement().domestic());
        facts.put("dateChosen", change.agreement().dateChosen());
        Begun begun = cases.start(PROCESS, change.switchId(), facts, Starter.program());
        story.decided(
                change,
                "Final bill",
                begun.wrong().isEmpty()
                        ? "Its time and that of the refund are watched by a case of its own"
                        : "It is not watched: " + begun.wrong().get(0).message());
    }

    /** The former supplier bills on as if there had been no switch. A compensation that is owed is paid all the same. */
    private void endThatOf(String returned) {
        CaseKey key = new CaseKey(PROCESS, returned);
        if (cancelled.cancelling(key).forbidden() == null) {
            cancelled.cancel(key, RETURNED, Timeline.PLATFORM);
        }
    }
}
