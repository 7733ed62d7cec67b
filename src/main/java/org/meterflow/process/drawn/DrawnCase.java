package org.meterflow.process.drawn;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One case of a process without a program.
 *
 * @param about one line that names it
 * @param parties those that may see it
 * @param outcome the name of the end that it came to; null while it is open
 */
record DrawnCase(
        CaseKey key,
        String about,
        Starter startedBy,
        Set<String> parties,
        Instant startedAt,
        @Nullable String outcome,
        List<DrawnFact> facts) {}
