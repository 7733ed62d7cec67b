package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.hub.HubNotice;
import org.meterflow.metering.hub.HubNotices;
import org.meterflow.testing.Recovery;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;

/** Whoever can reach the port for hubs tries to be one, or to be too many. Honest hubs are served all the while. */
@QuickWaits
class HubAttacksTest extends OneHome {

    private static final String NOT_BELIEVED = "This hub is unknown, or it has not proven itself";
    private static final KeyPair OTHER_KEYS = KeyFolder.fresh();
    private static final Instant SOME_TIME = Instant.parse("2026-11-01T10:00:00Z");

    /** As the tests' settings have it. */
    private static final int LINES_OF_ONE_ADDRESS = 100;

    @Autowired
    HubNotices notices;

    @Autowired
    HealthEndpoint health;

    @AfterEach
    void recovered() {
        Recovery.assertRecovered(this::aNewHubIsServed, () -> health.health().getStatus() == Status.UP);
    }

    private void aNewHubIsServed() {
        hub = market.newHub();
        meter = market.newMeter(hub);
        answersWithin(connect(hub, meter.id()));
    }

    private TestHub forged(Eui64 claimed) {
        TestHub line = keep(TestHub.dial(headEnd.port()).signingWith(OTHER_KEYS));
        line.hello(claimed, claimed, meter.id());
        return line;
    }

    private void answersWithin(TestHub line) {
        String reference = ask();
        line.send(meter.firmware(line.command()));
        facts.answered(reference);
    }

    private long times(Eui64 of, HubNotice.Kind kind) {
        return notices.latest(1000).stream()
                .filter(notice -> notice.hub().equals(of) && notice.kind() == kind)
                .mapToLong(HubNotice::times)
                .sum();
    }

    private void awaitTold(Eui64 of, HubNotice.Kind kind) {
        Awaitility.await().untilAsserted(() -> assertThat(times(of, kind)).isPositive());
    }

    @Test
    void who_does_not_have_the_hubs_key_gets_neither_its_line_nor_its_meters_commands() {
        TestHub honest = connect(hub, meter.id());

        TestHub thief = forged(hub);
        assertThat(thief.refused()).isEqualTo(NOT_BELIEVED);

        answersWithin(honest);
        assertThat(thief.commandWithin(Duration.ofMillis(100))).isNull();
        awaitTold(hub, HubNotice.Kind.WRONG_PROOF);
    }

    @Test
    void no_loss_of_power_counts_that_comes_before_a_proof() {
        for (int i = 0; i < 12; i++) {
            TestHub liar = keep(TestHub.dial(headEnd.port()).signingWith(OTHER_KEYS));
            liar.hello(hub, hub);
            liar.lastGasp(SOME_TIME.plusSeconds(i));
            liar.awaitEnd();
        }

        connect(hub, meter.id());
        assertThat(losses()).isZero();
    }

    private int losses() {
        return jdbc.sql("select count(*) from hub_power_loss where hub = ?")
                .param(hub.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void unknown_hubs_and_known_ones_are_answered_alike_when_they_prove_nothing() {
        for (Eui64 claimed : List.of(TestMarket.freshName(), meter.id(), hub, market.newHubWithoutKeys(null))) {
            TestHub line = keep(TestHub.dial(headEnd.port()).signingWith(null));
            line.hello(claimed, claimed);
            TestHub.Frame challenge = line.next();
            assertThat(challenge.type()).isEqualTo(TestHub.CHALLENGE);
            assertThat(challenge.body()).hasSize(32);
            line.send(TestHub.PROOF, TestHub.proof(OTHER_KEYS, challenge.body(), line.greeting()));
            assertThat(line.refused()).isEqualTo(NOT_BELIEVED);
        }
    }

    @Test
    void a_proof_that_was_overheard_is_worth_nothing_on_another_line() {
        TestHub overheard = keep(TestHub.dial(headEnd.port()).signingWith(null));
        overheard.hello(hub, hub);
        byte[] proof = TestHub.proof(TestHub.KEYS, overheard.next().body(), overheard.greeting());

        TestHub replayed = keep(TestHub.dial(headEnd.port()).signingWith(null));
        replayed.send(TestHub.HELLO, overheard.greeting());
        assertThat(replayed.next().type()).isEqualTo(TestHub.CHALLENGE);
        replayed.send(TestHub.PROOF, proof);
        assertThat(replayed.refused()).isEqualTo(NOT_BELIEVED);

        overheard.send(TestHub.PROOF, proof);
        overheard.welcomed();
    }

    @Test
    void a_proof_that_is_no_signature_at_all_is_refused() {
        for (byte[] senseless : List.of(new byte[64], new byte[63], new byte[0])) {
            TestHub line = keep(TestHub.dial(headEnd.port()).signingWith(null));
            line.hello(hub, hub);
            assertThat(line.next().type()).isEqualTo(TestHub.CHALLENGE);
            line.send(TestHub.PROOF, senseless);
            assertThat(line.refused())
                    .isEqualTo(senseless.length == 64 ? NOT_BELIEVED : "A proof has 64 bytes, not " + senseless.length);
        }
    }

    @Test
    void a_hub_whose_certificate_is_missing_is_not_let_in_and_the_operator_is_told_until_it_is() {
        Eui64 bare = market.newHubWithoutKeys(null);
        TestHub line = keep(TestHub.dial(headEnd.port()));
        line.hello(bare);
        assertThat(line.refused()).isEqualTo(NOT_BELIEVED);
        awaitTold(bare, HubNotice.Kind.NO_CERTIFICATE);

        certificates.add(KeyFolder.certificate(bare, TestHub.KEYS));
        keep(TestHub.connect(headEnd.port(), bare));
        assertThat(times(bare, HubNotice.Kind.NO_CERTIFICATE)).isZero();
    }

    @Test
    void a_flood_of_greetings_keeps_no_honest_hub_from_its_line() throws Exception {
        TestHub honest = connect(hub, meter.id());
        ExecutorService attackers = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> floods = new ArrayList<>();
            for (int attacker = 2; attacker <= 4; attacker++) {
                String address = "127.0.0." + attacker;
                floods.add(attackers.submit(() -> flood(address)));
            }
            for (int i = 0; i < 5; i++) {
                answersWithin(honest);
                keep(TestHub.connect(headEnd.port(), market.newHub()));
            }
            for (Future<?> flood : floods) {
                flood.get();
            }
        } finally {
            attackers.shutdownNow();
        }
        answersWithin(honest);
        assertThat(times(hub, HubNotice.Kind.SECOND_LINE)).isZero();
    }

    /** Claims the honest hub and others, with proofs that are none, and does not wait for what is made of them. */
    private void flood(String address) {
        for (int i = 0; i < 300; i++) {
            try (TestHub line = TestHub.dialFrom(address, headEnd.port()).signingWith(OTHER_KEYS)) {
                line.hello(i % 2 == 0 ? hub : TestMarket.freshName(), hub);
                if (ThreadLocalRandom.current().nextInt(10) > 0) {
                    line.next();
                }
            } catch (RuntimeException hungUp) {
                // so much the better
            }
        }
    }

    @Test
    void lines_on_which_nobody_says_anything_take_no_honest_hubs_place() {
        List<TestHub> silent = new ArrayList<>();
        for (int i = 0; i < 2 * LINES_OF_ONE_ADDRESS; i++) {
            silent.add(keep(TestHub.dial(headEnd.port())));
        }

        TestHub honest = connect(hub, meter.id());

        answersWithin(honest);
        silent.forEach(TestHub::awaitEnd);
        answersWithin(honest);
    }

    @Test
    void of_a_hub_that_sends_rubbish_a_little_is_kept_and_it_is_hung_up_on_for_a_while() {
        Eui64 other = market.newHub();
        TestHub honest = connect(hub, meter.id());
        TestHub gone = keep(TestHub.connect(headEnd.port(), other));

        byte[] rubbish = new byte[40];
        try {
            for (int i = 0; i < 300; i++) {
                ThreadLocalRandom.current().nextBytes(rubbish);
                gone.send(TestHub.GBCS, rubbish);
            }
        } catch (RuntimeException hungUp) {
            assertThat(hungUp).hasMessageContaining("closed").isNotNull();
        }

        gone.awaitEnd();
        answersWithin(honest);
        assertThat(kept(other)).isBetween(1, 51);
        TestHub again = keep(TestHub.dial(headEnd.port()));
        again.hello(other);
        assertThat(again.next().type()).isIn(TestHub.LATER, TestHub.WELCOME);
        Awaitility.await().untilAsserted(() -> keep(TestHub.connect(headEnd.port(), other)));
    }

    private int kept(Eui64 from) {
        return jdbc.sql("select count(*) from meter_message where hub = ?")
                .param(from.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void messages_with_a_wrong_mac_are_rubbish_too() {
        TestHub line = connect(hub, meter.id());
        TestMeter forger = market.newMeter(market.newHub());
        byte[] message = forger.alert(TestMarket.USER, 1, 0x1000, org.meterflow.gbcs.Octets.ofHex("00"))
                .encode();
        try {
            for (int i = 0; i < 200; i++) {
                message[message.length - 1] = (byte) i;
                line.send(TestHub.GBCS, message);
            }
        } catch (RuntimeException hungUp) {
            assertThat(hungUp).isNotNull();
        }

        line.awaitEnd();
    }
}
