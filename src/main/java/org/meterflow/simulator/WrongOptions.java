package org.meterflow.simulator;

import java.util.List;

/** The simulator was started with something missing or wrong: one sentence for each. */
final class WrongOptions extends RuntimeException {

    private final List<String> sentences;

    WrongOptions(List<String> sentences) {
        super(String.join("\n", sentences));
        this.sentences = List.copyOf(sentences);
    }

    List<String> sentences() {
        return sentences;
    }
}
