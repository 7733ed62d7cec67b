package org.meterflow.process.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a diagram or of a decision table as it is deployed.
 *
 * @param key the process's or the decision's id
 * @param file the name of its file
 * @param source who deployed it, in the words in which {@link Definitions#deploy} was told; null for a start of the program
 */
public record Definition(
        ModelKind kind,
        String key,
        String name,
        int version,
        String file,
        String deployment,
        Instant at,
        @Nullable String source) {}
