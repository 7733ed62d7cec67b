package org.meterflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.market.Market.Supply;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * A thousand meters, many of which change their supplier on the same day: as many as
 * {@code -Dmeterflow.load.switches} says. The benchmark runs five hundred.
 */
@TownTest
@TestPropertySource(properties = {"meterflow.demo.extra-homes=800", "meterflow.metering.least-patience=60s"})
@DirtiesContext
class ManySwitchesTest {

    private static final int SWITCHES = Integer.getInteger("meterflow.load.switches", 100);

    @Autowired
    DemoMarket market;

    @Autowired
    DemoTown town;

    @Autowired
    Clock clock;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    @Test
    void many_switches_at_once_end_without_an_operator() throws Exception {
        SwitchingDay day = new SwitchingDay(market, town, clock, calendar, jdbc);
        List<Supply> meters = day.meters();
        assertThat(meters).hasSizeGreaterThanOrEqualTo(1000);
        Collections.shuffle(meters, new Random(500));

        day.pass(meters.subList(0, SWITCHES), "SW-MANY");

        SwitchesUnderWay switches = day.switches("SW-MANY");
        assertThat(switches.openTasks())
                .as(() -> "open tasks; " + switches.troubles())
                .isZero();
        assertThat(switches.changed()).isEqualTo(SWITCHES);
        Awaitility.await("every switch is closed")
                .atMost(Duration.ofMinutes(3))
                .until(() -> switches.runningSwitches() == 0);
        assertThat(switches.failedJobs()).isZero();
        assertThat(switches.notRegisteredOnceWithTheGainingSupplier()).isZero();
    }
}
