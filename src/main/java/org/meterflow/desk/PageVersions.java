package org.meterflow.desk;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.InboxFilter;
import org.meterflow.messages.Page;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StepCount;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.UnknownProcess;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.process.engine.Troubles;
import org.meterflow.process.engine.WaitingTasks;
import org.springframework.stereotype.Component;

/** A short mark for each thing a page can show: it changes when the thing does, and is cheap enough to ask for often.
 * A page takes its mark before it reads what it shows: so it is never newer than the page. */
@Component
class PageVersions {

    private static final int NEWEST = 50;

    private final CasePaths paths;
    private final ProcessMaps maps;
    private final WaitingTasks tasks;
    private final Inbox inbox;
    private final Timeline timeline;
    private final Troubles troubles;

    PageVersions(
            CasePaths paths, ProcessMaps maps, WaitingTasks tasks, Timeline timeline, Inbox inbox, Troubles troubles) {
        this.troubles = troubles;
        this.inbox = inbox;
        this.paths = paths;
        this.maps = maps;
        this.tasks = tasks;
        this.timeline = timeline;
    }

    String of(Topic topic) {
        return switch (topic.kind()) {
            case CLOCK -> "";
            case TASKS -> tasks.versionOf(Topic.teams(topic));
            case TOKENS -> tokens(topic.key());
            case CASE -> theCase(topic.key());
            case MESSAGES -> messages();
        };
    }

    private String tokens(String process) {
        try {
            return maps.tokens(process, null).stream()
                    .sorted(Comparator.comparing(StepCount::elementId))
                    .map(step ->
                            step.elementId() + ":" + step.running() + ":" + step.retrying() + ":" + step.incidents())
                    .collect(Collectors.joining(" "));
        } catch (UnknownProcess none) {
            return "";
        }
    }

    private String theCase(String key) {
        String[] parts = key.split("/", 2);
        if (parts.length < 2) {
            return "";
        }
        CaseKey caseKey = new CaseKey(parts[0], parts[1]);
        long events =
                timeline.of(caseKey).stream().mapToLong(TimelineEntry::id).max().orElse(0);
        return events
                + paths.details(caseKey).map(PageVersions::position).orElse("")
                + troubles.ofCases(caseKey.process(), List.of(caseKey.caseId())).values();
    }

    private String messages() {
        int newest = inbox.search(InboxFilter.all(), Page.first(NEWEST)).stream()
                .map(entry -> entry.id() + entry.state() + entry.verdict())
                .toList()
                .hashCode();
        return inbox.count(InboxFilter.all()) + " " + newest;
    }

    private static String position(CaseDetails details) {
        return " " + details.facts().state() + " " + details.steps().size() + " " + details.active() + " "
                + details.failures();
    }
}
