package org.meterflow.process.issueresolution;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.incident.Subject.Part;

/**
 * What somebody says when they open an issue.
 *
 * @param subject what the faults have in common; null when they have nothing that the inventory knows. There is one open issue
 *     for each
 * @param incidents numbers of those that show it
 * @param parties ids of those concerned
 */
public record IssueReport(
        String title,
        String description,
        Source source,
        Gravity gravity,
        @Nullable Part subject,
        Set<String> incidents,
        Set<String> parties) {

    public static final int LONGEST_TITLE = 100;

    public IssueReport {
        incidents = Set.copyOf(incidents);
        parties = Set.copyOf(parties);
    }

    /** Where an issue comes from. */
    public enum Source {
        REPORT("A report or a figure"),
        INCIDENT("An incident"),
        REPEATED_FAULT("Faults that repeat"),
        AUDIT("An audit"),
        SECURITY("Security"),
        DISPUTE("A dispute between parties"),
        PROCESS("Another process");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** How severe it is, as far as is known: what D-ISSUE asks. */
    public record Gravity(Impact impact, Spread spread, boolean security, Harm harm) {

        public static final Gravity UNKNOWN = new Gravity(Impact.LIMITED, Spread.ONE, false, Harm.NONE);
    }

    public enum Impact {
        LIMITED,
        SERIOUS,
        CRITICAL
    }

    public enum Spread {
        ONE,
        SEVERAL,
        MANY
    }

    public enum Harm {
        NONE,
        INCONVENIENCE,
        LOSS,
        SAFETY
    }
}
