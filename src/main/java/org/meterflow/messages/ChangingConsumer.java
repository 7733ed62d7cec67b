package org.meterflow.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A consumer whose messages come and go while the program runs: it is asked for them each time, and its schemas are made
 * rather than read from files.
 */
public interface ChangingConsumer extends MessageConsumer {

    /** The JSON Schema of a message's data, as text. */
    String schema(MessageType type);

    /** What is wrong with data that fits its schema; a pointer and a sentence for each. */
    List<MessageRefused.Fault> faults(MessageType type, JsonNode data);
}
