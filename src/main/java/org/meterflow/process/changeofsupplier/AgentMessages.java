package org.meterflow.process.changeofsupplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.springframework.stereotype.Component;

/** The message in which a gaining supplier says who looks after its meter. */
@Component
class AgentMessages implements MessageConsumer {

    private final SupplierChanges changes;
    private final SwitchAgents agents;
    private final Parties parties;
    private final SwitchTimeline story;
    private final SwitchSettings settings;
    private final ObjectMapper json;

    AgentMessages(
            SupplierChanges changes,
            SwitchAgents agents,
            Parties parties,
            SwitchTimeline story,
            SwitchSettings settings,
            ObjectMapper json) {
        this.changes = changes;
        this.agents = agents;
        this.parties = parties;
        this.story = story;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(new MessageType(
                "agentsAppointed",
                "The gaining supplier says who looks after the meter, handles its data and owns it",
                "schemas/agentsAppointed.json",
                "switchId",
                settings.earlyMessagesKept(),
                Set.of("supplier")));
    }

    @Override
    public Collection<String> waitingKeys(InboundMessage message) {
        return parties.find(message.sender()).stream()
                .flatMap(party -> party.mpids().stream())
                .flatMap(mpid -> changes.openOf(mpid, 500).stream())
                .toList();
    }

    /** Whom a switch does not concern learns nothing of it, not even that there is one. */
    @Override
    public Delivery deliver(InboundMessage message) {
        Optional<SupplierChange> found =
                changes.findLocked(message.key()).filter(change -> isOf(message.sender(), change.gaining()));
        if (found.isEmpty()) {
            return Delivery.waiting("No switch " + message.key() + " is known yet");
        }
        SupplierChange change = found.get();
        if (change.state().ended() && change.state() != State.CHANGED) {
            return Delivery.refused(
                    "Switch " + message.key() + " is " + change.state().words());
        }
        Map<AgentRole, Mpid> named = named(message);
        Optional<Mpid> unknown = named.values().stream()
                .filter(mpid -> parties.ofMpid(mpid).isEmpty())
                .findFirst();
        if (unknown.isPresent()) {
            return Delivery.refused("Nobody is known here as " + unknown.get() + ": no agent is appointed");
        }
        agents.appoint(change, named);
        story.message(change, message, "Agents appointed");
        if (change.state() == State.ACTIVE || change.state() == State.CHANGED) {
            agents.tellAppointed(change);
        }
        return Delivery.correlated();
    }

    private boolean isOf(String party, Mpid mpid) {
        return parties.ofMpid(mpid).map(Party::id).filter(party::equals).isPresent();
    }

    private Map<AgentRole, Mpid> named(InboundMessage message) {
        try {
            JsonNode data = json.readTree(message.data());
            Map<AgentRole, Mpid> named = new EnumMap<>(AgentRole.class);
            for (AgentRole role : AgentRole.values()) {
                if (data.hasNonNull(role.field())) {
                    named.put(role, new Mpid(data.get(role.field()).asText()));
                }
            }
            return named;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is no JSON", broken);
        }
    }
}
