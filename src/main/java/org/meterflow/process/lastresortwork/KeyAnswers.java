package org.meterflow.process.lastresortwork;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.CommandTookEffect;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.process.lastresortwork.KeyCommands.KeyCommand;
import org.meterflow.process.servicerequest.SupplierKeys;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What meters say of their new keys, written down in the transaction in which it is told. */
@Component
class KeyAnswers {

    private final KeyCommands commands;
    private final ConcernedMeterPoints points;

    KeyAnswers(KeyCommands commands, ConcernedMeterPoints points) {
        this.commands = commands;
        this.points = points;
    }

    @EventListener
    void on(MeterAnswered fact) {
        if (KeyCommands.isOne(fact.reference())) {
            take(fact.reference(), fact.answer(), fact.at());
        }
    }

    /** It may be told of a command whose answer was lost on the way. */
    @EventListener
    void on(CommandTookEffect fact) {
        if (KeyCommands.isOne(fact.reference())) {
            take(fact.reference(), fact.outcome(), fact.at());
        }
    }

    @EventListener
    void on(MeterUnreachable fact) {
        if (KeyCommands.isOne(fact.reference())) {
            note(fact.reference(), fact.reason(), fact.at());
        }
    }

    private void take(String reference, @Nullable MeterAnswer answer, Instant at) {
        note(
                reference,
                answer == null
                        ? "There is no answer to read"
                        : SupplierKeys.refusal(answer).orElse(null),
                at);
    }

    /** @param refusal why the device does not hold the keys; null when it does */
    private void note(String reference, @Nullable String refusal, Instant at) {
        commands.find(reference).ifPresent(command -> {
            Mpxn mpxn = new Mpxn(command.mpxn());
            points.lock(command.caseId(), mpxn);
            commands.answered(reference, refusal == null, refusal);
            settle(command.caseId(), mpxn, at);
        });
    }

    /** Of gas both the meter and its proxy have to hold the keys. */
    private void settle(String caseId, Mpxn mpxn, Instant at) {
        List<KeyCommand> last = commands.lastAt(caseId, mpxn);
        if (last.stream().anyMatch(command -> command.done() == null)) {
            return;
        }
        String said = last.stream()
                .filter(command -> !Boolean.TRUE.equals(command.done()))
                .map(command -> Objects.requireNonNullElse(command.said(), ""))
                .distinct()
                .collect(Collectors.joining("; "));
        points.settled(caseId, mpxn, said.isEmpty(), said.isEmpty() ? null : said, at);
    }
}
