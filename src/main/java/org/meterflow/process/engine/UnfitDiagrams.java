package org.meterflow.process.engine;

import java.util.List;

/** Cases would be stuck in these diagrams: one sentence for each place. */
public class UnfitDiagrams extends RuntimeException {

    UnfitDiagrams(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
