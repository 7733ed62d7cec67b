package org.meterflow.messages.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.InboxFilter;
import org.meterflow.messages.Page;
import org.meterflow.messages.PostOfficeTest;
import org.meterflow.messages.TurnedAway;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may not send, what is wrong with a message, and what is kept of one that was turned away. */
@PostOfficeTest
class RefusedMessagesTest extends PostOfficeCalls {

    @Autowired
    Inbox inbox;

    @Autowired
    TurnedAway turnedAway;

    @Autowired
    JdbcClient jdbc;

    // ── no key ──

    @Test
    void without_a_key_nothing_is_accepted() throws Exception {
        for (String wrong : new String[] {"", "mf_", "secret", key + "x", key.substring(0, key.length() - 1)}) {
            HttpResponse<String> answer = send(post("parcelPosted", STRUCTURED, event(parcel, 3)), wrong);
            assertProblem(answer, 401, "no-key", false);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        }
        assertThat(inbox.count(InboxFilter.key(parcel))).isZero();
    }

    @Test
    void a_revoked_key_opens_nothing() throws Exception {
        assertThat(clients.revoke(client.client().id(), "anna")).isTrue();
        assertThat(clients.revoke(client.client().id(), "anna")).isFalse();
        assertProblem(send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key), 401, "no-key", false);
    }

    @Test
    void the_database_does_not_know_the_key() {
        String stored = jdbc.sql("select api_client::text from api_client where prefix = ?")
                .param(client.client().id())
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain(key.substring(key.lastIndexOf('_') + 1));
        assertThat(clients.all()).anySatisfy(known -> assertThat(known.party()).isEqualTo(party));
    }

    @Test
    void an_address_that_does_not_exist_is_not_shown_to_strangers() throws Exception {
        assertProblem(send(get("/api/elsewhere"), ""), 401, "no-key", false);
        assertThat(send(get("/api/elsewhere"), key).statusCode()).isEqualTo(404);
    }

    // ── what is wrong with a message ──

    @Test
    void an_unknown_name_is_not_found() throws Exception {
        String event = event(parcel, 3).replace("parcelPosted", "parcelEaten");
        assertProblem(send(post("parcelEaten", STRUCTURED, event), key), 404, "unknown-message", false);
    }

    @Test
    void a_party_without_the_role_is_refused() throws Exception {
        String carrier = clients.create(party, "Van", Set.of("carrier"), "anna").key();
        JsonNode problem = assertProblem(
                send(post("parcelPosted", STRUCTURED, event(parcel, 3)), carrier), 403, "not-allowed", false);
        assertThat(problem.get("detail").asText()).contains(party).contains("parcelPosted");
    }

    @Test
    void a_suspended_party_is_refused() throws Exception {
        parties.add(new Party(party, "Post", Set.of(), java.util.List.of(), PartyStatus.SUSPENDED, Set.of(), null));
        assertProblem(send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key), 403, "not-allowed", false);
    }

    @Test
    void faults_in_the_data_are_listed_with_their_places() throws Exception {
        JsonNode problem =
                assertProblem(send(post("parcelPosted", STRUCTURED, event(parcel, 0)), key), 422, "invalid", false);
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/weight");
        assertThat(problem.at("/errors/0/message").asText()).isNotBlank();
        assertThat(inbox.count(InboxFilter.key(parcel))).isZero();
    }

    @Test
    void an_event_of_another_type_than_the_address_says_is_refused() throws Exception {
        JsonNode problem =
                assertProblem(send(post("parcelCollected", STRUCTURED, event(parcel, 3)), key), 422, "invalid", false);
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/type");
    }

    @Test
    void an_event_without_data_is_refused() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"parcelPosted\"}";
        JsonNode problem = assertProblem(send(post("parcelPosted", STRUCTURED, event), key), 422, "invalid", false);
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/data");
    }

    @Test
    void what_is_no_cloud_event_is_refused() throws Exception {
        for (String body : new String[] {
            "", "{", "[]", "null", "{}", "{\"specversion\":\"1.0\"}", "{\"specversion\":\"9.9\",\"id\":\"1\"}", "\u0000"
        }) {
            assertProblem(send(post("parcelPosted", STRUCTURED, body), key), 400, "malformed", false);
        }
    }

    @Test
    void what_no_log_can_keep_is_refused_with_its_place() throws Exception {
        String good = event(parcel, 3);
        String id = good.replace("id-" + parcel, "id-\\u0000" + parcel);
        String text = good.replace("\"weight\"", "\"from\":{\"street\":\"a\\u0000b\"},\"weight\"");
        String time = good.replace("\"type\"", "\"time\":\"+999999999-12-31T23:59:59Z\",\"type\"");
        assertThat(refusedAt(id)).isEqualTo("/id");
        assertThat(refusedAt(text)).isEqualTo("/from/street");
        assertThat(refusedAt(time)).isEqualTo("/time");
        assertThat(send(post("parcelPosted", STRUCTURED, good), key).statusCode())
                .isEqualTo(202);
    }

    @Test
    void a_line_break_in_what_names_a_message_or_its_case_is_refused_with_its_place() throws Exception {
        String inId = event(parcel, 3).replace("\"id-" + parcel, "\"id-\\n" + parcel);
        String inKey = event(parcel, 3).replace("\"parcelId\":\"" + parcel, "\"parcelId\":\"" + parcel + "\\n");
        JsonNode id = assertProblem(send(post("parcelPosted", STRUCTURED, inId), key), 422, "invalid", false);
        JsonNode named = assertProblem(send(post("parcelPosted", STRUCTURED, inKey), key), 422, "invalid", false);
        assertThat(id.at("/errors/0/pointer").asText()).isEqualTo("/id");
        assertThat(named.at("/errors/0/pointer").asText()).isEqualTo("/parcelId");
    }

    @Test
    void half_a_character_is_refused_with_its_place() throws Exception {
        String data = data(parcel, 3).replace("\"weight\"", "\"from\":{\"street\":\"a\\ud800b\"},\"weight\"");
        assertThat(refusedAt(binary(data))).isEqualTo("/from/street");
    }

    private String refusedAt(String event) throws Exception {
        return refusedAt(post("parcelPosted", STRUCTURED, event));
    }

    private String refusedAt(HttpRequest.Builder message) throws Exception {
        return assertProblem(send(message, key), 422, "invalid", false)
                .at("/errors/0/pointer")
                .asText();
    }

    @Test
    void other_content_is_not_supported() throws Exception {
        for (String type : new String[] {
            "text/plain", "application/json", "application/xml", "application/cloudevents-batch+json", "nonsense"
        }) {
            assertProblem(send(post("parcelPosted", type, event(parcel, 3)), key), 415, "not-a-cloud-event", false);
        }
    }

    @Test
    void a_message_that_is_too_large_is_refused_with_and_without_its_length() throws Exception {
        String event = event(parcel, 3) + " ".repeat(300_000);
        assertProblem(send(post("parcelPosted", STRUCTURED, event), key), 413, "too-large", false);
        HttpRequest.Builder chunked = HttpRequest.newBuilder(uri("/api/messages/parcelPosted"))
                .header("Content-Type", STRUCTURED)
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(event.getBytes())));
        assertProblem(send(chunked, key), 413, "too-large", false);
    }

    @Test
    void an_id_used_for_other_content_is_a_conflict() throws Exception {
        assertThat(send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key).statusCode())
                .isEqualTo(202);
        assertProblem(send(post("parcelPosted", STRUCTURED, event(parcel, 4)), key), 409, "different-content", false);
    }

    // ── what is turned away is noted ──

    @Test
    void what_was_turned_away_is_found_by_its_sender_and_by_nobody_else() throws Exception {
        send(post("parcelPosted", STRUCTURED, "{}"), key);
        send(post("parcelPosted", STRUCTURED, event(parcel, 0)), key);
        send(post("parcelCollected", STRUCTURED, event(parcel, 3)), key);
        send(post("parcelPosted", "text/plain", "Dear post"), key);
        send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key);
        send(post("parcelPosted", STRUCTURED, event(parcel, 4)), key);
        String other =
                clients.create("other", "Other", Set.of("post-office"), "anna").key();

        JsonNode own = json.readTree(send(get("/api/turned-away"), key).body());

        assertThat(own.findValuesAsText("status")).containsExactly("400", "422", "422", "415", "409");
        assertThat(own.at("/1/messageId").asText()).isEqualTo("id-" + parcel);
        assertThat(own.at("/1/source").asText()).isEqualTo("/s");
        assertThat(own.at("/1/errors/0").asText()).startsWith("/weight: ");
        String next = "/api/turned-away?after=" + own.at("/3/number").asLong();
        assertThat(json.readTree(send(get(next), key).body())).hasSize(1);
        assertThat(send(get("/api/turned-away"), other).body()).doesNotContain(parcel);
        assertProblem(send(get("/api/turned-away"), ""), 401, "no-key", false);
    }

    @Test
    void who_asks_for_a_message_that_was_turned_away_is_told_so() throws Exception {
        send(post("parcelPosted", STRUCTURED, event(parcel, 0)), key);
        JsonNode problem = assertProblem(send(get("/api/messages/id-" + parcel), key), 404, "not-found", false);
        assertThat(problem.get("detail").asText()).contains("was turned away at");
    }

    @Test
    void of_a_flood_of_faulty_messages_the_first_are_kept_and_the_rest_is_counted() throws Exception {
        for (int each = 0; each < 53; each++) {
            send(post("parcelPosted", STRUCTURED, "{\u0000"), key);
        }
        long kept = turnedAway.newest(party, Page.first(100)).size();
        long counted = turnedAway.onlyCounted(party, 10).stream()
                .mapToLong(TurnedAway.Uncounted::messages)
                .sum();
        assertThat(kept + counted).isEqualTo(53);
        assertThat(kept).isLessThanOrEqualTo(100).isGreaterThanOrEqualTo(50);
    }

    @Test
    void a_message_without_a_valid_key_is_noted_without_its_content() throws Exception {
        String name = "parcel-of-nobody-" + UUID.randomUUID();
        send(post(name, STRUCTURED, event(parcel, 3)), "mf_wrong_key");
        send(get("/api/messages/" + name), "mf_wrong_key");
        assertThat(turnedAway.newest(null, Page.first(100)))
                .filteredOn(one -> one.name().equals(name))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.party()).isNull();
                    assertThat(one.status()).isEqualTo(401);
                    assertThat(one.address()).isNotEmpty();
                    assertThat(one.body()).isEmpty();
                });
    }

    // ── a party that is not live ──

    @Test
    void a_suspended_party_still_reads_what_became_of_its_messages_and_what_it_is_told_and_nothing_else()
            throws Exception {
        send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key);
        parties.add(new Party(party, "Post", Set.of(), java.util.List.of(), PartyStatus.SUSPENDED, Set.of(), null));

        assertThat(send(get("/api/messages/id-" + parcel), key).statusCode()).isEqualTo(200);
        assertThat(send(get("/api/notifications"), key).statusCode()).isEqualTo(200);
        assertProblem(send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key), 403, "not-allowed", false);
        assertThat(json.readTree(send(get("/api/turned-away"), key).body()).findValuesAsText("status"))
                .containsExactly("403");
        assertProblem(send(get("/api/cases/changeOfSupplier/SW-1"), key), 403, "not-allowed", false);

        parties.changeStatus(party, PartyStatus.WITHDRAWN, "It has left");
        assertProblem(send(get("/api/messages/id-" + parcel), key), 403, "not-allowed", false);
        assertProblem(send(get("/api/notifications"), key), 403, "not-allowed", false);
    }

    @Test
    void every_answer_is_a_problem_and_never_a_page() throws Exception {
        for (String path : new String[] {
            "/api/messages/2026%2F11%2F30%3Ba",
            "/api/messages/a%3Bb",
            "/api/messages/a%25b",
            "/api/messages/a%5Cb",
            "/api/messages/a%0Ab",
            "/api/messages//a",
            "/api/messages?id=a%00b",
            "/api/notifications?after=%00",
            "/api/elsewhere",
            "/api/messages"
        }) {
            HttpResponse<String> answer = send(get(path).header("Accept", "text/html,*/*"), key);
            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as(path + ": " + answer.body())
                    .startsWith("application/problem+json");
        }
        HttpResponse<String> put =
                send(HttpRequest.newBuilder(uri("/api/notifications")).PUT(HttpRequest.BodyPublishers.noBody()), key);
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }
}
