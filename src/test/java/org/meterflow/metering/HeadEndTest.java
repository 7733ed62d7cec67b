package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.hub.MeteringNode;
import org.springframework.beans.factory.annotation.Autowired;

/** What is asked of a meter ends, with an answer or with the reason why there is none. */
@QuickWaits
class HeadEndTest extends OneHome {

    private static final int ROUNDS_UNTIL_A_PLAN_IS_KEPT = 15;

    @Autowired
    Devices devices;

    @Autowired
    MeterQueues queues;

    @Autowired
    MeteringNode node;

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

    @ParameterizedTest
    @EnumSource(names = {"DECOMMISSIONED", "WITHDRAWN"})
    void what_waits_for_a_device_that_was_given_up_ends_unsent_as_soon_as_it_could_leave(DeviceStatus givenUp) {
        String reference = ask();
        String again = ask(new OnBehalfOf.KnownUser(USER, 4712), Duration.ofMinutes(5), 3);
        devices.changeStatus(meter.id(), givenUp, "It is gone");

        TestHub line = connect(hub, meter.id());

        String reason = "The command cannot be made: Device %s is %s"
                .formatted(meter.id(), givenUp.label().toLowerCase(Locale.UK));
        assertThat(facts.unreachable(reference).reason()).isEqualTo(reason);
        assertThat(facts.unreachable(again).reason()).isEqualTo(reason);
        assertThat(state(reference).stage()).isEqualTo(Stage.REFUSED);
        assertThat(state(reference).attempts()).isZero();
        assertThat(line.commandWithin(Duration.ofMillis(150))).isNull();
    }

    @Test
    void what_was_sent_to_a_device_that_is_given_up_before_it_answers_is_not_sent_again() {
        TestHub line = connect(hub, meter.id());
        String reference = ask(new OnBehalfOf.KnownUser(USER, 4713), Duration.ofMinutes(5), 100);
        line.command();

        devices.changeStatus(meter.id(), DeviceStatus.WITHDRAWN, "Opted out");
        noAnswerInTime();

        assertThat(facts.unreachable(reference).reason()).endsWith("is withdrawn");
        assertThat(state(reference).stage()).isEqualTo(Stage.REFUSED);
    }

    @Test
    void an_unanswered_question_is_asked_again_under_a_higher_counter() {
        TestHub line = connect(hub, meter.id());
        String reference = ask();

        GbcsMessage first = line.command();
        noAnswerInTime();
        GbcsMessage second = line.command();
        line.send(meter.firmware(second));

        assertThat(second.originatorCounter()).isGreaterThan(first.originatorCounter());
        facts.answered(reference);
        assertThat(state(reference).attempts()).isEqualTo(2);
    }

    @Test
    void a_meter_that_never_answers_is_unreachable_after_all_attempts() {
        TestHub line = connect(hub, meter.id());
        String reference = ask(Duration.ofMinutes(5), 2);

        line.command();
        noAnswerInTime();
        GbcsMessage second = line.command();
        noAnswerInTime();
        assertThat(facts.unreachable(reference).reason()).isEqualTo("No answer to 2 attempts");
        line.send(meter.firmware(second));

        awaitVerdict(meter.id(), Verdict.LATE, 1);
        assertThat(facts.answers(reference)).isEmpty();
        assertThat(state(reference).stage()).isEqualTo(Stage.UNREACHABLE);
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
    void a_users_command_carries_the_users_counter_and_is_repeated_word_for_word() {
        TestHub line = connect(hub, meter.id());
        String reference = ask(new OnBehalfOf.KnownUser(USER, 4711), Duration.ofMinutes(5), 3);

        GbcsMessage first = line.command();
        noAnswerInTime();
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
    void the_first_of_thousands_are_found_at_once_though_the_queue_was_empty_until_now() {
        String like = ask(new OnBehalfOf.KnownUser(USER, 1), Duration.ofMinutes(5), 1);

        transaction.executeWithoutResult(open -> {
            jdbc.sql("set local statement_timeout = '10s'").update();
            for (int round = 0; round < ROUNDS_UNTIL_A_PLAN_IS_KEPT; round++) {
                queues.turns(null, clock.instant(), 100);
            }
            twoCommandsEach(like, 5_000);

            assertThat(queues.turns(null, clock.instant(), 100))
                    .extracting(turn -> turn.command().reference())
                    .filteredOn(reference -> reference.startsWith("thousands-"))
                    .isEqualTo(IntStream.rangeClosed(1, 100)
                            .mapToObj(number -> "thousands-" + number)
                            .toList());
            open.setRollbackOnly();
        });
    }

    /** Of devices that nobody else sees; the first of each device, then the second of each. */
    private void twoCommandsEach(String like, int count) {
        jdbc.sql(
                        "insert into hub_connection (hub, node, session, connected_at) values ('F0-00-00-00-00-00-00-00', ?, gen_random_uuid(), now())")
                .param(node.name())
                .update();
        jdbc.sql("""
                        insert into hub_reach (device, hub)
                        select regexp_replace(lpad(number::text, 16, '0'), '(..)(?!$)', '\\1-', 'g'), 'F0-00-00-00-00-00-00-00'
                        from generate_series(0, :count - 1) number
                        """).param("count", count).update();
        jdbc.sql("""
                        insert into meter_command (reference, device, request_type, request, originator_type, user_id,
                            user_counter, priority, state, attempts_allowed, asked_at, not_before, deadline, next_attempt_at)
                        select 'thousands-' || number,
                               regexp_replace(lpad((number % :count)::text, 16, '0'), '(..)(?!$)', '\\1-', 'g'),
                               request_type, request, originator_type, user_id, number, priority, 'QUEUED', attempts_allowed,
                               asked_at, not_before, deadline, not_before
                        from meter_command, generate_series(1, 2 * :count) number where reference = :like order by number
                        """).param("count", count).param("like", like).update();
    }
}
