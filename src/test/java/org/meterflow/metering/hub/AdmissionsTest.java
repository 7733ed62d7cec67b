package org.meterflow.metering.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a node spreads the calls of many hubs over time. Ten a second may come in, twenty at once. */
class AdmissionsTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Admissions admissions;
    private long start;

    @BeforeEach
    void aNode() {
        admissions = new Admissions(new HubSettings(
                "node", Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(20), 10, LONGEST, null));
        start = System.nanoTime();
    }

    private List<Duration> calls(int hubs, Duration after) {
        return IntStream.range(0, hubs)
                .mapToObj(hub -> admissions.absence(start + after.toNanos()))
                .toList();
    }

    @Test
    void those_that_are_too_many_are_sent_away_one_after_the_other() {
        List<Duration> absences = calls(60, Duration.ZERO);

        assertThat(absences.subList(0, 20)).containsOnly(Duration.ZERO);
        assertThat(absences.get(20)).isGreaterThan(Duration.ofSeconds(2));
        for (int hub = 21; hub < 60; hub++) {
            assertThat(absences.get(hub).minus(absences.get(hub - 1))).isEqualTo(BETWEEN);
        }
    }

    @Test
    void whoever_calls_again_when_told_is_let_in() {
        List<Duration> absences = new ArrayList<>(calls(60, Duration.ZERO));
        absences.removeIf(Duration::isZero);

        assertThat(absences).hasSize(40);
        for (Duration absence : absences) {
            assertThat(calls(1, absence)).containsExactly(Duration.ZERO);
        }
    }

    @Test
    void nobody_is_sent_away_for_longer_than_the_longest_absence() {
        List<Duration> absences = calls(2000, Duration.ZERO);

        assertThat(absences)
                .endsWith(LONGEST)
                .allSatisfy(absence -> assertThat(absence).isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void after_a_quiet_time_there_is_room_for_as_many_again() {
        calls(60, Duration.ZERO);

        assertThat(calls(20, Duration.ofSeconds(10))).containsOnly(Duration.ZERO);
    }
}
