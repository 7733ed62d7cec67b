package org.meterflow.process.signedcommand;

import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.Notifications;
import org.meterflow.metering.CannotBeAsked;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.meterflow.process.signedcommand.WantedCommand.State;
import org.springframework.stereotype.Component;

/** What suppliers answer: a signature, a no, or another counter. Nothing of a wrong one is kept but the sentence. */
@Component
class Signatures {

    private final WantedCommands commands;
    private final PreCommands preCommands;
    private final SignatureCheck check;
    private final SignatureNotice notice;
    private final Notifications notifications;
    private final Parties parties;
    private final Timeline timeline;
    private final Clock clock;

    Signatures(
            WantedCommands commands,
            PreCommands preCommands,
            SignatureCheck check,
            SignatureNotice notice,
            Notifications notifications,
            Parties parties,
            Timeline timeline,
            Clock clock) {
        this.commands = commands;
        this.preCommands = preCommands;
        this.check = check;
        this.notice = notice;
        this.notifications = notifications;
        this.parties = parties;
        this.timeline = timeline;
        this.clock = clock;
    }

    boolean isAsked(String party, Eui64 user) {
        return parties.ofUser(user).map(Party::id).filter(party::equals).isPresent();
    }

    /** @param answer puts the answer to the question that waits for it; false when it has one, or is closed */
    Delivery sign(WantedCommand wanted, String base64, String party, BiPredicate<String, Map<String, ?>> answer) {
        byte[] signed;
        try {
            signed = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            return Delivery.refused("signedPreCommand is not base64");
        }
        Optional<String> wrong = check.difference(wanted, signed);
        if (wrong.isPresent()) {
            timeline.note(wanted.key(), StoryKind.DECISION, "Not what was to be signed", wrong.get(), party);
            return Delivery.refused(
                    wrong.get() + ". Nothing was sent; sign again until " + BusinessCalendar.inWords(wanted.signBy()));
        }
        if (!answer.test(SignatureNotice.question(wanted), Map.of("signed", true))) {
            return Delivery.refused("The time to sign is over");
        }
        commands.signed(wanted.id(), signed);
        timeline.note(wanted.key(), StoryKind.MESSAGE, "Signed", "", party);
        return Delivery.correlated();
    }

    Delivery refuse(WantedCommand wanted, String reason, String party, BiPredicate<String, Map<String, ?>> answer) {
        if (!answer.test(SignatureNotice.question(wanted), Map.of("signed", false))) {
            return Delivery.refused("The time to answer is over");
        }
        commands.refused(wanted.id(), Refuser.SUPPLIER, reason, clock.instant());
        timeline.note(wanted.key(), StoryKind.MESSAGE, "The supplier does not sign", reason, party);
        return Delivery.correlated();
    }

    /** Made anew with the supplier's own counter, and sent to it at once. */
    Delivery choose(WantedCommand wanted, long counter, String party) {
        Optional<String> outdated = preCommands.outdated(wanted.order(), counter);
        if (outdated.isPresent()) {
            return Delivery.refused(outdated.get());
        }
        GbcsMessage preCommand;
        try {
            preCommand = preCommands.build(wanted.order(), counter);
        } catch (CannotBeAsked impossible) {
            return Delivery.refused(Reason.of(impossible));
        }
        commands.rebuilt(wanted.id(), preCommand.encode());
        WantedCommand now = commands.find(wanted.id()).orElseThrow();
        notifications.notifyOnce(
                SignatureNotice.question(now) + ":" + counter,
                party,
                SignatureNotice.NAME,
                now.id(),
                notice.withDeadline(now));
        return Delivery.correlated();
    }

    /** What is said of a command that waits for no signature. */
    static Delivery over(WantedCommand wanted, boolean same) {
        if (wanted.signed() != null) {
            return same
                    ? Delivery.duplicate("Command " + wanted.id() + " has been signed already")
                    : Delivery.refused("Command " + wanted.id() + " has been signed already");
        }
        if (wanted.refusedBy() == Refuser.SUPPLIER) {
            return Delivery.duplicate("Command " + wanted.id() + " has been answered already: you do not sign it");
        }
        return wanted.state() == State.EXPIRED
                ? Delivery.refused("The time to sign command " + wanted.id() + " ended on "
                        + BusinessCalendar.inWords(wanted.signBy()))
                : Delivery.refused("Command " + wanted.id() + " is not wanted any more");
    }
}
