package org.meterflow;

import java.util.List;

/** Production was started without what it cannot do without: one sentence for each setting. */
class MissingSettings extends RuntimeException {

    MissingSettings(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
