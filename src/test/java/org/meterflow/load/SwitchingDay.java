package org.meterflow.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.identifier.Mpid;
import org.meterflow.load.SwitchesUnderWay.Stage;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.market.Market.Supply;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.RegistrationBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many meter points change their supplier on the same day: all over the real interfaces, only the clock is moved. */
class SwitchingDay {

    private static final Logger log = LoggerFactory.getLogger(SwitchingDay.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int SENDERS = 8;

    private final DemoMarket market;
    private final DemoTown town;
    private final DemoClock clock;
    private final BusinessCalendar calendar;
    private final JdbcClient jdbc;

    SwitchingDay(DemoMarket market, DemoTown town, Clock clock, BusinessCalendar calendar, JdbcClient jdbc) {
        this.market = market;
        this.town = town;
        this.clock = (DemoClock) clock;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /** Every meter of the market, of either fuel. */
    List<Supply> meters() {
        return new ArrayList<>(market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .toList());
    }

    SwitchesUnderWay switches(String prefix) {
        return new SwitchesUnderWay(jdbc, prefix);
    }

    /**
     * From the first request to the last opening read.
     *
     * @param prefix of the switches' ids
     * @return what passed on the wall meanwhile
     */
    Duration pass(List<Supply> supplies, String prefix) throws Exception {
        SwitchesUnderWay switches = switches(prefix);
        long started = System.nanoTime();
        request(supplies, prefix);
        tell("requested", started, switches);
        for (Stage stage : Stage.values()) {
            Awaitility.await(stage.toString())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> switches.at(stage) == supplies.size());
            tell(stage.toString(), started, switches);
            clock.advanceTo(switches.endOf(stage));
        }
        Awaitility.await("the end")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> switches.changed() == supplies.size() || switches.openTasks() > 0);
        tell("ended", started, switches);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void request(List<Supply> supplies, String prefix) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Callable<Boolean>> requests = new ArrayList<>();
            for (Supply supply : supplies) {
                String id = prefix + requests.size();
                requests.add(() -> request(id, supply));
            }
            for (Future<Boolean> request : senders.invokeAll(requests)) {
                assertThat(request.get()).isTrue();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    /** As a patient client does: told to wait, it waits and sends the same message again. */
    private boolean request(String id, Supply supply) {
        RegistrationBody body = town.registrationBody().orElseThrow();
        while (true) {
            MarketApi.Answer answer = body.requestSwitch(
                    id,
                    supply.mpxn(),
                    gaining(supply),
                    calendar.plusWorkingDays(calendar.today(), 1).plusDays(2),
                    supply.payment() == PaymentMode.PREPAYMENT);
            if (answer.status() != 429) {
                assertThat(answer.accepted()).as(answer.body()).isTrue();
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    static Mpid gaining(Supply supply) {
        return new Mpid(supply.supplier().value().equals("BRCH") ? "ALDR" : "BRCH");
    }

    private static void tell(String what, long started, SwitchesUnderWay switches) {
        log.info(
                "{} after {} s: {}, {}, {}",
                what,
                Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0,
                switches.states(),
                switches.tokens(),
                switches.troubles());
    }
}
