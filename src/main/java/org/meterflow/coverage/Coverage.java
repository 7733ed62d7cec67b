package org.meterflow.coverage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the communications provider says of a home (DUIS 5.4, DSPWANMatrixResponse).
 *
 * @param region of the provider: North, Central, South …
 * @param available whether a hub connects there today
 * @param expected from when one is to connect, where it does not yet; null when nobody can say
 * @param technology such as Cellular
 * @param auxiliaryEquipment what a hub needs there beside itself
 */
public record Coverage(
        String uprn,
        String postcode,
        String region,
        boolean available,
        @Nullable LocalDate expected,
        String technology,
        Likelihood likelihood,
        @Nullable String auxiliaryEquipment) {

    /** How likely a hub connects where coverage is available. */
    public enum Likelihood {
        HIGH("High"),
        MEDIUM("Medium"),
        LOW("Low");

        private final String label;

        Likelihood(String label) {
            this.label = label;
        }

        /** The word DUIS has for it. */
        public String label() {
            return label;
        }
    }
}
