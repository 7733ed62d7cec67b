package org.meterflow.process.incident;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * What somebody says when they raise an incident.
 *
 * @param title one line, which all concerned read
 * @param device that is at fault; null when it is not known or none is
 * @param area that is affected, such as a postcode district; null for that of the device, if there is one
 * @param parties ids of those concerned beside the one that raises it
 * @param category 1 to 5; null for what the rules say
 * @param team its name; null for what the rules say
 */
public record IncidentReport(
        String title,
        String description,
        Effects effects,
        @Nullable Eui64 device,
        @Nullable String area,
        Set<String> parties,
        @Nullable Integer category,
        @Nullable String team) {

    public static final int LONGEST_TITLE = 100;

    public IncidentReport {
        parties = Set.copyOf(parties);
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException("The title of an incident has 1 to 100 characters");
        }
        if (category != null && (category < 1 || category > 5)) {
            throw new IllegalArgumentException("There are the categories 1 to 5 of incidents, and not " + category);
        }
    }

    public static IncidentReport of(String title, String description) {
        return new IncidentReport(title, description, Effects.UNKNOWN, null, null, Set.of(), null, null);
    }
}
