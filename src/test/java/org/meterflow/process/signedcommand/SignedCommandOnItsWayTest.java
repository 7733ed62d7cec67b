package org.meterflow.process.signedcommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Verdict;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Form;
import org.meterflow.process.engine.Suspensions;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.meterflow.process.signedcommand.WantedCommand.State;
import org.meterflow.simulator.SigningHabit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What can come between a signature and the meter: silence, a lost right, old data, a kill, and the end of the case. */
class SignedCommandOnItsWayTest extends CommandToSign {

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RuntimeService engine;

    @Autowired
    TaskService tasks;

    @Autowired
    Suspensions suspensions;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_command_to_a_silent_meter_is_sent_again_as_it_was_signed() {
        alder().signing(SigningHabit.SIGNS);
        town.fleet().orElseThrow().offline(home.meter(), true);
        wanted(PREPAYMENT, home, ALDER);
        timePassesUntil(RequestedService.State.SILENT);
        assertThat(meters.stage(id + ":sent#1")).contains(Stage.UNREACHABLE);
        int before = meters.find(id + ":sent#1").orElseThrow().attempts();

        town.fleet().orElseThrow().offline(home.meter(), false);
        theNextAttemptComes();

        assertThat(ends().state()).isEqualTo(State.ANSWERED);
        assertThat(meters.find(id + ":sent#1").orElseThrow().attempts()).isEqualTo(before + 1);
        assertThat(meters.exchanged(id + ":sent#1").stream()
                        .filter(each -> !each.fromDevice())
                        .map(each -> each.message().hex())
                        .distinct())
                .hasSize(1);
        assertThat(paymentMode("after")).containsIgnoringCase("prepayment");
    }

    @Test
    void what_the_device_refuses_is_not_sent_again() {
        alder().signing(SigningHabit.SIGNS);
        wanted("2.5", RequestPart.empty("ActivateEmergencyCredit"), home, ALDER);

        WantedCommand refused = ends();

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusedBy()).isEqualTo(Refuser.DEVICE);
        assertThat(refused.reason()).startsWith("The device refused: ");
        assertThat(meters.find(id + ":sent#1").orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void a_meter_that_stays_silent_until_a_person_gives_it_up_may_have_done_it_or_not() {
        alder().signing(SigningHabit.SIGNS);
        town.fleet().orElseThrow().offline(home.meter(), true);
        wanted(PREPAYMENT, home, ALDER);
        await().until(() -> requests.find(id + ":sent").isPresent());
        theNextSilenceIsTheLast();
        timePassesUntil(RequestedService.State.SILENT);

        Task task = await().until(
                        () -> tasks.createTaskQuery()
                                .processInstanceBusinessKey(id + ":sent")
                                .singleResult(),
                        Objects::nonNull);
        requests.resolveSilentMeter(
                id + ":sent", new Form(Map.of("decision", "giveUp", "reason", "The flat is empty"), "a person"));
        tasks.complete(task.getId());

        assertThat(ends().state()).isEqualTo(State.SILENT);
        assertThat(process.find(id).orElseThrow().reason()).isEqualTo("The flat is empty");
        town.fleet().orElseThrow().offline(home.meter(), false);
    }

    @Test
    void what_waits_for_a_hub_while_its_supplier_loses_the_home_does_not_leave() {
        alder().signing(SigningHabit.SIGNS);
        town.fleet().orElseThrow().offline(hub(), true);
        wanted(PREPAYMENT, home, ALDER);
        await().until(() ->
                meters.stage(id + ":sent#1").filter(Stage.QUEUED::equals).isPresent());

        registrations.register(home.mpxn(), BIRCH, calendar.today(), "a test");
        town.fleet().orElseThrow().offline(hub(), false);
        timePassesUntil(RequestedService.State.SILENT);
        theNextAttemptComes();

        assertThat(ends().refusedBy()).isEqualTo(Refuser.ACCESS);
        assertThat(meters.exchanged(id + ":sent#1")).isEmpty();
    }

    @Test
    void what_waits_for_a_hub_while_its_case_is_suspended_leaves_when_the_case_goes_on() {
        alder().signing(SigningHabit.SIGNS);
        CaseKey key = new CaseKey(SignedCommand.PROCESS, id);
        town.fleet().orElseThrow().offline(hub(), true);
        wanted(PREPAYMENT, home, ALDER);
        await().until(() ->
                meters.stage(id + ":sent#1").filter(Stage.QUEUED::equals).isPresent());

        transaction.executeWithoutResult(status -> suspensions.suspend(key));
        town.fleet().orElseThrow().offline(hub(), false);
        await().until(() ->
                meters.stage(id + ":sent#1").filter(Stage.REFUSED::equals).isPresent());
        assertThat(meters.exchanged(id + ":sent#1")).isEmpty();
        transaction.executeWithoutResult(status -> suspensions.resume(key));
        timePassesUntil(RequestedService.State.SILENT);
        theNextAttemptComes();

        assertThat(ends().state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void nobody_is_asked_to_sign_while_the_registration_data_is_old() {
        String network =
                registrations.meterPoint(home.mpxn()).orElseThrow().network().value();
        jdbc.sql("update registration_feed set last_loaded = '2000-01-01', sender = 'SILENT' where network = ?")
                .param(network)
                .update();
        wanted("7.2", RequestPart.empty("DisableSupply"), home, ALDER);
        await().until(() -> process.find(id).orElseThrow().state() == State.HELD);
        assertThat(alder().noticesOf(id)).isEmpty();

        jdbc.sql("delete from registration_feed where network = ?")
                .param(network)
                .update();
        registrations.heard(
                "REG" + network,
                registrations.meterPoint(home.mpxn()).orElseThrow().network());
        ((DemoClock) clock).advance(Duration.ofMinutes(61));

        await().until(() -> alder().noticesOf(id).contains("signatureWanted"));
    }

    @Test
    void a_signature_received_in_time_counts_although_the_platform_was_down_before_it_looked_at_it() {
        aCommandIsWanted(PREPAYMENT);
        Instant inTime = process.find(id).orElseThrow().signBy().minusSeconds(1);
        String stored = storedJustBeforeAKill(signed(message -> message), inTime);

        theTimeToSignIsOver();

        assertThat(ends().state()).isEqualTo(State.ANSWERED);
        assertThat(inbox.find(stored).orElseThrow().verdict()).isEqualTo(Verdict.CORRELATED);
    }

    @Test
    void when_the_case_has_ended_a_signature_is_not_wanted_any_more() {
        aCommandIsWanted(PREPAYMENT);
        byte[] signed = signed(message -> message);
        engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(id)
                .processDefinitionKey(SignedCommand.PROCESS)
                .list()
                .forEach(running -> engine.deleteProcessInstance(running.getId(), "ended by a test"));

        assertThat(said(returned("signed", signed))).isEqualTo("Command " + id + " is not wanted any more");
        assertThat(meters.stage(id + ":sent#1")).isEmpty();
    }

    private void theNextSilenceIsTheLast() {
        jdbc.sql("update requested_service set attempt = 99 where id = ?")
                .param(id + ":sent")
                .update();
    }

    private Eui64 hub() {
        return market.market().orElseThrow().homes().stream()
                .filter(each -> each.supplies().contains(home))
                .map(Market.Home::hub)
                .findFirst()
                .orElseThrow();
    }

    /** Until the request that carries it has got there. */
    private void timePassesUntil(RequestedService.State state) {
        await(id)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    RequestedService.State found = requests.find(id + ":sent")
                            .map(RequestedService::state)
                            .orElse(RequestedService.State.REQUESTED);
                    if (found != state) {
                        ((DemoClock) clock).advance(Duration.ofSeconds(10));
                    }
                    return found == state;
                });
    }

    /** Which is planned a moment after the silence is noticed. */
    private void theNextAttemptComes() {
        Instant planned =
                await(id).until(() -> requests.find(id + ":sent").orElseThrow().nextAttemptAt(), Objects::nonNull);
        ((DemoClock) clock).advanceTo(planned.plusSeconds(1));
    }

    /** Whoever received it is gone, and nobody has found it yet. */
    private String storedJustBeforeAKill(byte[] signed, Instant receivedAt) {
        OffsetDateTime received = receivedAt.atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        insert into inbound_message (sender, message_id, name, key, data, digest, occurred_at, received_at,
                            waits_until, state, verdict, next_attempt_at)
                        values (?, ?, 'commandSigned', ?, ?, '', ?, ?, ?, 'RECEIVED', 'STORED',
                            clock_timestamp() + interval '1 hour')
                        returning id
                        """)
                .params(
                        parties.ofMpid(ALDER).orElseThrow().id(),
                        "signature-" + id,
                        id,
                        "{\"commandId\":\"%s\",\"signedPreCommand\":\"%s\"}"
                                .formatted(id, Base64.getEncoder().encodeToString(signed)),
                        received,
                        received,
                        received)
                .query(String.class)
                .single();
    }
}
