package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.gbcs.CredentialsOutcome;
import org.meterflow.metering.gbcs.GbcsCrypto;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.MeterAnswer;
import org.meterflow.metering.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.metering.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.metering.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.testing.FreshDatabase;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {MeteringAlone.NO_ENGINE, MeteringAlone.ONLY_ROUTE})
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(Facts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "meterflow.metering.response-time=2s",
            "meterflow.metering.sleeping-response-time=2s",
            "meterflow.metering.least-wait=300ms",
            "meterflow.metering.retry-after=100ms",
            "meterflow.metering.poll=100ms",
            "meterflow.metering.hubs.ping-after=1500ms",
            "meterflow.metering.hubs.heartbeat=300ms",
            "meterflow.metering.hubs.node-lost-after=2s"
        })
class HeadEndTest {

    private static final Eui64 USER = TestMarket.USER;

    @Autowired
    Meters meters;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    Facts facts;

    @Autowired
    BeanFactory platform;

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
    private TestMarket market;
    private Eui64 hub;
    private TestMeter meter;

    @BeforeAll
    void aMarket() {
        market = new TestMarket(platform);
    }

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

    private TestHub connect(Eui64... reached) {
        return keep(TestHub.connect(headEnd.port(), hub, reached));
    }

    private TestHub keep(TestHub line) {
        lines.add(line);
        return line;
    }

    private String ask(OnBehalfOf originator, Duration within, int attempts) {
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(reference, meter.id(), new ReadFirmwareVersion(), originator, within, attempts));
        return reference;
    }

    private String ask(Duration within, int attempts) {
        return ask(OnBehalfOf.dcc(), within, attempts);
    }

    private String ask() {
        return ask(Duration.ofMinutes(5), 3);
    }

    private CommandState state(String reference) {
        return meters.find(reference).orElseThrow();
    }

    private void awaitStage(String reference, Stage stage) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(state(reference).stage()).isEqualTo(stage));
    }

    private void awaitVerdict(Eui64 sender, Verdict verdict, int count) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(jdbc.sql("select count(*) from meter_message where sender = ? and verdict = ?")
                                        .params(sender.value(), verdict.name())
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(count));
    }

    @Test
    void a_meter_that_answers_is_heard_and_its_values_are_told() {
        TestHub line = connect(hub, meter.id());

        String reference = ask();
        GbcsMessage command = line.command();
        meter.verify(command);
        line.send(meter.firmware(command));

        MeterAnswered fact = facts.answered(reference);
        assertThat(fact.answer()).isEqualTo(new MeterAnswer.FirmwareVersion(Octets.ofHex("0123ABCD")));
        assertThat(fact.device()).isEqualTo(meter.id());
        CommandState state = state(reference);
        assertThat(state.stage()).isEqualTo(Stage.ANSWERED);
        assertThat(state.attempts()).isEqualTo(1);
        assertThat(state.values()).isEqualTo(fact.answer());
        assertThat(command.originator()).isEqualTo(dcc.accessControlBroker());
    }

    @Test
    void what_is_asked_before_the_hub_is_there_is_sent_when_it_comes() {
        String reference = ask();
        assertThat(state(reference).stage()).isEqualTo(Stage.QUEUED);

        TestHub line = connect(hub, meter.id());
        line.send(meter.firmware(line.command()));

        assertThat(facts.answered(reference).reference()).isEqualTo(reference);
    }

    @Test
    void a_meter_that_no_hub_reaches_in_time_is_unreachable() {
        String reference = ask(Duration.ofMillis(300), 3);

        assertThat(facts.unreachable(reference).reason()).contains("not reached by any connected hub");
        assertThat(state(reference).stage()).isEqualTo(Stage.UNREACHABLE);
        assertThat(state(reference).attempts()).isZero();
    }

    @Test
    void an_unanswered_question_is_asked_again_under_a_higher_counter() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage first = line.command();
        GbcsMessage second = line.command();
        line.send(meter.firmware(second));

        assertThat(second.originatorCounter()).isGreaterThan(first.originatorCounter());
        facts.answered(reference);
        assertThat(state(reference).attempts()).isEqualTo(2);
    }

    @Test
    void a_late_answer_to_the_first_attempt_counts_and_the_second_answer_changes_nothing() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage first = line.command();
        GbcsMessage second = line.command();
        line.send(meter.firmware(first));
        facts.answered(reference);
        line.send(meter.firmware(second));

        awaitVerdict(meter.id(), Verdict.DUPLICATE, 1);
        assertThat(facts.answers(reference)).hasSize(1);
    }

    @Test
    void a_meter_that_never_answers_is_unreachable_after_all_attempts() {
        TestHub line = connect(hub, meter.id());
        String reference = ask(Duration.ofMinutes(5), 2);

        line.command();
        GbcsMessage second = line.command();
        assertThat(facts.unreachable(reference).reason()).isEqualTo("No answer to 2 attempts");
        line.send(meter.firmware(second));

        awaitVerdict(meter.id(), Verdict.LATE, 1);
        assertThat(facts.answers(reference)).isEmpty();
        assertThat(state(reference).stage()).isEqualTo(Stage.UNREACHABLE);
    }

    @Test
    void the_same_answer_twice_is_told_once() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage answer = meter.firmware(line.command());
        line.send(answer);
        line.send(answer);
        facts.answered(reference);
        line.send(answer);

        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("select copies from meter_message where sender = ?")
                                .param(meter.id().value())
                                .query(Integer.class)
                                .single())
                        .isEqualTo(3));
        assertThat(facts.answers(reference)).hasSize(1);
    }

    @Test
    void an_answer_with_a_wrong_mac_is_kept_but_not_believed() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage command = line.command();
        line.send(meter.firmware(command, KeyFolder.fresh().getPublic()));
        awaitVerdict(meter.id(), Verdict.BAD_MAC, 1);
        assertThat(facts.answers(reference)).isEmpty();
        line.send(meter.firmware(command));

        facts.answered(reference);
        assertThat(state(reference).attempts()).isEqualTo(1);
    }

    @Test
    void an_unknown_sender_a_stray_answer_and_noise_are_kept_and_change_nothing() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        GbcsMessage command = line.command();
        TestMeter stranger = TestMeter.in(TestMarket.newFolder(), TestMarket.freshName(), market.broker.getPublic());

        line.send(stranger.firmware(command));
        line.send(TestHub.GBCS, new byte[] {1, 2, 3});
        line.send(command);
        line.send(meter.firmware(
                GbcsMessage.command(new RequestId(command.originator(), meter.id(), 77), 0x59, Octets.NONE)));

        awaitVerdict(stranger.id(), Verdict.UNKNOWN_SENDER, 1);
        awaitVerdict(meter.id(), Verdict.UNMATCHED, 1);
        awaitVerdict(dcc.accessControlBroker(), Verdict.NOT_FOR_DEVICES, 1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select remark from meter_message where verdict = 'UNREADABLE' and hub = ?")
                                        .param(hub.value())
                                        .query(String.class)
                                        .list())
                        .hasSize(1));
        assertThat(line.isOpen()).isTrue();
        line.send(meter.firmware(command));
        facts.answered(reference);
    }

    @Test
    void a_device_is_asked_one_thing_at_a_time_in_order() {
        String first = ask();
        String second = ask();
        String third = ask();
        TestHub line = connect(hub, meter.id());

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            GbcsMessage command = line.command();
            assertThat(line.commandWithin(Duration.ofMillis(150))).isNull();
            line.send(meter.firmware(command));
            String answered = List.of(first, second, third).stream()
                    .filter(reference -> !order.contains(reference))
                    .filter(reference -> jdbc.sql("""
                                    select exists (select from meter_attempt a join meter_command c on c.id = a.command
                                                   where a.counter = ? and c.reference = ?)
                                    """)
                            .params(command.originatorCounter(), reference)
                            .query(Boolean.class)
                            .single())
                    .findFirst()
                    .orElseThrow();
            order.add(answered);
        }

        assertThat(order).containsExactly(first, second, third);
    }

    @Test
    void a_command_for_later_holds_up_no_other_and_goes_when_its_time_comes() {
        TestHub line = connect(hub, meter.id());
        String later = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(
                later,
                meter.id(),
                new ReadFirmwareVersion(),
                OnBehalfOf.dcc(),
                null,
                clock.instant().plusSeconds(2),
                Duration.ofMinutes(5),
                3));
        String now = ask();

        line.send(meter.firmware(line.command()));
        facts.answered(now);
        assertThat(facts.answers(later)).isEmpty();
        line.send(meter.firmware(line.command()));

        facts.answered(later);
    }

    @Test
    void a_users_command_carries_the_users_counter_and_is_repeated_word_for_word() {
        TestHub line = connect(hub, meter.id());
        String reference = ask(new OnBehalfOf.KnownUser(USER, 4711), Duration.ofMinutes(5), 3);

        GbcsMessage first = line.command();
        GbcsMessage second = line.command();
        GbcsMessage answer = meter.firmware(second, market.user.getPublic());
        line.send(answer);

        assertThat(first.originator()).isEqualTo(USER);
        assertThat(first.originatorCounter()).isEqualTo(4711);
        assertThat(second).isEqualTo(first);
        meter.verify(first);
        assertThat(facts.answered(reference).message()).isEqualTo(answer.encode());
        assertThatThrownBy(() -> ask(new OnBehalfOf.KnownUser(USER, 4711), Duration.ofMinutes(5), 3))
                .isInstanceOf(UserCounterUsed.class);
    }

    @Test
    void a_user_unknown_to_the_device_is_named_beside_the_broker() {
        TestHub line = connect(hub, meter.id());
        String reference = ask(new OnBehalfOf.UnknownUser(USER, 4712), Duration.ofMinutes(5), 3);

        GbcsMessage command = line.command();
        line.send(meter.firmware(command));

        assertThat(command.originator()).isEqualTo(dcc.accessControlBroker());
        assertThat(command.supplementary()).isNotNull();
        assertThat(command.supplementary().remoteParty()).isEqualTo(USER);
        assertThat(command.supplementary().remotePartyCounter()).isEqualTo(4712);
        assertThat(GbcsMessage.parse(facts.answered(reference).message()).supplementary())
                .isEqualTo(command.supplementary());
    }

    @Test
    void a_line_lost_with_a_command_on_it_brings_the_command_again_over_the_next_line() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        line.command();
        line.close();
        facts.gone(hub);

        TestHub next = connect(hub, meter.id());
        next.send(meter.firmware(next.command()));

        facts.answered(reference);
    }

    @Test
    void a_newer_line_of_the_same_hub_replaces_the_older() {
        TestHub older = connect(hub, meter.id());
        TestHub newer = connect(hub, meter.id());

        older.awaitEnd();
        String reference = ask();
        newer.send(meter.firmware(newer.command()));

        facts.answered(reference);
    }

    @Test
    void a_hub_that_has_gone_silent_is_hung_up_on_and_one_that_answers_pings_is_not() {
        TestHub alive = connect(hub, meter.id());
        Eui64 otherHub = market.newHub();
        TestHub silent = keep(TestHub.connect(headEnd.port(), otherHub));
        silent.ignorePings();

        silent.awaitEnd();
        facts.gone(otherHub);

        assertThat(alive.isOpen()).isTrue();
        String reference = ask();
        alive.send(meter.firmware(alive.command()));
        facts.answered(reference);
    }

    @Test
    void an_unknown_hub_and_those_who_break_the_protocol_are_refused_with_the_reason() {
        TestHub unknown = keep(TestHub.dial(headEnd.port()));
        Eui64 nobody = TestMarket.freshName();
        unknown.hello(nobody);
        assertThat(unknown.refused()).isEqualTo("Hub " + nobody + " is unknown to the inventory");

        TestHub meterAsHub = keep(TestHub.dial(headEnd.port()));
        meterAsHub.hello(meter.id());
        assertThat(meterAsHub.refused()).contains("unknown to the inventory");

        TestHub early = keep(TestHub.dial(headEnd.port()));
        early.send(TestHub.GBCS, new byte[] {1});
        assertThat(early.refused()).isEqualTo("A line begins with a hello");

        TestHub futuristic = keep(TestHub.dial(headEnd.port()));
        futuristic.send(
                TestHub.HELLO,
                ByteBuffer.allocate(10)
                        .put(hub.bytes())
                        .put((byte) 2)
                        .put((byte) 0)
                        .array());
        assertThat(futuristic.refused()).isEqualTo("This head-end speaks version 1 of the protocol, not 2");

        TestHub strange = keep(TestHub.dial(headEnd.port()));
        strange.send(9, new byte[] {1});
        assertThat(strange.refused()).isEqualTo("A frame is of type 1 to 8, not 9");

        TestHub empty = keep(TestHub.dial(headEnd.port()));
        empty.sendRaw(new byte[] {0, 0, 0, 0});
        assertThat(empty.refused()).isEqualTo("A frame has at least its type, not a length of 0");

        TestHub huge = keep(TestHub.dial(headEnd.port()));
        huge.sendRaw(new byte[] {0x7F, 0, 0, 0, 3});
        assertThat(huge.refused()).isEqualTo("A frame has at most 65536 bytes of type and body");

        TestHub mute = keep(TestHub.dial(headEnd.port()));
        assertThat(mute.refused()).isEqualTo("A line begins with a hello, and none came");
    }

    @Test
    void a_hub_cannot_draw_another_homes_device_to_itself() {
        TestHub line = connect(hub, meter.id());
        Eui64 otherHub = market.newHub();
        TestHub thief = keep(TestHub.connect(headEnd.port(), otherHub, otherHub, meter.id()));

        String reference = ask();
        line.send(meter.firmware(line.command()));

        facts.answered(reference);
        assertThat(thief.commandWithin(Duration.ofMillis(100))).isNull();
    }

    @Test
    void hubs_are_told_when_the_networks_time_changes() {
        TestHub line = keep(TestHub.dial(headEnd.port()));
        line.hello(hub, meter.id());
        Instant before = line.welcomed();

        ((DemoClock) clock).advance(Duration.ofHours(1));

        assertThat(Duration.between(before, line.welcomed())).isGreaterThan(Duration.ofMinutes(59));
    }

    @Test
    void a_leap_of_the_clock_does_not_make_a_meter_unreachable_that_is_about_to_answer() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        GbcsMessage command = line.command();

        ((DemoClock) clock).advance(Duration.ofDays(1));
        line.send(meter.firmware(command));

        facts.answered(reference);
        assertThat(state(reference).attempts()).isEqualTo(1);
    }

    private ReplaceSupplierCredentials credentials(Instant executeAt) {
        Octets ds = Octets.of(certificates
                .inUse(dcc.accessControlBroker(), CertificateUse.DS)
                .orElseThrow()
                .der());
        return new ReplaceSupplierCredentials(ds, ds, ds, List.of(ds), executeAt, 0, 0L, true);
    }

    private String askForCredentials(Instant executeAt) {
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

    @Test
    void a_future_dated_command_is_accepted_waits_and_takes_effect() {
        TestHub line = connect(hub, meter.id());
        Instant date = Instant.parse("2031-01-01T00:00:00Z");
        String reference = askForCredentials(date);

        GbcsMessage command = line.command();
        meter.verify(command);
        assertThat(GbcsCrypto.jdk().isSignatureValid(command, market.transitional.getPublic()))
                .isTrue();
        line.send(meter.signed(command, CredentialsOutcome.accepted()));
        assertThat(facts.answered(reference).answer()).isEqualTo(new MeterAnswer.CredentialsAccepted());
        assertThat(state(reference).stage()).isEqualTo(Stage.PENDING_EXECUTION);
        GbcsMessage alert = meter.credentialsAlert(command, 9001, true, date);
        line.send(alert);

        CommandTookEffect effect = facts.effect(reference);
        assertThat(effect.success()).isTrue();
        assertThat(effect.alert()).isEqualTo(alert.encode());
        assertThat(state(reference).stage()).isEqualTo(Stage.TOOK_EFFECT);
        line.send(meter.credentialsAlert(command, 9001, true, date));
        awaitVerdict(meter.id(), Verdict.DUPLICATE, 1);
        assertThat(facts.effects(reference)).hasSize(1);
        assertThat(facts.alerts(meter.id())).isEmpty();
    }

    @Test
    void a_future_dated_command_that_failed_is_told_as_such_even_when_its_acceptance_was_lost() {
        TestHub line = connect(hub, meter.id());
        String reference = askForCredentials(Instant.parse("2031-01-01T00:00:00Z"));

        GbcsMessage command = line.command();
        line.send(meter.credentialsAlert(command, 9002, false, Instant.parse("2031-01-01T00:00:00Z")));

        assertThat(facts.effect(reference).success()).isFalse();
        assertThat(state(reference).stage()).isEqualTo(Stage.DID_NOT_TAKE_EFFECT);
        assertThat(line.commandWithin(Duration.ofSeconds(3))).isNull();
    }

    @Test
    void a_withdrawn_replacement_of_credentials_no_longer_waits() {
        TestHub line = connect(hub, meter.id());
        Instant date = Instant.parse("2031-01-01T00:00:00Z");
        String replacement = askForCredentials(date);
        line.send(meter.signed(line.command(), CredentialsOutcome.accepted()));
        awaitStage(replacement, Stage.PENDING_EXECUTION);

        String withdrawal = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(
                withdrawal,
                meter.id(),
                new CancelSupplierCredentials(credentials(date)),
                OnBehalfOf.transitionalChangeOfSupplier(),
                Duration.ofMinutes(5),
                3));
        line.send(meter.signed(line.command(), CredentialsOutcome.accepted()));

        awaitStage(withdrawal, Stage.ANSWERED);
        assertThat(state(replacement).stage()).isEqualTo(Stage.CANCELLED);
    }

    @Test
    void a_critical_answer_must_be_signed_by_the_device_itself() {
        TestHub line = connect(hub, meter.id());
        String reference = askForCredentials(Instant.parse("2031-01-01T00:00:00Z"));
        TestMeter impostor = TestMeter.in(TestMarket.newFolder(), meter.id(), market.broker.getPublic());

        GbcsMessage command = line.command();
        GbcsMessage genuine = meter.signed(command, CredentialsOutcome.accepted());
        line.send(genuine.withSignature(Octets.NONE).withMac(Octets.ofHex("000000000000000000000000")));
        line.send(impostor.signed(command, CredentialsOutcome.accepted()));
        awaitVerdict(meter.id(), Verdict.BAD_SIGNATURE, 2);
        assertThat(facts.answers(reference)).isEmpty();
        line.send(genuine);

        facts.answered(reference);
    }

    @Test
    void an_alert_is_told_once_however_often_it_comes() {
        TestHub line = connect(hub, meter.id());
        Octets tamper = Octets.ofHex("0F20000001000202128F3F090C07EA0101FF0C00000080 00FF".replace(" ", ""));

        line.send(meter.alert(USER, 5, 0x1000, tamper));
        assertThat(facts.alert(meter.id()).alertCode()).isEqualTo("8F3F");
        assertThat(facts.alert(meter.id()).name()).containsIgnoringCase("tamper");
        line.send(meter.alert(USER, 5, 0x1000, tamper));
        awaitVerdict(meter.id(), Verdict.DUPLICATE, 1);
        line.send(meter.alert(USER, 6, 0x1000, tamper));
        awaitVerdict(meter.id(), Verdict.ALERT, 2);

        assertThat(facts.alerts(meter.id())).hasSize(2);
        assertThat(facts.alert(meter.id()).recipient()).isEqualTo(USER);
    }

    @Test
    void asking_twice_under_one_reference_asks_once_and_a_rolled_back_question_is_never_asked() {
        TestHub line = connect(hub, meter.id());
        String reference = UUID.randomUUID().toString();
        MeterCommand command = new MeterCommand(
                reference, meter.id(), new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofMinutes(5), 3);
        transaction.executeWithoutResult(status -> {
            meters.ask(command);
            status.setRollbackOnly();
        });
        assertThat(line.commandWithin(Duration.ofMillis(400))).isNull();
        assertThat(meters.find(reference)).isEmpty();

        meters.ask(command);
        meters.ask(command);
        line.send(meter.firmware(line.command()));

        facts.answered(reference);
        assertThat(line.commandWithin(Duration.ofMillis(400))).isNull();
    }

    @Test
    void a_withdrawn_question_is_not_sent_and_one_on_its_way_is_answered_to_nobody() {
        TestHub line = connect(hub, meter.id());
        String sent = ask();
        GbcsMessage command = line.command();
        String queued = ask();

        meters.cancel(queued);
        meters.cancel(sent);
        line.send(meter.firmware(command));

        awaitVerdict(meter.id(), Verdict.LATE, 1);
        assertThat(facts.answers(sent)).isEmpty();
        assertThat(state(sent).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(state(queued).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(line.commandWithin(Duration.ofMillis(400))).isNull();
    }

    @Test
    void a_device_without_certificates_is_not_asked_and_the_reason_is_told() {
        Eui64 bare = market.newMeterWithoutKeys(hub);
        connect(hub, bare);
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(
                reference, bare, new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofMinutes(5), 3));

        assertThat(facts.unreachable(reference).reason()).contains("no key agreement certificate");
        assertThat(state(reference).stage()).isEqualTo(Stage.REFUSED);
    }

    @Test
    void an_answer_over_which_a_listener_stumbles_is_read_again_and_told_once() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();
        facts.stumbleOver(reference);

        line.send(meter.firmware(line.command()));

        facts.answered(reference);
        assertThat(facts.answers(reference)).hasSize(1);
        assertThat(state(reference).attempts()).isEqualTo(1);
    }
}
