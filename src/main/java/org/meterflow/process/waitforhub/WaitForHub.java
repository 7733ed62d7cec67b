package org.meterflow.process.waitforhub;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.LastHeard;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.NothingToUndo;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/wait-for-hub.bpmn}. */
@Component
@Drawn(tells = WaitForHub.CONNECTED)
@PlacedStep(
        needs = {WaitForHub.HUB, "within"},
        check = HubRules.class,
        outcomes = {WaitForHub.ON_LINE, WaitForHub.SILENT})
public class WaitForHub extends PlacedBox implements NothingToUndo {

    static final String PROCESS = "waitForHub";
    static final String HUB = "hub";
    static final String CONNECTED = "hubConnected";
    static final String ON_LINE = "onLine";
    static final String SILENT = "silent";

    private final LastHeard heard;
    private final WaitForHubSettings settings;
    private final Clock clock;

    WaitForHub(PlacedCalls calls, LastHeard heard, WaitForHubSettings settings, Clock clock) {
        super(PROCESS, calls);
        this.heard = heard;
        this.settings = settings;
        this.clock = clock;
    }

    // ── the steps ──

    /** @return onLine, silent when its time is over, or wait */
    public String look(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        if (heard.isReached(Eui64.of(call.said(HUB)))) {
            return ON_LINE;
        }
        return clock.instant().isBefore(call.after("within")) ? "wait" : SILENT;
    }

    /** News can be lost, so it is looked again from time to time. */
    public Date nextLook(String caseId) {
        Instant over = calls.require(PROCESS, caseId).after("within");
        Instant next = clock.instant().plus(settings.lookEvery());
        return Date.from(next.isBefore(over) ? next : over);
    }

    public void noteOnLine(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        calls.end(call, ON_LINE, Map.of(), StoryKind.METER, "Hub " + call.said(HUB) + " is on line", Timeline.PLATFORM);
    }

    public void noteSilence(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        calls.end(
                call,
                SILENT,
                Map.of(),
                StoryKind.METER,
                "Hub " + call.said(HUB) + " has not come on line in time",
                Timeline.PLATFORM);
    }
}
