package org.meterflow.process.signedcommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.process.CaseKey;
import org.meterflow.process.signedcommand.WantedCommand.Refuser;
import org.meterflow.process.signedcommand.WantedCommand.State;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;

/** Commands that only the supplier can sign, from a case's wish to the meter and back, over the wire. */
class SignedCommandTest extends CommandToSign {

    // ── what must not reach the meter ──

    @Test
    void a_command_that_was_changed_before_it_was_signed_is_not_sent_and_its_supplier_may_sign_again() {
        aCommandIsWanted(PREPAYMENT);
        byte[] changed = signed(message -> message.withPayload(lastByteChanged(message.payload())));

        assertThat(said(returned("changed", changed)))
                .startsWith("What the command tells the device differs from the pre-command, from byte ");
        assertThat(process.find(id).orElseThrow().state()).isEqualTo(State.ASKED);
        assertThat(meters.stage(id + ":sent#1")).isEmpty();

        returned("right", signed(message -> message));
        assertThat(ends().state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void each_difference_has_its_sentence() {
        aCommandIsWanted(PREPAYMENT);
        GbcsMessage wanted = preCommand();
        Eui64 otherMeter = homesOf(BIRCH).get(0).meter();

        assertThat(said(returned("otherDevice", signed(to(otherMeter)))))
                .contains("The command is for device " + otherMeter + ", but the case is about device " + home.meter());
        assertThat(said(returned("otherOriginator", signed(from(userOf(BIRCH))))))
                .contains(
                        "The command comes from " + userOf(BIRCH) + ", but " + userOf(ALDER) + " was asked to sign it");
        assertThat(said(returned("otherCounter", signed(counting(wanted.originatorCounter() + 1)))))
                .contains("the pre-command has " + wanted.originatorCounter());
        assertThat(said(returned("otherUseCase", signed(coded(0x001A)))))
                .contains("The command is ECS02 (Set payment mode to credit), but the case intends ECS03");
        assertThat(said(returned("unsigned", wanted.withSignature(Octets.NONE).encode())))
                .contains("carries no signature");
        assertThat(said(returned("noMessage", new byte[] {1, 2, 3}))).contains("cannot be read");
        assertThat(meters.stage(id + ":sent#1")).isEmpty();
    }

    @Test
    void another_supplier_s_signature_is_none() {
        aCommandIsWanted(PREPAYMENT);
        byte[] byBirch = supplier(BIRCH).sign(preCommand().encode());

        assertThat(said(returned("birch", byBirch))).contains("The signature is not one of " + userOf(ALDER));
        assertThat(said(town.desk(BIRCH).orElseThrow().returnSigned(id + "-birch", id, byBirch)))
                .contains("No command " + id + " waits for your signature");
        assertThat(process.find(id).orElseThrow().state()).isEqualTo(State.ASKED);
    }

    @Test
    void silence_until_the_deadline_is_no_signature_and_a_late_one_is_not_taken() {
        aCommandIsWanted(PREPAYMENT);
        byte[] late = signed(message -> message);

        theTimeToSignIsOver();

        assertThat(ends().state()).isEqualTo(State.EXPIRED);
        assertThat(said(returned("late", late))).contains("The time to sign command " + id + " ended on");
        assertThat(meters.stage(id + ":sent#1")).isEmpty();
    }

    @Test
    void a_supplier_that_does_not_sign_says_why() {
        alder().signing(SigningHabit.REFUSES);
        wanted(PREPAYMENT, home, ALDER);

        WantedCommand refused = ends();

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusedBy()).isEqualTo(Refuser.SUPPLIER);
        assertThat(refused.reason()).isEqualTo("We have not agreed this with our customer");
    }

    @Test
    void a_supplier_who_supplies_no_more_when_its_signature_comes_is_refused_by_access_control() {
        aCommandIsWanted(PREPAYMENT);
        byte[] signed = signed(message -> message);
        registrations.register(home.mpxn(), BIRCH, calendar.today(), "a test");

        returned("signed", signed);

        WantedCommand refused = ends();
        assertThat(refused.refusedBy()).isEqualTo(Refuser.ACCESS);
        assertThat(refused.reason()).contains("may not use 1.6 Update Payment Mode");
        assertThat(meters.stage(id + ":sent#1")).isEmpty();
    }

    @Test
    void nobody_is_asked_to_sign_for_a_home_that_it_does_not_supply() {
        wanted(PREPAYMENT, homesOf(BIRCH).get(1), ALDER);

        assertThat(ends().refusedBy()).isEqualTo(Refuser.ACCESS);
        assertThat(alder().noticesOf(id)).isEmpty();
    }

    @Test
    void what_no_message_can_be_made_of_is_refused_with_what_is_missing() {
        wanted(RequestPart.of("UpdatePaymentMode", RequestPart.of("Prepayment")), home, ALDER);

        WantedCommand refused = ends();
        assertThat(refused.refusedBy()).isEqualTo(Refuser.PLATFORM);
        assertThat(refused.reason()).contains("UpdatePaymentMode lacks Prepayment/");
    }

    @Test
    void the_process_that_wanted_it_may_have_changed_its_mind_when_the_signature_comes() {
        platform.getBeanFactory().registerSingleton("onSecondThoughts" + id, new StillWanted() {
            @Override
            public String process() {
                return PARENT;
            }

            @Override
            public Optional<String> objection(WantedCommand command) {
                return Optional.of(command.id())
                        .filter(id::equals)
                        .map(same -> "The customer depends on medical equipment");
            }
        });
        aCommandIsWanted(PREPAYMENT);

        returned("signed", signed(message -> message));

        WantedCommand refused = ends();
        assertThat(refused.refusedBy()).isEqualTo(Refuser.PROCESS);
        assertThat(refused.reason()).isEqualTo("The customer depends on medical equipment");
        assertThat(meters.stage(id + ":sent#1")).isEmpty();
    }

    @Test
    void what_needs_no_signature_cannot_be_ordered_here() {
        assertThatThrownBy(() -> process.prepare(CommandOrder.of(
                        id,
                        new CaseKey(PARENT, id),
                        "4.1.1",
                        RequestPart.empty("ReadInstantaneousImportRegisters"),
                        home.meter(),
                        home.mpxn(),
                        userOf(ALDER))))
                .hasMessage("Service 4.1.1 is none that its supplier signs: ask for it with a service request");
    }

    // ── what does ──

    @Test
    void a_change_to_prepayment_that_the_supplier_signs_takes_effect_at_the_meter() {
        alder().signing(SigningHabit.SIGNS);
        assertThat(paymentMode("before")).containsIgnoringCase("credit");

        wanted(PREPAYMENT, home, ALDER);

        WantedCommand done = ends();
        assertThat(done.state()).as(String.valueOf(done)).isEqualTo(State.ANSWERED);
        assertThat(paymentMode("after")).containsIgnoringCase("prepayment");
    }

    @Test
    void a_signed_command_that_comes_twice_is_sent_once() {
        aCommandIsWanted(PREPAYMENT);
        byte[] signed = signed(message -> message);

        MarketApi.Answer first = returned("once", signed);
        MarketApi.Answer again = returned("once", signed);
        MarketApi.Answer underAnotherId = returned("twice", signed);

        assertThat(first.body()).contains("CORRELATED");
        assertThat(again.body()).contains("CORRELATED");
        assertThat(said(underAnotherId)).contains("has been signed already");
        assertThat(ends().state()).isEqualTo(State.ANSWERED);
        assertThat(meters.find(id + ":sent#1").orElseThrow().attempts()).isEqualTo(1);
        assertThat(said(alder().refuseToSign(id, "Too late"))).contains("has been signed already");
    }

    @Test
    void a_supplier_whose_own_count_is_ahead_chooses_another_counter() throws Exception {
        aCommandIsWanted(PREPAYMENT);
        byte[] overtaken = signed(message -> message);
        SimulatedSupplier own = supplier(ALDER);
        var enable = SupplierRequest.of('T', "7.1", home.meter(), "EnableSupply", body -> {});
        RequestId between = own.command(enable).id();

        assertThat(said(returned("overtaken", overtaken)))
                .contains("is not above " + between.counter())
                .contains("Choose another with counterChosen");
        assertThat(said(alder().chooseCounter(id, between.counter()))).contains("is not above");
        assertThat(alder().chooseCounter(id, between.counter() + 7).body()).contains("CORRELATED");
        await().until(() -> alder().noticesOf(id).size() == 2);
        assertThat(preCommand().originatorCounter()).isEqualTo(between.counter() + 7);

        returned("fits", signed(message -> message));
        assertThat(ends().state()).isEqualTo(State.ANSWERED);
    }

    private static Octets lastByteChanged(Octets payload) {
        byte[] bytes = payload.bytes();
        bytes[bytes.length - 1] ^= 1;
        return Octets.of(bytes);
    }

    private static UnaryOperator<GbcsMessage> to(Eui64 device) {
        return message ->
                like(message, message.originatorCounter(), message.originator(), device, message.messageCode());
    }

    private static UnaryOperator<GbcsMessage> from(Eui64 user) {
        return message -> like(message, message.originatorCounter(), user, message.recipient(), message.messageCode());
    }

    private static UnaryOperator<GbcsMessage> counting(long counter) {
        return message -> like(message, counter, message.originator(), message.recipient(), message.messageCode());
    }

    private static UnaryOperator<GbcsMessage> coded(int code) {
        return message -> like(message, message.originatorCounter(), message.originator(), message.recipient(), code);
    }

    private static GbcsMessage like(GbcsMessage message, long counter, Eui64 from, Eui64 to, int code) {
        return new GbcsMessage(
                message.kind(),
                counter,
                from,
                to,
                message.dateTime(),
                code,
                message.supplementary(),
                message.payload(),
                message.signature(),
                message.mac());
    }
}
