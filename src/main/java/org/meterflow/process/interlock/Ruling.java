package org.meterflow.process.interlock;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the decision table says of two cases at one meter point, in its words. */
enum Ruling {
    /** Neither concerns the other. */
    TOGETHER,
    /** They run beside each other, and the story of each tells of the other. */
    NOTE,
    /** The second is not started. */
    REFUSE;

    static Ruling of(@Nullable Object word) {
        return Stream.of(values())
                .filter(ruling -> ruling.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The decision table %s says %s where it must say TOGETHER, NOTE or REFUSE"
                                .formatted(Interlock.TABLE, word)));
    }
}
