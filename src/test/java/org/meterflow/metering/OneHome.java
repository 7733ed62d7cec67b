package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.testing.FreshDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** A head-end by itself with one home: a hub and its meter, new for each test. */
@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {MeteringAlone.NO_ENGINE, MeteringAlone.ONLY_ROUTE})
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import({Facts.class, TestMarket.class})
abstract class OneHome {

    static final Eui64 USER = TestMarket.USER;

    @Autowired
    Meters meters;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    Facts facts;

    @Autowired
    TestMarket market;

    @Autowired
    DccKeys dcc;

    @Autowired
    Certificates certificates;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private final List<TestHub> lines = new ArrayList<>();
    Eui64 hub;
    TestMeter meter;

    @BeforeEach
    void aHome() {
        hub = market.newHub();
        meter = market.newMeter(hub);
    }

    @AfterEach
    void hangUp() {
        lines.forEach(TestHub::close);
        lines.clear();
    }

    TestHub connect(Eui64... reached) {
        return keep(TestHub.connect(headEnd.port(), hub, reached));
    }

    TestHub keep(TestHub line) {
        lines.add(line);
        return line;
    }

    String ask(OnBehalfOf originator, Duration within, int attempts) {
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(reference, meter.id(), new ReadFirmwareVersion(), originator, within, attempts));
        return reference;
    }

    String ask(Duration within, int attempts) {
        return ask(OnBehalfOf.dcc(), within, attempts);
    }

    String ask() {
        return ask(Duration.ofMinutes(5), 3);
    }

    /** As if the meter had been asked longer ago than an attempt waits. */
    void noAnswerInTime() {
        timePasses(meter.id(), Duration.ofSeconds(31));
    }

    /** As if so much more time had gone by since this device was asked. */
    void timePasses(Eui64 device, Duration time) {
        jdbc.sql("""
                        update meter_command
                        set waits_until = waits_until - :seconds * interval '1 second',
                            really_sent_at = really_sent_at - :seconds * interval '1 second'
                        where device = :device
                        """)
                .param("seconds", time.toSeconds())
                .param("device", device.value())
                .update();
    }

    CommandState state(String reference) {
        return meters.find(reference).orElseThrow();
    }

    void awaitStage(String reference, Stage stage) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(state(reference).stage()).isEqualTo(stage));
    }

    void awaitVerdict(Eui64 sender, Verdict verdict, int count) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(jdbc.sql("select count(*) from meter_message where sender = ? and verdict = ?")
                                        .params(sender.value(), verdict.name())
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(count));
    }

    ReplaceSupplierCredentials credentials(Instant executeAt) {
        Octets ds = Octets.of(certificates
                .inUse(dcc.accessControlBroker(), CertificateUse.DS)
                .orElseThrow()
                .der());
        return new ReplaceSupplierCredentials(ds, ds, ds, List.of(ds), executeAt, 0, 0L, true);
    }

    String askForCredentials(Instant executeAt) {
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(
                reference,
                meter.id(),
                credentials(executeAt),
                OnBehalfOf.transitionalChangeOfSupplier(),
                Duration.ofMinutes(5),
                3));
        return reference;
    }
}
