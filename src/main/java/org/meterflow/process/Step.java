package org.meterflow.process;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One element a case has passed or is at; {@code ended} is null while it is there. */
public record Step(
        String elementId,
        String name,
        String type,
        Instant started,
        @Nullable Instant ended,
        boolean cancelled,
        @Nullable CaseKey called) {}
