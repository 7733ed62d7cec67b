package org.meterflow.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PostOfficeTest
class RetentionTest {

    private static final Sender POST_OFFICE = Sender.of("post", "post-office");

    @Autowired
    Inbox inbox;

    @Autowired
    Outbox outbox;

    @Autowired
    Postbox postbox;

    @Autowired
    InboundMessages inbound;

    @Autowired
    OutboundMessages outbound;

    @Autowired
    TurnedAway turnedAway;

    @Autowired
    MessagesSettings settings;

    @Autowired
    Clock clock;

    private final String name = "P-" + UUID.randomUUID().toString().substring(0, 12);

    @Test
    void only_what_is_finished_and_old_is_forgotten() {
        postbox.when(name, message -> {
            throw DeliveryFailed.unreachable("nobody at home");
        });
        String settled = inbox.receive(POST_OFFICE, "parcelPosted", name, data(", \"weight\": 3"), null)
                .id();
        String waiting = inbox.receive(POST_OFFICE, "parcelCollected", name + "-c", data(""), null)
                .id();
        String sent = outbox.send(letter("to-" + name));
        String stuck = outbox.send(letter(name));
        await().until(() -> outbox.find(sent).orElseThrow().state() == OutboxState.SENT);

        forgetAfter(settings.retention().minusDays(1));
        assertThat(inbox.find(settled)).isPresent();
        assertThat(outbox.find(sent)).isPresent();

        forgetAfter(settings.retention().plusDays(1));
        assertThat(inbox.find(settled)).isEmpty();
        assertThat(inbox.history(settled)).isEmpty();
        assertThat(inbox.find(waiting)).isPresent();
        assertThat(outbox.find(sent)).isEmpty();
        assertThat(outbox.find(stuck)).isPresent();
    }

    @Test
    void what_was_turned_away_is_forgotten_sooner() {
        turnedAway.note(new TurnedAwayMessage(
                0,
                clock.instant(),
                name,
                "192.0.2.7",
                "parcelPosted",
                null,
                null,
                422,
                "Invalid",
                "?",
                List.of(),
                "",
                0));

        forgetAfter(Duration.ofDays(6));
        assertThat(turnedAway.newest(name, Page.first(10))).hasSize(1);

        forgetAfter(Duration.ofDays(8));
        assertThat(turnedAway.newest(name, Page.first(10))).isEmpty();
    }

    private void forgetAfter(Duration time) {
        Retention retention = new Retention(inbound, outbound, turnedAway, settings, Clock.offset(clock, time));
        boolean more = true;
        while (more) {
            more = retention.round();
        }
    }

    private String data(String more) {
        return "{\"parcelId\": \"" + name + "\"" + more + "}";
    }

    private static OutboundMessage letter(String recipient) {
        return OutboundMessage.of("post", recipient, "letter", "K", "text/plain", new byte[] {1});
    }
}
