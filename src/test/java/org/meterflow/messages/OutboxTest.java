package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@PostOfficeTest
class OutboxTest {

    @Autowired
    Outbox outbox;

    @Autowired
    OutboundMessages messages;

    @Autowired
    OutboundLanes lanes;

    @Autowired
    OutboxSender sender;

    @Autowired
    OutboxPoller poller;

    @Autowired
    MessagesSettings settings;

    @Autowired
    Postbox postbox;

    @Autowired
    DemoClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private final String recipient = "R-" + UUID.randomUUID();

    @Test
    void a_message_of_a_decision_that_is_undone_never_leaves() {
        String id = decide(true, letter("undone"));
        outbox.send(letter("next"));
        await().until(() -> texts().contains("next"));
        assertThat(outbox.find(id)).isEmpty();
        assertThat(texts()).containsExactly("next");
    }

    @Test
    void a_message_leaves_once_its_decision_is_committed_and_not_before() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Thread deciding = new Thread(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            outbox.send(letter("decided"));
            written.countDown();
            awaitQuietly(commit);
        }));
        deciding.start();
        assertThat(written.await(1, TimeUnit.MINUTES)).isTrue();
        await().during(Duration.ofMillis(400)).until(() -> texts().isEmpty());
        commit.countDown();
        await().until(() -> texts().equals(List.of("decided")));
        deciding.join();
    }

    @Test
    void a_channel_that_does_not_exist_is_noticed_when_deciding() {
        OutboundMessage message = OutboundMessage.of("pigeon", recipient, "letter", "K", "text/plain", new byte[0]);
        assertThatThrownBy(() -> outbox.send(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pigeon");
    }

    @Test
    void the_same_id_is_never_sent_twice() {
        String id = UUID.randomUUID().toString();
        outbox.send(letter("first").withId(id));
        await().until(() -> texts().size() == 1);
        outbox.send(letter("second").withId(id));
        outbox.send(letter("third"));
        await().until(() -> texts().contains("third"));
        assertThat(texts()).containsExactly("first", "third");
    }

    @Test
    void what_must_not_leave_before_a_time_waits_for_the_clock_and_holds_nothing_up() {
        outbox.send(letter("tomorrow").notBefore(clock.instant().plus(Duration.ofDays(1))));
        outbox.send(letter("today"));
        await().until(() -> texts().contains("today"));
        assertThat(texts()).containsExactly("today");
        clock.advance(Duration.ofDays(1));
        await().until(() -> texts().equals(List.of("today", "tomorrow")));
    }

    @Test
    void a_silent_recipient_gets_everything_later_in_order() {
        AtomicInteger silences = new AtomicInteger(6);
        postbox.when(recipient, message -> {
            if (silences.getAndDecrement() > 0) {
                throw DeliveryFailed.unreachable("nobody at home");
            }
        });
        String first = outbox.send(letter("1"));
        IntStream.rangeClosed(2, 9).forEach(number -> outbox.send(letter(String.valueOf(number))));

        await().until(() -> texts().size() == 9);
        assertThat(texts()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        await().until(() -> outbox.find(first).orElseThrow().state() == OutboxState.SENT);
        assertThat(outbox.find(first).orElseThrow().attempts()).isEqualTo(7);
    }

    @Test
    void a_recipient_in_trouble_does_not_hold_up_the_others() {
        postbox.when(recipient, message -> {
            throw DeliveryFailed.unreachable("nobody at home");
        });
        outbox.send(letter("lost"));
        String other = "other-" + recipient;
        outbox.send(OutboundMessage.of("post", other, "letter", "K", "text/plain", new byte[] {1}));
        await().until(() -> postbox.at(other).size() == 1);
    }

    @Test
    void a_message_the_recipient_keeps_failing_on_is_dead_visible_and_can_be_retried() {
        postbox.when(recipient, message -> {
            if (text(message).equals("poison")) {
                throw DeliveryFailed.failed("indigestible");
            }
        });
        String poison = outbox.send(letter("poison"));
        outbox.send(letter("next"));
        await().until(() -> texts().equals(List.of("next")));

        OutboxEntry dead = outbox.find(poison).orElseThrow();
        assertThat(dead.state()).isEqualTo(OutboxState.DEAD);
        assertThat(dead.reason()).isEqualTo("indigestible");
        assertThat(dead.attempts()).isEqualTo(3);
        OutboxFilter deadOnes =
                new OutboxFilter(null, recipient, null, null, java.util.Set.of(OutboxState.DEAD), null, null);
        assertThat(outbox.search(deadOnes, Page.first(5)))
                .extracting(OutboxEntry::id)
                .containsExactly(poison);

        postbox.when(recipient, message -> {});
        assertThat(outbox.retry(poison, "olivia")).isTrue();
        await().until(() -> texts().equals(List.of("next", "poison")));
        await().until(() -> outbox.find(poison).orElseThrow().state() == OutboxState.SENT);
        assertThat(outbox.retry(poison, "olivia")).as("sent already").isFalse();
    }

    @Test
    void what_the_recipient_rejects_is_not_tried_again_and_holds_nothing_up() {
        AtomicInteger tries = new AtomicInteger();
        postbox.when(recipient, message -> {
            if (text(message).equals("unwanted")) {
                tries.incrementAndGet();
                throw DeliveryFailed.permanent("address unknown");
            }
        });
        String unwanted = outbox.send(letter("unwanted"));
        outbox.send(letter("wanted"));
        await().until(() -> texts().equals(List.of("wanted")));
        assertThat(outbox.find(unwanted).orElseThrow().state()).isEqualTo(OutboxState.DEAD);
        assertThat(tries).hasValue(1);
    }

    @Test
    void a_channel_that_breaks_unexpectedly_is_tried_again() {
        AtomicInteger breaks = new AtomicInteger(1);
        postbox.when(recipient, message -> {
            if (breaks.getAndDecrement() > 0) {
                throw new IllegalStateException("a bug");
            }
        });
        outbox.send(letter("sturdy"));
        await().until(() -> texts().equals(List.of("sturdy")));
    }

    @Test
    void two_nodes_sharing_an_outbox_send_each_message_once_and_in_order() {
        OutboxPoller second = new OutboxPoller(lanes, sender, settings, clock);
        OutboxPoller third = new OutboxPoller(lanes, sender, settings, clock);
        second.start();
        third.start();
        try {
            List<String> recipients =
                    IntStream.range(0, 6).mapToObj(number -> recipient + number).toList();
            List<String> sent = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                String text = String.valueOf(number);
                sent.add(text);
                new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> recipients.forEach(to -> {
                            outbox.send(OutboundMessage.of("post", to, "letter", "K", "text/plain", bytes(text)));
                        }));
                second.wake();
                third.wake();
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(recipients)
                            .allSatisfy(to -> assertThat(postbox.at(to)).hasSize(100)));
            assertThat(recipients)
                    .allSatisfy(to -> assertThat(postbox.at(to))
                            .extracting(OutboxTest::text)
                            .containsExactlyElementsOf(sent));
        } finally {
            second.stop();
            third.stop();
        }
    }

    @Test
    void what_a_killed_node_held_is_sent_by_another_once_its_lease_has_run_out() {
        Lane lane = new Lane("post", recipient, 0);
        assertThat(lanes.lease(lane, "killed", Duration.ofHours(1))).isTrue();
        outbox.send(letter("orphan"));
        await().during(Duration.ofMillis(400)).until(() -> texts().isEmpty());
        anHourPassesFor(lane);
        await().until(() -> texts().equals(List.of("orphan")));
    }

    @Test
    void a_kill_between_sending_and_noting_it_repeats_the_message_under_the_same_id() throws DeliveryFailed {
        Lane lane = new Lane("post", recipient, 0);
        assertThat(lanes.lease(lane, "killed", Duration.ofHours(1))).isTrue();
        OutboundMessage letter = letter("sent, then killed");
        outbox.send(letter);
        postbox.deliver(letter);
        anHourPassesFor(lane);

        await().until(() -> texts().size() == 2);
        assertThat(postbox.at(recipient)).extracting(OutboundMessage::id).containsOnly(letter.id());
        await().until(() -> outbox.find(letter.id()).orElseThrow().state() == OutboxState.SENT);
    }

    @Test
    void a_node_that_was_asleep_longer_than_its_lease_sends_no_more() {
        Lane lane = new Lane("post", recipient, 0);
        assertThat(lanes.lease(lane, "sleeper", Duration.ofHours(1))).isTrue();
        anHourPassesFor(lane);
        assertThat(lanes.renew(lane, "sleeper", settings.outbox().lease())).isFalse();
        assertThat(lanes.lease(lane, "successor", Duration.ofHours(1))).isTrue();
        lanes.release(lane, "sleeper");
        assertThat(lanes.lease(lane, "third", Duration.ofHours(1)))
                .as("the sleeper cannot give away what is its successor's")
                .isFalse();
    }

    @Test
    void a_slow_message_does_not_let_another_node_begin() {
        CountDownLatch done = new CountDownLatch(1);
        postbox.when(recipient, message -> awaitQuietly(done));
        outbox.send(letter("slow"));
        Lane lane = new Lane("post", recipient, 0);
        await().until(() -> !lanes.ready(clock.instant(), 100).contains(lane));
        assertThat(lanes.lease(lane, "other", Duration.ofSeconds(1))).isFalse();
        done.countDown();
        await().until(() -> texts().equals(List.of("slow")));
    }

    private void anHourPassesFor(Lane lane) {
        jdbc.sql("update outbound_lane set leased_until = leased_until - interval '1 hour'"
                        + " where channel = ? and recipient = ? and lane = ?")
                .params(lane.channel(), lane.recipient(), lane.number())
                .update();
    }

    private String decide(boolean undone, OutboundMessage message) {
        return new TransactionTemplate(transactions).execute(status -> {
            if (undone) {
                status.setRollbackOnly();
            }
            return outbox.send(message);
        });
    }

    private OutboundMessage letter(String text) {
        return OutboundMessage.of("post", recipient, "letter", "K", "text/plain", bytes(text));
    }

    private List<String> texts() {
        return postbox.at(recipient).stream().map(OutboxTest::text).toList();
    }

    private static String text(OutboundMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
