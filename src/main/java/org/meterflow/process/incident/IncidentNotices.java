package org.meterflow.process.incident;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.caseclocks.Clocks;
import org.springframework.stereotype.Component;

/** What the parties concerned are told of an incident: all of them the same, and the one that raised it its own reference too. */
@Component
class IncidentNotices {

    private final Notifications notifications;
    private final Parties parties;
    private final Clocks clocks;
    private final Timeline timeline;

    IncidentNotices(Notifications notifications, Parties parties, Clocks clocks, Timeline timeline) {
        this.notifications = notifications;
        this.parties = parties;
        this.clocks = clocks;
        this.timeline = timeline;
    }

    /** @param words what is new, as a sentence; null when the notice says it all */
    void tell(RaisedIncident incident, String notice, @Nullable String words) {
        tell(incident, notice, words, Map.of());
    }

    void tell(RaisedIncident incident, String notice, @Nullable String words, Map<String, ?> more) {
        for (String party : incident.parties()) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("incidentId", incident.id());
            if (incident.raiser().equals(Raiser.party(party, incident.raiser().reference()))) {
                data.put("reference", incident.raiser().reference());
            }
            data.put("title", incident.title());
            data.put("category", incident.category());
            data.put("state", incident.state().words());
            put(data, "respondBy", clocks.due(incident.key(), RaisedIncident.FIRST_RESPONSE));
            put(data, "resolveBy", clocks.due(incident.key(), RaisedIncident.RESOLUTION));
            put(data, "words", Optional.ofNullable(words));
            data.putAll(more);
            notifications.notifyParty(party, notice, incident.id(), data);
        }
        if (!incident.parties().isEmpty()) {
            timeline.note(
                    incident.key(),
                    StoryKind.NOTICE,
                    "Told " + names(incident),
                    words == null ? incident.state().words() : words,
                    Timeline.PLATFORM);
        }
    }

    private static void put(Map<String, Object> data, String name, Optional<?> value) {
        value.ifPresent(known -> data.put(name, known.toString()));
    }

    String names(RaisedIncident incident) {
        return incident.parties().stream()
                .sorted()
                .map(id -> parties.find(id).map(Party::name).orElse(id))
                .collect(Collectors.joining(", "));
    }
}
