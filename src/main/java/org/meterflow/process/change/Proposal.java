package org.meterflow.process.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of putting files forward.
 *
 * @param change its number; null when anything is wrong
 * @param wrong a sentence for each thing
 */
public record Proposal(@Nullable Long change, List<String> wrong) {

    static Proposal of(long change) {
        return new Proposal(change, List.of());
    }

    static Proposal wrong(List<String> sentences) {
        return new Proposal(null, sentences);
    }
}
