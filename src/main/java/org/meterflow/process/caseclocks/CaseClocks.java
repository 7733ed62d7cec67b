package org.meterflow.process.caseclocks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.caseclocks.WatchedClock.State;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/case-clocks.bpmn}: says what has gone of another case's clocks, and decides nothing in it. */
@Component
@Drawn(tells = "clockChanged")
public class CaseClocks {

    static final String PROCESS = "caseClocks";

    /** After this it looks again although no clock runs. */
    private static final Duration AT_LEAST_EVERY = Duration.ofDays(30);

    private final WatchedClocks rows;
    private final CaseClockSettings settings;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CaseClocks(
            WatchedClocks rows,
            CaseClockSettings settings,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    static String id(CaseKey watched) {
        return watched.process() + ":" + watched.caseId();
    }

    static CaseKey watched(String caseId) {
        int colon = caseId.indexOf(':');
        return new CaseKey(caseId.substring(0, colon), caseId.substring(colon + 1));
    }

    /** A stage of a clock, and when it is reached. */
    private record Due(WatchedClock clock, Stage stage, Instant at) {}

    private Stream<Due> ahead(List<WatchedClock> clocks) {
        return clocks.stream()
                .flatMap(each -> each.next().map(stage -> new Due(each, stage, each.at(stage, settings))).stream());
    }

    public Date nextTime(String caseId) {
        List<WatchedClock> clocks = rows.lock(watched(caseId));
        Instant now = clock.instant();
        return Date.from(
                over(clocks)
                        ? now
                        : ahead(clocks)
                                .map(Due::at)
                                .min(Comparator.naturalOrder())
                                .orElse(now.plus(AT_LEAST_EVERY)));
    }

    private static boolean over(List<WatchedClock> clocks) {
        return clocks.stream().allMatch(each -> each.state() == State.ENDED);
    }

    /** Looks anew after each stage: whoever hears of it may change the clocks. */
    public String escalate(String caseId) {
        CaseKey watched = watched(caseId);
        boolean lead = false;
        for (Optional<Due> due = reached(watched); due.isPresent(); due = reached(watched)) {
            lead |= due.get().stage() == Stage.TEAM_LEAD;
            tell(due.get());
        }
        return over(rows.of(watched)) ? "over" : lead ? "lead" : "wait";
    }

    private Optional<Due> reached(CaseKey watched) {
        Instant now = clock.instant();
        return ahead(rows.lock(watched)).filter(due -> !due.at().isAfter(now)).min(Comparator.comparing(Due::at));
    }

    private void tell(Due due) {
        WatchedClock passed = due.clock();
        rows.reached(passed, due.stage(), clock.instant());
        if (!passed.alarm()) {
            timeline.note(
                    passed.watched(),
                    StoryKind.NOTICE,
                    passed.clock() + ": " + settings.percent(due.stage()) + "% of the time has gone",
                    due.stage().words() + ". It was due on " + BusinessCalendar.inWords(passed.due()),
                    Timeline.PLATFORM);
        }
        events.publishEvent(new ClockPassed(passed.watched(), passed.clock(), due.stage(), passed.due()));
    }

    public Date delayDue(String caseId) {
        return Date.from(clock.instant().plus(settings.leadAnswersWithin()));
    }
}
