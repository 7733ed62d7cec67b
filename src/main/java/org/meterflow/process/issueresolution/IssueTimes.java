package org.meterflow.process.issueresolution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.caseclocks.Clocks;
import org.springframework.stereotype.Component;

/** When what is due in an issue: working days end at five in the afternoon. */
@Component
class IssueTimes {

    private static final LocalTime CLOSE_OF_BUSINESS = LocalTime.of(17, 0);

    private final Clocks clocks;
    private final BusinessCalendar calendar;
    private final IssueSettings settings;
    private final Clock clock;

    IssueTimes(Clocks clocks, BusinessCalendar calendar, IssueSettings settings, Clock clock) {
        this.clocks = clocks;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /** From now: until somebody owns it, it is planned, and it is put right. */
    void startAll(Issue issue) {
        start(issue, Issue.OWNER, settings.ownerWithin());
        startAgain(issue);
    }

    void startAgain(Issue issue) {
        start(issue, Issue.PLAN, settings.planWithin());
        start(issue, Issue.FIX, settings.fixWithin());
    }

    private void start(Issue issue, String name, List<Integer> workingDays) {
        clocks.start(issue.key(), name, clock.instant(), after(workingDays.get(issue.severity() - 1)));
    }

    private Instant after(int workingDays) {
        return calendar.at(calendar.plusWorkingDays(calendar.today(), workingDays), CLOSE_OF_BUSINESS);
    }

    Instant due(Issue issue, String name) {
        return clocks.due(issue.key(), name).orElseThrow();
    }

    Instant negotiationEnds() {
        return after(settings.negotiationWorkingDays());
    }

    Instant boardDue() {
        return after(settings.boardWorkingDays());
    }

    Instant quietEnds(Issue issue) {
        return Objects.requireNonNull(issue.quietFrom()).plus(Duration.ofDays(settings.quietDays()));
    }

    Instant reopeningEnds(Issue issue) {
        return Objects.requireNonNull(issue.closedAt()).plus(Duration.ofDays(settings.reopenDays()));
    }
}
