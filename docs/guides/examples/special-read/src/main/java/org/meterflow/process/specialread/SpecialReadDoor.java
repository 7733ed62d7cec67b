package org.meterflow.process.specialread;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.specialread.RequestedRead.State;
import org.springframework.stereotype.Component;

/** How special reads are asked for, and what others see of them. */
@Component
class SpecialReadDoor implements MessageConsumer, CaseView {

    private final RequestedReads reads;
    private final Cases cases;
    private final ObjectMapper json;

    SpecialReadDoor(RequestedReads reads, Cases cases, ObjectMapper json) {
        this.reads = reads;
        this.cases = cases;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(new MessageType(
                "specialReadRequested",
                "Asks for the registers of a meter its supplier serves",
                "schemas/specialReadRequested.json",
                "readId",
                Duration.ZERO,
                Set.of("supplier")));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        try {
            Mpxn mpxn = new Mpxn(json.readTree(message.data()).path("mpxn").asText());
            RequestedRead read = new RequestedRead(
                    message.key(), mpxn, message.sender(), message.receivedAt(), State.REQUESTED, null, null);
            if (!reads.add(read)) {
                return Delivery.refused("Read " + message.key() + " is known already: a new one needs a new id");
            }
            cases.start(SpecialRead.key(read.readId()));
            return Delivery.started();
        } catch (InvalidIdentifier wrong) {
            return Delivery.refused(String.valueOf(wrong.getMessage()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String process() {
        return SpecialRead.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return reads.find(caseId).map(SpecialReadDoor::facts);
    }

    private static CaseFacts facts(RequestedRead read) {
        Facts facts = new Facts()
                .with("Meter point", read.mpxn().value())
                .with("Supplier", read.party())
                .with("Import register", read.kwh() == null ? null : new Facts.Amount(read.kwh(), "kWh"))
                .with("Reason", read.reason());
        return new CaseFacts(
                SpecialRead.key(read.readId()),
                "Special read of meter point " + read.mpxn() + " for " + read.party(),
                read.state().words(),
                facts,
                read.state().ended() ? read.state().words() : null,
                null,
                Set.of(read.party()),
                read.requestedAt());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return reads.search(text, limit, offset);
    }
}
