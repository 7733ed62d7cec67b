package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.changeofsupplier.SwitchStory.DualFuelHome;
import org.meterflow.process.help.SuspendedCases;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.RegistrationBody;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Electricity and gas of one home are asked for together. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class DualFuelTest {

    private static final String TOGETHER_OR_NOT_AT_ALL =
            "Electricity and gas were to switch together or not at all, and ";

    @Autowired
    SwitchStory story;

    @Autowired
    SuspendedCases suspended;

    /** A pair under way. */
    private record Pair(String group, String electricity, String gas) {

        Stream<String> both() {
            return Stream.of(electricity, gas);
        }
    }

    @Test
    void gas_that_is_rejected_ends_electricity_too_and_nothing_joins_the_group_afterwards() {
        DualFuelHome home = story.aDualFuelHomeServedByAlder();
        String rival = story.aSwitchInvitesObjections(home.gas(), BIRCH);
        Pair pair = bothAreRequested(home, true);

        assertThat(story.ends(pair.gas(), State.REJECTED).reason()).contains("Another switch of this meter point");
        SupplierChange ended = story.ends(pair.electricity(), State.CANCELLED);

        assertThat(ended.reason())
                .isEqualTo(TOGETHER_OR_NOT_AT_ALL + "the switch of gas at the same home was rejected");
        story.aNoticeReaches(ALDER, pair.electricity(), "switchCancelled");
        story.aNoticeReaches(BIRCH, pair.electricity(), "switchCancelled");
        assertThat(asked(home.gas(), BIRCH, story.aConvenientSupplyStartDate(), pair.group(), true)
                        .body())
                .contains("REFUSED", "has ended", "was rejected", "under a new group id");
        story.deskOf(BIRCH).withdraw(rival, "Only there to be in the way");
        story.ends(rival, State.CANCELLED);
    }

    @Test
    void an_objection_that_is_upheld_ends_the_other_fuel_which_does_not_learn_what_was_said_of_the_customer() {
        Pair pair = bothInviteObjections(true);
        story.theLosingSupplierObjects(
                pair.electricity(), Map.of("ground", "DEBT", "debt", 180, "debtAgeDays", 45, "vulnerable", false));

        story.anOperatorDecides(
                story.aTaskComesUp(pair.electricity(), "Handle objection"),
                Map.of("decision", "uphold", "reason", "Two bills of 2025 are unpaid"));

        story.ends(pair.electricity(), State.REFUSED);
        assertThat(story.ends(pair.gas(), State.CANCELLED).reason())
                .isEqualTo(TOGETHER_OR_NOT_AT_ALL + "the switch of electricity at the same home was refused");
        story.aNoticeReaches(BIRCH, pair.gas(), "switchCancelled");
        assertThat(story.linkedWith(pair.gas())).containsExactly(SwitchStory.key(pair.electricity()));
        assertThat(story.facts(pair.gas())).containsEntry("Dual fuel", "Together with electricity: both or neither");
    }

    @Test
    void of_two_that_go_their_own_ways_one_goes_on_when_the_other_is_annulled_and_can_be_asked_for_again() {
        DualFuelHome home = story.aDualFuelHomeServedByAlder();
        Pair pair = bothAreRequested(home, false);
        pair.both().forEach(half -> story.isAt(half, "inviteLosingSupplier"));

        story.deskOf(ALDER).annul(pair.electricity(), "The consumer did not ask for electricity");
        story.ends(pair.electricity(), State.CANCELLED);
        String again = accepted(home.electricity(), story.aConvenientSupplyStartDate(), pair.group(), false);

        story.isAt(again, "inviteLosingSupplier");
        story.itsGateIsNext(pair.gas());
        story.isAt(again, "gateClosure");
        assertThat(story.linkedWith(pair.gas())).hasSize(2);
        story.deskOf(ALDER).annul(again, "The consumer did not ask for electricity");
        story.deskOf(ALDER).annul(pair.gas(), "Nor for gas");
        story.ends(pair.gas(), State.CANCELLED);
        story.ends(again, State.CANCELLED);
    }

    @Test
    void requests_that_are_no_halves_of_one_group_are_refused_each_with_its_reason() {
        DualFuelHome home = story.aDualFuelHomeServedByAlder();
        DualFuelHome other = story.aDualFuelHomeServedByAlder();
        LocalDate day = story.aConvenientSupplyStartDate();
        String group = newGroup();
        String first = accepted(home.electricity(), day, group, true);
        story.isAt(first, "inviteLosingSupplier");

        assertThat(asked(home.gas(), ALDER, day, group, true).body())
                .contains("REFUSED", "is for one gaining supplier, BRCH: this request names ALDR");
        assertThat(asked(other.gas(), BIRCH, day, group, true).body())
                .contains("REFUSED", "is for one home", "are at different premises");
        assertThat(asked(other.electricity(), BIRCH, day, group, true).body())
                .contains("REFUSED", "has its request for electricity already, switch " + first);
        assertThat(asked(home.gas(), BIRCH, day.plusDays(1), group, true).body())
                .contains("REFUSED", "both start on one day");
        assertThat(asked(home.gas(), BIRCH, day, group, false).body())
                .contains("REFUSED", "both switch or neither: this request says otherwise");
        assertThat(story.aHalfIsRequested(first, home.electricity(), BIRCH, day, group, true)
                        .status())
                .as("the same message again")
                .isEqualTo(200);

        assertThat(story.linkedWith(first)).isEmpty();
        story.deskOf(BIRCH).withdraw(first, "Asked for by mistake");
        story.ends(first, State.CANCELLED);
    }

    @Test
    void a_half_whose_other_does_not_come_in_time_is_refused_some_hours_before_the_gate() {
        DualFuelHome home = story.aDualFuelHomeServedByAlder();
        LocalDate day = story.aConvenientSupplyStartDate().plusDays(3);
        String group = newGroup();
        String alone = accepted(home.electricity(), day, group, true);
        story.itsGateIsNext(alone);

        story.passes(
                Duration.between(story.now(), story.change(alone).gateClosesAt().minus(Duration.ofHours(4))));

        assertThat(story.ends(alone, State.REFUSED).reason())
                .startsWith(TOGETHER_OR_NOT_AT_ALL + "no request for gas came by ");
        assertThat(story.now()).isBefore(story.change(alone).gateClosesAt());
        story.aNoticeReaches(ALDER, alone, "switchRefused");
        story.aNoticeReaches(BIRCH, alone, "switchRefused");
        assertThat(asked(home.gas(), BIRCH, day, group, true).body()).contains("REFUSED", "no request for gas came");
    }

    @Test
    void a_second_half_that_comes_days_later_and_in_time_switches_with_the_first() {
        DualFuelHome home = story.aDualFuelHomeServedByAlder();
        LocalDate day = story.aConvenientSupplyStartDate().plusDays(6);
        String group = newGroup();
        String first = accepted(home.gas(), day, group, true);
        story.itsGateIsNext(first);
        String second = accepted(home.electricity(), day, group, true);
        story.itsGateIsNext(second);

        story.passes(
                Duration.between(story.now(), story.change(first).gateClosesAt().minus(Duration.ofHours(4))));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> story.passed(first, "otherFuelAwaited"));
        story.isAt(first, "gateClosure");
        story.theGateCloses(first);
        keysAndSupplyStart(first, second);

        story.ends(first, State.CHANGED);
        story.ends(second, State.CHANGED);
        assertThat(story.supplierOf(home.electricity())).isEqualTo(BIRCH);
        assertThat(story.supplierOf(home.gas())).isEqualTo(BIRCH);
        assertThat(story.linkedWith(first)).containsExactly(SwitchStory.key(second));
    }

    private void keysAndSupplyStart(String first, String second) {
        story.untilCalled(first, "timeToSend");
        story.untilCalled(second, "timeToSend");
        story.theHourBeforeSupplyStartsComes(first);
        story.untilCalled(second, "meterSpeaks");
        story.theSupplyStartDateComes(first);
    }

    @Test
    void at_the_gate_one_waits_for_the_other_and_is_refused_when_nothing_becomes_of_that() {
        Pair pair = bothInviteObjections(true);
        suspended.suspend(SwitchStory.key(pair.gas()), "It is looked into", "olga");
        story.itsGateIsNext(pair.electricity());

        story.theGateCloses(pair.electricity());
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> story.passed(pair.electricity(), "otherFuelAwaited"));
        assertThat(story.change(pair.electricity()).state()).isEqualTo(State.CONFIRMED);
        story.passes(Duration.ofHours(3));

        assertThat(story.ends(pair.electricity(), State.REFUSED).reason())
                .isEqualTo(TOGETHER_OR_NOT_AT_ALL + "the switch of gas at the same home could not be secured");
        suspended.resume(SwitchStory.key(pair.gas()), "It has been looked into", "omar");
        assertThat(story.ends(pair.gas(), State.CANCELLED).reason())
                .isEqualTo(TOGETHER_OR_NOT_AT_ALL + "the switch of electricity at the same home was refused");
        story.aNoticeReaches(BIRCH, pair.gas(), "switchCancelled");
    }

    /** Withdrawals arrive while the gate closes on both halves, which are asked for at the same instant too. */
    @Test
    void no_race_at_the_gate_secures_one_fuel_and_refuses_the_other() {
        List<Pair> pairs =
                Stream.generate(() -> bothInviteObjections(true)).limit(3).toList();
        story.theWindowToObjectCloses(pairs.get(2).gas());
        pairs.stream().flatMap(Pair::both).forEach(half -> story.isAt(half, "gateClosure"));

        CompletableFuture<?>[] withdrawals = pairs.stream()
                .limit(2)
                .map(pair ->
                        CompletableFuture.runAsync(() -> story.deskOf(BIRCH).withdraw(pair.gas(), "Cooling off")))
                .toArray(CompletableFuture[]::new);
        story.theGateCloses(pairs.get(0).gas());
        CompletableFuture.allOf(withdrawals).join();

        pairs.forEach(pair -> Awaitility.await(pair + " is decided")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                pair.both().map(half -> story.change(half).state()))
                        .as("both or neither of %s", pair)
                        .isIn(List.of(State.SECURED, State.SECURED), List.of(State.CANCELLED, State.CANCELLED))));
        assertThat(pairs.get(2).both().map(half -> story.change(half).state()))
                .containsExactly(State.SECURED, State.SECURED);
    }

    private Pair bothInviteObjections(boolean together) {
        Pair pair = bothAreRequested(story.aDualFuelHomeServedByAlder(), together);
        pair.both().forEach(half -> story.isAt(half, "inviteLosingSupplier"));
        return pair;
    }

    /** At the same instant. */
    private Pair bothAreRequested(DualFuelHome home, boolean together) {
        String group = newGroup();
        LocalDate day = story.aConvenientSupplyStartDate();
        CompletableFuture<String> gas = CompletableFuture.supplyAsync(() -> accepted(home.gas(), day, group, together));
        return new Pair(group, accepted(home.electricity(), day, group, together), gas.join());
    }

    private String accepted(Mpxn mpxn, LocalDate day, String group, boolean together) {
        String id = RegistrationBody.newSwitchId();
        MarketApi.Answer answer = story.aHalfIsRequested(id, mpxn, BIRCH, day, group, together);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(story.isKnown(id)).as(answer.body()).isTrue();
        return id;
    }

    private MarketApi.Answer asked(Mpxn mpxn, Mpid gaining, LocalDate day, String group, boolean together) {
        String id = RegistrationBody.newSwitchId();
        MarketApi.Answer answer = story.aHalfIsRequested(id, mpxn, gaining, day, group, together);
        assertThat(story.isKnown(id)).as(answer.body()).isFalse();
        return answer;
    }

    private static String newGroup() {
        return "DF-" + RegistrationBody.newSwitchId();
    }
}
