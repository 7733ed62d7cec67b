package org.meterflow.process.issueresolution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.springframework.stereotype.Component;

/** What the parties concerned are told of an issue. */
@Component
class IssueNotices {

    private final Notifications notifications;
    private final Parties parties;
    private final Timeline timeline;

    IssueNotices(Notifications notifications, Parties parties, Timeline timeline) {
        this.notifications = notifications;
        this.parties = parties;
        this.timeline = timeline;
    }

    void tell(Issue issue, String notice, @Nullable String words) {
        for (String party : issue.parties()) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("issueId", issue.id());
            data.put("title", issue.title());
            data.put("severity", "S" + issue.severity());
            data.put("state", issue.state().words());
            if (words != null) {
                data.put("words", words);
            }
            notifications.notifyParty(party, notice, issue.id(), data);
        }
        if (!issue.parties().isEmpty()) {
            timeline.note(
                    issue.key(),
                    StoryKind.NOTICE,
                    "Told " + names(issue),
                    words == null ? issue.state().words() : words,
                    Timeline.PLATFORM);
        }
    }

    String names(Issue issue) {
        return issue.parties().stream()
                .sorted()
                .map(id -> parties.find(id).map(Party::name).orElse(id))
                .collect(Collectors.joining(", "));
    }
}
