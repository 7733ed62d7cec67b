package org.meterflow.process.changeofsupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

/** The message that starts a switch. */
@Component
class SwitchMessages implements MessageConsumer {

    private final SupplierChanges changes;
    private final SwitchTimes times;
    private final DualFuelRequests dualFuel;
    private final Cases cases;
    private final SwitchTimeline story;
    private final ObjectMapper json;

    SwitchMessages(
            SupplierChanges changes,
            SwitchTimes times,
            DualFuelRequests dualFuel,
            Cases cases,
            SwitchTimeline story,
            ObjectMapper json) {
        this.changes = changes;
        this.times = times;
        this.dualFuel = dualFuel;
        this.cases = cases;
        this.story = story;
        this.json = json;
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(new MessageType(
                "switchRequested",
                "Asks for a switch of a meter point to another supplier",
                "schemas/switchRequested.json",
                "switchId",
                Duration.ZERO,
                Set.of("registration-body")));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        try {
            return request(message, json.readTree(message.data()));
        } catch (InvalidIdentifier | DateTimeException wrong) {
            return Delivery.refused(Reason.of(wrong));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Delivery request(InboundMessage message, JsonNode data) {
        SwitchAgreement agreement = agreement(message, data);
        Optional<String> misfit = misfit(agreement, data);
        if (misfit.isPresent()) {
            return Delivery.refused(misfit.get());
        }
        if (!changes.add(agreement)) {
            return Delivery.refused("Switch " + message.key() + " is known already: a new switch needs a new id");
        }
        SupplierChange change = SupplierChange.requested(agreement);
        story.message(change, message, "Switch requested");
        cases.start(change.key());
        return Delivery.started();
    }

    private Optional<String> misfit(SwitchAgreement agreement, JsonNode data) {
        String group = agreement.dualFuelGroup();
        return group == null || changes.find(agreement.switchId()).isPresent()
                ? Optional.empty()
                : dualFuel.misfit(
                        agreement,
                        group,
                        data.path("dualFuel").path("oneFailsAllFail").asBoolean(false));
    }

    private SwitchAgreement agreement(InboundMessage message, JsonNode data) {
        LocalDate start = LocalDate.parse(data.path("supplyStartDate").asText());
        return new SwitchAgreement(
                message.key(),
                new Mpxn(data.path("mpxn").asText()),
                new Mpid(data.path("gainingSupplier").asText()),
                null,
                start,
                data.path("consumerType").asText("DOMESTIC").equals("DOMESTIC"),
                data.path("paymentMode").asText("CREDIT").equals("PREPAYMENT"),
                message.receivedAt(),
                message.sender(),
                null,
                times.gateClosure(start),
                times.supplyStart(start),
                data.path("dateChosenByConsumer").asBoolean(false),
                data.path("dualFuel").path("groupId").asText(null),
                null);
    }
}
