package org.meterflow.process.incident;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clocks of incidents. Times are by category, from 1 to 5, and run day and night (Incident Management Policy).
 *
 * @param firstResponse until somebody has taken it on
 * @param resolution until it is resolved
 * @param updateEvery how often all concerned hear how it stands, for as many categories as are named
 * @param longestWait for how long a clock may rest at once
 * @param closesAfter the time in which a resolution can be disputed
 * @param reportCategory the last category after which a report is written
 * @param reportWorkingDays how long that may take
 * @param handedOnTo the team that takes on what took twice its time
 */
@ConfigurationProperties("meterflow.incident")
record IncidentSettings(
        @DefaultValue({"PT10M", "PT20M", "PT45M", "PT3H", "P1D"})
        List<Duration> firstResponse,

        @DefaultValue({"PT4H", "P1D", "P3D", "P5D", "P10D"}) List<Duration> resolution,
        @DefaultValue({"PT1H", "PT2H"}) List<Duration> updateEvery,
        @DefaultValue("P14D") Duration longestWait,
        @DefaultValue("P5D") Duration closesAfter,
        @DefaultValue("2") int reportCategory,
        @DefaultValue("20") int reportWorkingDays,
        @DefaultValue("dcc-ops") String handedOnTo) {

    static final int CATEGORIES = 5;

    IncidentSettings {
        firstResponse = List.copyOf(firstResponse);
        resolution = List.copyOf(resolution);
        updateEvery = List.copyOf(updateEvery);
        if (firstResponse.size() != CATEGORIES || resolution.size() != CATEGORIES) {
            throw new IllegalArgumentException("meterflow.incident: first-response and resolution need a time for each"
                    + " of the five categories, with commas, as in PT10M,PT20M,PT45M,PT3H,P1D.");
        }
    }

    Duration firstResponse(int category) {
        return firstResponse.get(category - 1);
    }

    Duration resolution(int category) {
        return resolution.get(category - 1);
    }

    Optional<Duration> updateEvery(int category) {
        return category > updateEvery.size() ? Optional.empty() : Optional.of(updateEvery.get(category - 1));
    }
}
