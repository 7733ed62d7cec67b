package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.messages.MessageRefused.Cause;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@PostOfficeTest
class InboxTest {

    private static final Sender POST_OFFICE = Sender.of("post", "post-office");
    private static final Sender CARRIER = Sender.of("van", "carrier");

    @Autowired
    Inbox inbox;

    @Autowired
    InboundMessages messages;

    @Autowired
    OpenMessages open;

    @Autowired
    InboxDeliveries deliveries;

    @Autowired
    MessagesSettings settings;

    @Autowired
    MessageCatalogue catalogue;

    @Autowired
    Parcels parcels;

    @Autowired
    DemoClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private final String parcel = "P-" + UUID.randomUUID().toString().substring(0, 12);

    @Test
    void an_unknown_name_is_refused_and_the_known_ones_are_named() {
        assertThatThrownBy(() -> inbox.receive(POST_OFFICE, "parcelEaten", "1", "{}", null))
                .isInstanceOfSatisfying(
                        MessageRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Cause.UNKNOWN_NAME))
                .hasMessageContaining("parcelEaten")
                .hasMessageContaining("parcelPosted");
    }

    @Test
    void a_sender_without_the_role_is_refused_and_nothing_is_stored() {
        assertThatThrownBy(() -> inbox.receive(CARRIER, "parcelPosted", parcel, posted(), null))
                .isInstanceOfSatisfying(
                        MessageRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Cause.SENDER_NOT_ALLOWED))
                .hasMessageContaining("van may not send parcelPosted");
        assertThat(inbox.find("van", parcel, null)).isEmpty();
    }

    @Test
    void every_fault_in_the_data_is_shown_at_its_place() {
        String data = "{\"weight\": 0, \"posted\": \"yesterday\", \"from\": {\"postcode\": \"?\"}, \"colour\": 1}";
        assertThatThrownBy(() -> inbox.receive(POST_OFFICE, "parcelPosted", parcel, data, null))
                .isInstanceOfSatisfying(MessageRefused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(Cause.INVALID);
                    assertThat(refused.faults())
                            .extracting(MessageRefused.Fault::pointer)
                            .containsExactlyInAnyOrder("/parcelId", "/weight", "/posted", "/from/postcode", "/colour");
                });
    }

    @Test
    void data_that_is_not_json_is_refused() {
        for (String data : List.of("", "{", "{} {}", "parcel")) {
            assertThatThrownBy(() -> inbox.receive(POST_OFFICE, "parcelPosted", parcel, data, null))
                    .isInstanceOfSatisfying(
                            MessageRefused.class,
                            refused -> assertThat(refused.why()).isEqualTo(Cause.INVALID));
        }
    }

    @Test
    void an_id_used_before_for_other_content_is_refused() {
        inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null);
        assertThatThrownBy(() -> inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted().replace("3", "4"), null))
                .isInstanceOfSatisfying(
                        MessageRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Cause.DIFFERENT_CONTENT));
        assertThatThrownBy(() -> inbox.receive(POST_OFFICE, "parcelCollected", parcel, collected(), null))
                .isInstanceOf(MessageRefused.class);
    }

    @Test
    void the_same_message_again_gets_the_same_answer_however_its_json_is_laid_out() {
        Receipt first = inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null);
        String laidOutAnew = "{ \"weight\" : 3,\n \"parcelId\" : \"" + parcel + "\" }";
        Receipt second = inbox.receive(POST_OFFICE, "parcelPosted", parcel, laidOutAnew, null);

        assertThat(first.verdict()).isEqualTo(Verdict.STARTED);
        assertThat(second.repeated()).isTrue();
        assertThat(second).usingRecursiveComparison().ignoringFields("repeated").isEqualTo(first);
        assertThat(inbox.find(first.id()).orElseThrow().repetitions()).isEqualTo(1);
        assertThat(parcels.timesOffered(parcel)).isEqualTo(1);
    }

    @Test
    void two_senders_may_use_the_same_id() {
        Receipt one = inbox.receive(POST_OFFICE, "parcelCollected", parcel, collected(), null);
        Receipt other = inbox.receive(CARRIER, "parcelCollected", parcel, collected(), null);
        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(other.repeated()).isFalse();
    }

    @Test
    void of_twenty_copies_sent_at_once_one_is_delivered_and_all_are_answered_alike() {
        var threads = Executors.newFixedThreadPool(20);
        List<CompletableFuture<Receipt>> copies = IntStream.range(0, 20)
                .mapToObj(copy -> CompletableFuture.supplyAsync(
                        () -> inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null), threads))
                .toList();
        List<Receipt> receipts = copies.stream().map(CompletableFuture::join).toList();
        threads.shutdown();

        assertThat(receipts)
                .extracting(Receipt::id)
                .containsOnly(receipts.get(0).id());
        assertThat(receipts).extracting(Receipt::verdict).containsOnly(Verdict.STARTED);
        assertThat(receipts).filteredOn(receipt -> !receipt.repeated()).hasSize(1);
        assertThat(parcels.timesOffered(parcel)).isEqualTo(1);
        assertThat(inbox.find(receipts.get(0).id()).orElseThrow().repetitions()).isEqualTo(19);
    }

    @Test
    void a_message_stored_just_before_a_crash_is_delivered_by_whoever_comes_next() {
        String id = storeAndCrash();
        await().untilAsserted(
                        () -> assertThat(inbox.find(id).orElseThrow().verdict()).isEqualTo(Verdict.STARTED));
        assertThat(parcels.posted(parcel)).isEqualTo(1);
    }

    @Test
    void two_nodes_looking_for_undelivered_messages_deliver_each_once() {
        InboxPoller second = new InboxPoller(open, deliveries, settings, clock);
        second.start();
        try {
            List<String> names = IntStream.range(0, 100)
                    .mapToObj(number -> parcel + "-" + number)
                    .toList();
            names.forEach(name -> store(name, Duration.ZERO));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(names)
                            .allSatisfy(name -> assertThat(parcels.posted(name)).isEqualTo(1)));
            assertThat(names)
                    .allSatisfy(name -> assertThat(parcels.timesOffered(name)).isEqualTo(1));
        } finally {
            second.stop();
        }
    }

    @Test
    void a_failing_process_leaves_no_trace_and_gets_the_message_again() {
        parcels.fail(parcel, 2);
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null);
        assertThat(receipt.verdict()).isEqualTo(Verdict.STORED);

        await().untilAsserted(() -> {
            InboxEntry entry = inbox.find(receipt.id()).orElseThrow();
            assertThat(entry.verdict()).isEqualTo(Verdict.STARTED);
            assertThat(entry.state()).isEqualTo(InboxState.SETTLED);
            assertThat(entry.attempts()).isEqualTo(3);
        });
        assertThat(parcels.posted(parcel)).isEqualTo(1);
        assertThat(inbox.history(receipt.id())).extracting(InboxEvent::reason).contains("the sorting machine jams");
        assertThat(inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null)
                        .verdict())
                .as("the answer stays what it was")
                .isEqualTo(Verdict.STORED);
    }

    @Test
    void a_message_that_fails_every_time_is_shown_as_failed_and_can_be_replayed() {
        parcels.fail(parcel, Integer.MAX_VALUE);
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null);
        await().untilAsserted(() ->
                assertThat(inbox.find(receipt.id()).orElseThrow().state()).isEqualTo(InboxState.FAILED));
        assertThat(inbox.find(receipt.id()).orElseThrow().reason()).isEqualTo("the sorting machine jams");

        parcels.behave(parcel);
        InboxEntry replayed = inbox.replay(receipt.id(), "olivia", "the machine is repaired");

        assertThat(replayed.verdict()).isEqualTo(Verdict.STARTED);
        assertThat(inbox.history(receipt.id())).anySatisfy(event -> {
            assertThat(event.actor()).isEqualTo("olivia");
            assertThat(event.reason()).contains("the machine is repaired");
        });
    }

    @Test
    void what_a_case_has_taken_cannot_be_replayed() {
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null);
        assertThatThrownBy(() -> inbox.replay(receipt.id(), "olivia", "let us see"))
                .isInstanceOf(NotReplayable.class);
        assertThatThrownBy(() -> inbox.replay("M-0", "olivia", "let us see")).isInstanceOf(NotReplayable.class);
    }

    @Test
    void a_busy_case_gets_the_message_a_little_later_and_nothing_is_done_twice() {
        parcels.await(parcel);
        parcels.beBusy(parcel, 2);
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelCollected", parcel, collected(), null);
        assertThat(receipt.verdict()).isEqualTo(Verdict.BUSY);
        await().untilAsserted(() ->
                assertThat(inbox.find(receipt.id()).orElseThrow().verdict()).isEqualTo(Verdict.CORRELATED));
        assertThat(parcels.timesCollected(parcel)).isEqualTo(1);
    }

    @Test
    void a_lost_race_in_the_database_counts_as_busy() {
        parcels.conflict(parcel, 1);
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null);
        assertThat(receipt.verdict()).isEqualTo(Verdict.BUSY);
        await().untilAsserted(() ->
                assertThat(inbox.find(receipt.id()).orElseThrow().verdict()).isEqualTo(Verdict.STARTED));
    }

    @Test
    void an_early_message_is_delivered_when_its_case_says_that_it_waits() {
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelCollected", parcel, collected(), null);
        assertThat(receipt.verdict()).isEqualTo(Verdict.WAITING);

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            parcels.await(parcel);
            inbox.nudge("parcelCollected", parcel);
        });

        await().untilAsserted(() ->
                assertThat(inbox.find(receipt.id()).orElseThrow().verdict()).isEqualTo(Verdict.CORRELATED));
        assertThat(parcels.timesCollected(parcel)).isEqualTo(1);
    }

    @Test
    void an_early_message_is_delivered_even_if_nobody_says_that_its_case_waits() {
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelCollected", parcel, collected(), null);
        parcels.await(parcel);
        await().untilAsserted(() ->
                assertThat(inbox.find(receipt.id()).orElseThrow().verdict()).isEqualTo(Verdict.CORRELATED));
    }

    @Test
    void a_message_nothing_ever_waits_for_is_given_up_with_its_near_misses() {
        parcels.await("SW-41" + parcel);
        String key = "SW-14" + parcel;
        Receipt receipt = inbox.receive(POST_OFFICE, "parcelCollected", key, "{\"parcelId\": \"" + key + "\"}", null);
        assertThat(receipt.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(receipt.nearMisses())
                .containsExactly("nearest: parcelId SW-41" + parcel + ", yours " + key + ": two characters swapped?");

        clock.advance(Duration.ofMinutes(11));

        await().untilAsserted(() -> {
            InboxEntry entry = inbox.find(receipt.id()).orElseThrow();
            assertThat(entry.verdict()).isEqualTo(Verdict.NO_MATCH);
            assertThat(entry.state()).isEqualTo(InboxState.SETTLED);
            assertThat(entry.reason()).contains("Nothing has waited for parcelCollected " + key);
            assertThat(entry.nearMisses()).hasSize(1);
        });

        parcels.await(key);
        assertThat(inbox.replay(receipt.id(), "olivia", "the case exists now").verdict())
                .isEqualTo(Verdict.CORRELATED);
    }

    @Test
    void a_rehearsal_changes_nothing() {
        Delivery outcome = inbox.check(POST_OFFICE, "parcelPosted", posted());
        assertThat(outcome.verdict()).isEqualTo(Verdict.STARTED);
        assertThat(parcels.posted(parcel)).isZero();
        assertThat(inbox.count(InboxFilter.key(parcel))).isZero();
    }

    @Test
    void the_log_is_found_by_what_it_is_about() {
        inbox.receive(POST_OFFICE, "parcelPosted", parcel, posted(), null);
        inbox.receive(CARRIER, "parcelCollected", parcel, collected(), null);

        assertThat(inbox.search(InboxFilter.key(parcel), Page.first(10)))
                .extracting(entry -> entry.message().name())
                .containsExactly("parcelCollected", "parcelPosted");
        InboxFilter waiting = new InboxFilter(
                "parcelCollected",
                parcel,
                "van",
                java.util.Set.of(InboxState.WAITING),
                java.util.Set.of(Verdict.WAITING),
                clock.instant().minusSeconds(60),
                null);
        assertThat(inbox.count(waiting)).isEqualTo(1);
        assertThat(inbox.find("post", parcel, null)).hasSize(1);
        assertThat(inbox.find("van", inbox.find("post", parcel, null).get(0).id(), null))
                .as("another party's message")
                .isEmpty();
    }

    private String storeAndCrash() {
        return store(parcel, Duration.ofMillis(200));
    }

    private String store(String name, Duration grace) {
        MessageType type = catalogue.require("parcelPosted");
        MessageCatalogue.Checked content = catalogue.check(type, POST_OFFICE, posted(name));
        Clock now = clock;
        return messages.store(type, POST_OFFICE, name, content, now.instant(), now.instant(), grace)
                .orElseThrow();
    }

    private String posted() {
        return posted(parcel);
    }

    private static String posted(String name) {
        return "{\"parcelId\": \"" + name + "\", \"weight\": 3}";
    }

    private String collected() {
        return "{\"parcelId\": \"" + parcel + "\"}";
    }
}
