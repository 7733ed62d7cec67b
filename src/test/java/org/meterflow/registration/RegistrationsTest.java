package org.meterflow.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@MeterflowTest
@RecordApplicationEvents
class RegistrationsTest {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Mpid ALDER = new Mpid("ALDR");
    private static final Mpid BIRCH = new Mpid("BRCH");
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final LocalDate START = LocalDate.of(2031, 3, 31);

    @Autowired
    Registrations registrations;

    @Autowired
    DemoClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEvents events;

    Mpxn home = new Mpxn("7500000000");

    @BeforeEach
    void aHomeSuppliedByAlder() {
        home = new Mpxn("75000%05d".formatted(COUNT.incrementAndGet()));
        registrations.addMeterPoint(new MeterPoint(
                home,
                new Mpid("SEVG"),
                null,
                "1 High Street",
                "QZ1 1AA",
                "1",
                Energisation.ENERGISED,
                "D",
                "SW",
                false));
        registrations.register(home, ALDER, LONG_AGO, "test");
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void nobody_can_be_registered_to_a_meter_point_no_network_has_told_of() {
        Mpxn unknown = new Mpxn("9999999901");
        assertThatThrownBy(() -> registrations.register(unknown, BIRCH, START, "switch 1"))
                .isInstanceOf(UnknownMeterPoint.class)
                .hasMessageContaining("9999999901");
        assertThat(registrations.on(unknown, START)).isEmpty();
        assertThat(registrations.freshness(unknown).stale()).isTrue();
    }

    @Test
    void two_suppliers_at_once_are_impossible_even_behind_the_platforms_back() {
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into registration (mpxn, supplier, valid, known, source)
                                values (?, 'BRCH', '[2025-01-01,)', tstzrange(now(), null), 'by hand')
                                """).param(home.value()).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void a_cancelled_switch_that_is_not_there_is_no_harm() {
        assertThat(registrations.cancelRegistration(home, BIRCH, START, "switch 1"))
                .isFalse();
        assertThat(registrations.history(home)).hasSize(1);
    }

    @Test
    void the_gaining_supplier_is_seen_on_its_first_day_from_london_midnight() {
        registrations.register(home, BIRCH, START, "switch 1");

        assertThat(supplierAt("2031-03-30T22:59:59Z")).isEqualTo(ALDER);
        assertThat(supplierAt("2031-03-30T23:00:00Z")).isEqualTo(BIRCH);
        assertThat(registrations.on(home, START.minusDays(1)).orElseThrow().to())
                .isEqualTo(START);
        assertThat(events.stream(SupplierRegistered.class)).contains(new SupplierRegistered(home, ALDER, BIRCH, START));
    }

    @Test
    void registering_the_same_again_changes_nothing() {
        registrations.register(home, BIRCH, START, "switch 1");
        clock.advance(Duration.ofSeconds(1));
        registrations.register(home, BIRCH, START, "switch 1, again");

        assertThat(registrations.of(home)).extracting(Registration::source).containsExactly("switch 1", "switch 1");
        assertThat(events.stream(SupplierRegistered.class)
                        .filter(one -> one.supplier().equals(BIRCH)))
                .hasSize(1);
    }

    @Test
    void a_cancelled_switch_leaves_the_old_supplier_and_a_trace() {
        registrations.register(home, BIRCH, START, "switch 1");
        Instant secured = clock.instant();
        clock.advance(Duration.ofSeconds(1));

        assertThat(registrations.cancelRegistration(home, BIRCH, START, "withdrawn"))
                .isTrue();

        assertThat(registrations.of(home)).singleElement().satisfies(only -> {
            assertThat(only.supplier()).isEqualTo(ALDER);
            assertThat(only.to()).isNull();
        });
        assertThat(registrations.asKnownAt(home, START, secured).orElseThrow().supplier())
                .isEqualTo(BIRCH);
        assertThat(events.stream(SupplierRegistrationCancelled.class))
                .contains(new SupplierRegistrationCancelled(home, BIRCH, START, ALDER));
    }

    @Test
    void many_writers_at_one_meter_point_leave_one_supplier_for_each_day() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Callable<Object>> switches = IntStream.range(0, 20)
                .mapToObj(i -> Executors.callable(() ->
                        registrations.register(home, i % 2 == 0 ? ALDER : BIRCH, START.plusDays(i % 7), "switch " + i)))
                .toList();
        for (var done : writers.invokeAll(switches)) {
            done.get();
        }
        writers.shutdown();

        List<Registration> known = registrations.of(home);
        for (int i = 1; i < known.size(); i++) {
            assertThat(known.stream().map(Registration::from).distinct()).hasSize(known.size());
        }
        assertThat(registrations.on(home, START.plusYears(1))).isPresent();
    }

    private Mpid supplierAt(String instant) {
        return registrations.at(home, Instant.parse(instant)).orElseThrow().supplier();
    }
}
