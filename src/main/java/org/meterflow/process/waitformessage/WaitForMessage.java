package org.meterflow.process.waitformessage;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.MessageCatalogue;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.placed.Recipients;
import org.meterflow.process.waitformessage.AwaitedMessage.State;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/wait-for-message.bpmn}. A message is in time when it was received in time. */
@Component
@Drawn(tells = WaitForMessage.CAME)
@PlacedStep(
        needs = {WaitRules.MESSAGE, WaitRules.KEY, WaitRules.SENDERS, "within"},
        may = {WaitRules.KEY_FIELD, WaitRules.PARTY, WaitRules.KEPT_EARLY},
        mayMore = true,
        outcomes = {"came", "expired"},
        check = WaitRules.class)
public class WaitForMessage extends PlacedBox implements Cancellable {

    static final String PROCESS = "waitForMessage";
    static final String CAME = "awaitedMessageCame";

    private final AwaitedMessages awaited;
    private final MessageFields fields;
    private final MessageCatalogue catalogue;
    private final Recipients recipients;
    private final Parties parties;
    private final Inbox inbox;
    private final Clock clock;

    WaitForMessage(
            PlacedCalls calls,
            AwaitedMessages awaited,
            MessageFields fields,
            MessageCatalogue catalogue,
            Recipients recipients,
            Parties parties,
            Inbox inbox,
            Clock clock) {
        super(PROCESS, calls);
        this.awaited = awaited;
        this.fields = fields;
        this.catalogue = catalogue;
        this.recipients = recipients;
        this.parties = parties;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return waits(caseId)
                ? Cancelling.of(
                        List.of("The case waits no longer for a message: one that comes later is not taken."),
                        List.of())
                : Cancelling.NOTHING;
    }

    private boolean waits(String caseId) {
        return awaited.find(caseId)
                .filter(each -> each.state() == State.WAITING)
                .isPresent();
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        if (waits(caseId)) {
            awaited.end(caseId, State.CUT_OFF, clock.instant());
        }
        return false;
    }

    // ── the steps ──

    public void listen(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        String name = call.said(WaitRules.MESSAGE);
        String key = call.said(WaitRules.KEY);
        if (key.isEmpty()) {
            throw new IllegalStateException("The case does not know yet what the message " + name + " must carry");
        }
        if (catalogue.isOwn(name)) {
            throw new IllegalStateException(
                    "Another process takes the message " + name + ": declare one of another name");
        }
        String party = call.said(WaitRules.PARTY).isEmpty()
                ? null
                : recipients.require(call).id();
        awaited.add(new AwaitedMessage(
                caseId, name, key, party, clock.instant(), call.after("within"), State.WAITING, null, null, null));
        inbox.nudge(name, key);
    }

    public Date deadline(String caseId) {
        return Date.from(require(caseId).deadline());
    }

    public void noteMessage(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        AwaitedMessage message = require(caseId);
        Map<String, Object> values = fields.of(call.said(), Objects.requireNonNull(message.data()));
        String sender = Objects.requireNonNull(message.sender());
        String who = parties.find(sender).map(Party::name).orElse(sender);
        calls.end(call, "came", values, StoryKind.MESSAGE, who + " has sent " + fields.inWords(values), who);
    }

    /** @return whether none has come in time */
    public boolean closeWait(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        AwaitedMessage waiting = require(caseId);
        inbox.settleOpen(waiting.name(), waiting.key(), message -> takeLast(caseId, message));
        boolean late = require(caseId).state() != State.CAME;
        if (late) {
            awaited.end(caseId, State.EXPIRED, clock.instant());
            calls.end(
                    call,
                    "expired",
                    Map.of(),
                    StoryKind.DECISION,
                    "Nothing has come in time for " + waiting.key(),
                    Timeline.PLATFORM);
        }
        return late;
    }

    private Optional<Delivery> takeLast(String caseId, InboundMessage message) {
        AwaitedMessage waiting = require(caseId);
        boolean counts = waiting.state() == State.WAITING
                && (waiting.party() == null || waiting.party().equals(message.sender()))
                && message.receivedAt().isBefore(waiting.deadline());
        if (counts) {
            awaited.came(caseId, message.data(), message.sender(), clock.instant());
        }
        return counts ? Optional.of(Delivery.correlated()) : Optional.empty();
    }

    private AwaitedMessage require(String caseId) {
        return awaited.find(caseId).orElseThrow(() -> new IllegalStateException("Nothing is awaited in " + caseId));
    }
}
