package org.meterflow.process.kit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What only the step itself knows of its properties, looked at before a diagram takes effect. Made anew for each look. */
public interface BoxCheck {

    /**
     * @param said the properties as they are written, {@code ${…}} and all
     * @return a sentence for each thing that is wrong, and what to do; the box is named by whoever asks
     */
    Stream<String> wrong(Map<String, String> said);

    /** Names that can be read of this box beside those of every such box. */
    default Stream<String> gives(Map<String, String> said) {
        return Stream.empty();
    }

    /** All that a field of this box can be; empty when that is not known. */
    default Stream<String> choices(String field, Map<String, String> said) {
        return Stream.empty();
    }

    /** The message from outside that a case waits for in this box; empty when it waits for none. */
    default Optional<String> message(Map<String, String> said) {
        return Optional.empty();
    }

    /** A sentence for each thing for which a box cannot wait for the same message as another. */
    default Stream<String> differences(Map<String, String> said, Map<String, String> other) {
        return Stream.empty();
    }

    /** Whether a text is a time that something may take, such as {@code P2D}. */
    static boolean isTime(String written) {
        try {
            Duration time = Duration.parse(written);
            return time.compareTo(Duration.ZERO) > 0 && time.toDays() < 3660;
        } catch (DateTimeParseException none) {
            return false;
        }
    }
}
