package org.meterflow.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The messages of consumers whose messages come and go, as they are at this moment on every node. */
@Component
class ChangingMessages {

    /** @param consumer who takes it */
    record Offer(MessageType type, ChangingConsumer consumer) {

        List<MessageRefused.Fault> faults(JsonNode data) {
            return consumer.faults(type, data);
        }
    }

    private final ObjectProvider<MessageConsumer> consumers;
    private final Map<String, DataSchema> schemas = new ConcurrentHashMap<>();

    ChangingMessages(ObjectProvider<MessageConsumer> consumers) {
        this.consumers = consumers;
    }

    Stream<Offer> all() {
        return consumers
                .orderedStream()
                .filter(ChangingConsumer.class::isInstance)
                .map(ChangingConsumer.class::cast)
                .flatMap(consumer -> consumer.messageTypes().stream().map(type -> new Offer(type, consumer)));
    }

    Optional<Offer> find(String name) {
        return all().filter(offer -> offer.type().name().equals(name)).findFirst();
    }

    /** Made anew when its text is another than before. */
    DataSchema schema(Offer offer) {
        String text = offer.consumer().schema(offer.type());
        return schemas.compute(
                offer.type().name(),
                (name, known) -> known != null && known.text().equals(text) ? known : DataSchema.of(text));
    }
}
