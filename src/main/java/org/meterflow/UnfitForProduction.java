package org.meterflow;

import java.util.List;

/** Production was started without what it cannot do without, or with what has no place there: one sentence for each. */
class UnfitForProduction extends RuntimeException {

    UnfitForProduction(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
