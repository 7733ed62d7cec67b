package org.meterflow.process;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process tells of one of its cases, for people and for the parties concerned.
 *
 * @param about one line that names the case to a person: meter point and parties
 * @param state one or two words, as the business says it
 * @param outcome null while the case is open
 * @param parent the case on whose behalf this one runs, if any
 * @param parties ids of the parties that may see the case
 */
public record CaseFacts(
        CaseKey key,
        String about,
        String state,
        Facts facts,
        @Nullable String outcome,
        @Nullable CaseKey parent,
        Set<String> parties,
        Instant since) {}
