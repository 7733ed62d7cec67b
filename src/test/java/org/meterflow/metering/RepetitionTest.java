package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.DeviceType;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadPrepaymentBalance;
import org.meterflow.gbcs.MeterRequest.ReadTariff;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.metering.CommandState.Stage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Whose turn it is by the service that is asked for, and what may be asked again when nobody answered. */
@TestPropertySource(
        properties = {
            "meterflow.metering.services=classpath:metering/services.csv",
            "meterflow.metering.retry-after=100ms",
            "meterflow.metering.poll=100ms"
        })
class RepetitionTest extends OneHome {

    private static final int STATE = 0x59;
    private static final int TOP_UP = 0x07;
    private static final int SUPPLY = 0x2D;
    private static final int TARIFF = 0x3A;
    private static final Octets CHANGED = Octets.ofHex("0123ABCE");

    @Autowired
    CredentialHolders holders;

    private String ask(MeterRequest request, OnBehalfOf originator, int attempts) {
        String reference = UUID.randomUUID().toString();
        meters.ask(new MeterCommand(reference, meter.id(), request, originator, Duration.ofMinutes(5), attempts));
        return reference;
    }

    private String ask(MeterRequest request) {
        return ask(request, OnBehalfOf.dcc(), 3);
    }

    private static MeterRequest topUp() {
        return new OfService("2.2", RequestPart.of("TopUpDevice", RequestPart.text("UTRN", "12345678901234567890")));
    }

    private String askForTopUp() {
        return ask(topUp());
    }

    private static GbcsMessage expect(TestHub line, int code) {
        GbcsMessage command = line.command();
        assertThat(command.messageCode()).isEqualTo(code);
        return command;
    }

    @Test
    void others_commands_go_between_the_attempts_of_one_that_the_meter_drops_without_a_word() {
        TestHub line = connect(hub, meter.id());
        var user = new OnBehalfOf.KnownUser(TestMarket.USER, 100);
        String dropped = ask(new ReadFirmwareVersion(), user, 3);
        String behindIt = ask(new ReadFirmwareVersion(), new OnBehalfOf.KnownUser(TestMarket.USER, 101), 1);
        GbcsMessage first = line.command();
        assertThat(first.originatorCounter()).isEqualTo(100);
        String others = ask(new ReadFirmwareVersion(), OnBehalfOf.dcc(), 3);
        String more = ask(new ReadFirmwareVersion(), OnBehalfOf.dcc(), 3);

        noAnswerInTime();
        for (String reference : List.of(others, more)) {
            GbcsMessage read = line.command();
            assertThat(read.originator()).isEqualTo(dcc.accessControlBroker());
            line.send(meter.firmware(read));
            facts.answered(reference);
        }
        assertThat(line.command().originatorCounter())
                .as("the same message again, before what its user asked after it")
                .isEqualTo(100);
        noAnswerInTime();
        assertThat(line.command().originatorCounter()).isEqualTo(100);
        noAnswerInTime();
        facts.unreachable(dropped);
        assertThat(line.command().originatorCounter()).isEqualTo(101);
        assertThat(state(behindIt).stage()).isEqualTo(Stage.SENT);
    }

    @Test
    void a_users_more_urgent_command_takes_along_what_the_same_user_asked_before_though_that_is_on_its_way() {
        TestHub line = connect(hub, meter.id());
        ask(new ReadFirmwareVersion(), new OnBehalfOf.KnownUser(TestMarket.USER, 200), 3);
        assertThat(line.command().originatorCounter()).isEqualTo(200);
        ask(new ReadPrepaymentBalance(), new OnBehalfOf.KnownUser(TestMarket.USER, 201), 1);

        noAnswerInTime();

        assertThat(line.command().originatorCounter()).isEqualTo(200);
    }

    @Test
    void a_user_whom_a_device_is_known_to_trust_no_longer_is_refused_before_anything_is_sent() {
        TestHub line = connect(hub, meter.id());
        holders.note(meter.id(), CredentialPlace.SUPPLIER, TestMarket.freshName());
        String reference = ask(new ReadFirmwareVersion(), new OnBehalfOf.KnownUser(TestMarket.USER, 7), 3);
        String others = ask();

        assertThat(facts.unreachable(reference).reason())
                .startsWith("The command cannot be made: Device " + meter.id() + " trusts")
                .endsWith("and no longer " + TestMarket.USER);
        assertThat(state(reference).stage()).isEqualTo(Stage.REFUSED);
        line.send(meter.firmware(line.command()));
        facts.answered(others);
    }

    @Test
    void an_unanswered_top_up_is_not_sent_again_when_the_meters_state_has_changed() {
        TestHub line = connect(hub, meter.id());
        String reference = askForTopUp();

        line.send(meter.firmware(expect(line, STATE)));
        expect(line, TOP_UP);
        noAnswerInTime();
        line.send(meter.firmware(expect(line, STATE), CHANGED));

        assertThat(facts.unreachable(reference).reason())
                .isEqualTo("No answer to one attempt, and the device's state has changed since, so it may have taken"
                        + " effect: it is not sent again");
        assertThat(state(reference).attempts()).isEqualTo(1);
        assertThat(line.commandWithin(Duration.ofSeconds(1))).isNull();
    }

    @Test
    void an_unanswered_top_up_is_sent_again_when_the_meters_state_is_the_same_under_a_counter_above_the_reads() {
        TestHub line = connect(hub, meter.id());
        String reference = askForTopUp();

        line.send(meter.firmware(expect(line, STATE)));
        GbcsMessage first = expect(line, TOP_UP);
        noAnswerInTime();
        GbcsMessage read = expect(line, STATE);
        assertThat(line.commandWithin(Duration.ofMillis(300))).isNull();
        line.send(meter.firmware(read));
        GbcsMessage second = expect(line, TOP_UP);

        assertThat(List.of(first.originatorCounter(), read.originatorCounter(), second.originatorCounter()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(state(reference).attempts()).isEqualTo(2);
    }

    @Test
    void a_top_up_whose_meter_says_nothing_more_of_its_state_is_not_sent_again() {
        TestHub line = connect(hub, meter.id());
        String reference = askForTopUp();

        line.send(meter.firmware(expect(line, STATE)));
        expect(line, TOP_UP);
        noAnswerInTime();
        for (int attempt = 0; attempt < 3; attempt++) {
            expect(line, STATE);
            noAnswerInTime();
        }

        assertThat(facts.unreachable(reference).reason()).contains("state could not be read afterwards");
        assertThat(state(reference).attempts()).isEqualTo(1);
    }

    @Test
    void a_top_up_for_a_meter_whose_state_nobody_knows_is_sent_once() {
        TestHub line = connect(hub, meter.id());
        String reference = askForTopUp();

        for (int attempt = 0; attempt < 3; attempt++) {
            expect(line, STATE);
            noAnswerInTime();
        }
        expect(line, TOP_UP);
        noAnswerInTime();

        assertThat(facts.unreachable(reference).reason()).contains("state before it is not known");
        assertThat(line.commandWithin(Duration.ofSeconds(1))).isNull();
    }

    @Test
    void an_answer_that_comes_while_the_state_is_read_ends_the_top_up() {
        TestHub line = connect(hub, meter.id());
        String reference = ask(topUp(), new OnBehalfOf.UnknownUser(TestMarket.USER, 1), 3);

        line.send(meter.firmware(expect(line, STATE)));
        GbcsMessage topUp = expect(line, TOP_UP);
        noAnswerInTime();
        GbcsMessage read = expect(line, STATE);
        assertThat(state(reference).stage()).isEqualTo(Stage.CHECKING);
        line.send(meter.firmware(topUp));
        facts.answered(reference);
        line.send(meter.firmware(read));

        assertThat(line.commandWithin(Duration.ofSeconds(1))).isNull();
        assertThat(state(reference).stage()).isEqualTo(Stage.ANSWERED);
    }

    @Test
    void a_users_own_top_up_is_repeated_word_for_word_without_any_read() {
        TestHub line = connect(hub, meter.id());
        ask(topUp(), new OnBehalfOf.KnownUser(TestMarket.USER, 4801), 3);

        GbcsMessage first = expect(line, TOP_UP);
        noAnswerInTime();
        GbcsMessage second = expect(line, TOP_UP);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_top_up_withdrawn_while_the_state_is_read_never_leaves() {
        TestHub line = connect(hub, meter.id());
        String reference = askForTopUp();

        GbcsMessage read = expect(line, STATE);
        meters.cancel(reference);
        line.send(meter.firmware(read));

        assertThat(line.commandWithin(Duration.ofSeconds(1))).isNull();
        assertThat(state(reference).stage()).isEqualTo(Stage.CANCELLED);
    }

    @Test
    void a_top_up_passes_a_queue_of_reads_and_supply_and_faults_follow_it() {
        for (int i = 0; i < 3; i++) {
            ask(new ReadFirmwareVersion(), OnBehalfOf.dcc(), 1);
        }
        ask(new ReadTariff(), OnBehalfOf.dcc(), 1);
        ask(new ReadPrepaymentBalance(), OnBehalfOf.dcc(), 1);
        ask(topUp(), OnBehalfOf.dcc(), 1);
        TestHub line = connect(hub, meter.id());

        for (int code : new int[] {TOP_UP, SUPPLY, TARIFF, STATE}) {
            expect(line, code);
            noAnswerInTime();
        }
    }

    @Test
    void a_critical_command_that_its_user_signed_has_its_services_turn_and_passes_reads() {
        ask(new ReadFirmwareVersion(), OnBehalfOf.dcc(), 1);
        ask(new ReadTariff(), OnBehalfOf.dcc(), 1);
        var user = new OnBehalfOf.KnownUser(TestMarket.USER, 4903);
        ask(new PreCommands(meters, market).signed(meter.id(), 4903, "7.1", PreCommands.ENABLE_SUPPLY), user, 1);
        TestHub line = connect(hub, meter.id());

        assertThat(line.command().originatorCounter()).isEqualTo(4903);
        noAnswerInTime();
        expect(line, TARIFF);
        noAnswerInTime();
        expect(line, STATE);
    }

    @Test
    void a_users_urgent_command_takes_the_users_earlier_counters_along_past_everyone_else() {
        ask(new ReadFirmwareVersion(), new OnBehalfOf.KnownUser(TestMarket.USER, 4901), 1);
        ask(new ReadFirmwareVersion(), OnBehalfOf.dcc(), 1);
        ask(new ReadPrepaymentBalance(), new OnBehalfOf.KnownUser(TestMarket.USER, 4902), 1);
        ask(topUp(), new OnBehalfOf.KnownUser(TestMarket.USER, 5L << 32), 1);
        TestHub line = connect(hub, meter.id());

        List<Long> counters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            counters.add(line.command().originatorCounter());
            noAnswerInTime();
        }

        assertThat(counters).as("top-ups count in a series of their own").containsExactly(5L << 32, 4901L, 4902L);
    }

    @Test
    void the_gas_proxy_answers_for_the_sleeping_meter_where_it_mirrors_it() {
        TestMeter gas = market.newMeter(hub, DeviceType.GSME);
        TestMeter proxy = market.newMeter(hub, DeviceType.GPF);
        TestHub line = connect(hub, gas.id(), proxy.id());
        meters.ask(new MeterCommand("tariff", gas.id(), new ReadTariff(), OnBehalfOf.dcc(), Duration.ofMinutes(5), 1));
        assertThat(line.command().recipient()).isEqualTo(proxy.id());
        timePasses(proxy.id(), Duration.ofSeconds(31));
        assertThat(state("tariff").device()).isEqualTo(gas.id());
        assertThat(facts.unreachable("tariff").device()).isEqualTo(gas.id());

        meters.ask(new MeterCommand(
                "firmware", gas.id(), new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofMinutes(5), 1));
        assertThat(line.command().recipient()).isEqualTo(gas.id());

        meters.ask(new MeterCommand(
                "by a user",
                gas.id(),
                new ReadTariff(),
                new OnBehalfOf.KnownUser(TestMarket.USER, 4802),
                Duration.ofMinutes(5),
                1));
        meters.cancel("firmware");
        assertThat(line.command().recipient()).isEqualTo(gas.id());
    }

    @Test
    void a_gas_meter_that_sleeps_while_its_hub_changes_lines_is_not_given_up_before_it_wakes() {
        TestMeter gas = market.newMeter(hub, DeviceType.GSME);
        TestHub older = connect(hub, gas.id());
        meters.ask(new MeterCommand(
                "asleep", gas.id(), new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofHours(24), 1));
        older.command();

        older.close();
        TestHub newer = connect(hub, gas.id());

        timePasses(gas.id(), Duration.ofMinutes(5));
        assertThat(newer.commandWithin(Duration.ofSeconds(1))).isNull();
        assertThat(state("asleep").stage()).isEqualTo(Stage.SENT);
    }

    @Test
    void a_gas_meter_has_time_to_wake_before_it_is_asked_again() {
        TestMeter gas = market.newMeter(hub, DeviceType.GSME);
        TestHub line = connect(hub, gas.id());
        meters.ask(new MeterCommand(
                "sleeping", gas.id(), new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofHours(24), 2));
        line.command();

        timePasses(gas.id(), Duration.ofMinutes(5));
        assertThat(line.commandWithin(Duration.ofSeconds(1))).isNull();
        assertThat(state("sleeping").stage()).isEqualTo(Stage.SENT);

        timePasses(gas.id(), Duration.ofHours(1));
        assertThat(line.command().recipient()).isEqualTo(gas.id());
    }
}
