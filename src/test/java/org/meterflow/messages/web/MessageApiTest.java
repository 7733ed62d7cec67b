package org.meterflow.messages.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meterflow.messages.Notifications;
import org.meterflow.messages.PostOfficeTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostOfficeTest
class MessageApiTest extends PostOfficeCalls {

    @Autowired
    Notifications notifications;

    @Autowired
    JdbcClient jdbc;

    // ── source and id ──

    @Test
    void two_systems_of_a_party_number_their_messages_each_for_itself() throws Exception {
        String other = event("Q-" + parcel, 4).replace("id-Q-", "id-").replace("\"/s\"", "\"/t\"");
        JsonNode first = json.readTree(
                send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key).body());
        HttpResponse<String> second = send(post("parcelPosted", STRUCTURED, other), key);

        assertThat(second.statusCode()).as(second.body()).isEqualTo(202);
        assertThat(json.readTree(second.body()).get("verdict").asText()).isEqualTo("STARTED");
        assertThat(send(post("parcelPosted", STRUCTURED, other), key).statusCode())
                .as("sent again")
                .isEqualTo(200);
        JsonNode problem = assertProblem(send(get("/api/messages/id-" + parcel), key), 409, "several-messages", false);
        assertThat(problem.get("detail").asText()).contains("/s, /t");
        assertThat(keyOf("/api/messages/id-" + parcel + "?source=/s")).isEqualTo(parcel);
        assertThat(keyOf("/api/messages/id-" + parcel + "?source=/t")).isEqualTo("Q-" + parcel);
        assertThat(keyOf("/api/messages/" + first.get("id").asText())).isEqualTo(parcel);
        assertProblem(send(get("/api/messages/id-" + parcel + "?source=/u"), key), 404, "not-found", false);
    }

    @Test
    void what_came_before_sources_were_kept_is_recognised_when_it_is_sent_again() throws Exception {
        JsonNode first = json.readTree(
                send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key).body());
        jdbc.sql("update inbound_message set source = null where id = ?")
                .param(first.get("id").asText())
                .update();

        HttpResponse<String> again = send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json.readTree(again.body()).get("id")).isEqualTo(first.get("id"));
        assertThat(keyOf("/api/messages/id-" + parcel)).isEqualTo(parcel);
    }

    private String keyOf(String path) throws Exception {
        return json.readTree(send(get(path), key).body()).path("key").asText();
    }

    @Test
    void a_message_is_accepted_with_its_verdict_and_found_again() throws Exception {
        HttpResponse<String> answer = send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key);
        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.get("verdict").asText()).isEqualTo("STARTED");
        assertThat(body.get("settled").asBoolean()).isTrue();
        assertThat(body.get("key").asText()).isEqualTo(parcel);

        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(json.readTree(send(get(location), key).body()).get("verdict").asText())
                .isEqualTo("STARTED");
        assertThat(send(get("/api/messages/id-" + parcel), key).statusCode()).isEqualTo(200);
        String other =
                clients.create("other", "Other", Set.of("post-office"), "anna").key();
        assertProblem(send(get(location), other), 404, "not-found", false);
    }

    @Test
    void sent_again_in_either_mode_it_gets_the_same_body() throws Exception {
        HttpResponse<String> first = send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key);
        HttpResponse<String> again = send(post("parcelPosted", STRUCTURED, event(parcel, 3)), key);
        HttpResponse<String> thirdTime = send(binary(data(parcel, 3)), key);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(thirdTime.statusCode()).as(thirdTime.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(thirdTime.body()).isEqualTo(first.body());
    }

    @Test
    void an_early_message_is_accepted_and_said_to_wait() throws Exception {
        String event = "{\"specversion\":\"1.0\",\"id\":\"c-%s\",\"source\":\"/s\",\"type\":\"parcelCollected\","
                        .formatted(parcel)
                + "\"data\":{\"parcelId\":\"%s\"}}".formatted(parcel);
        HttpResponse<String> answer = send(post("parcelCollected", STRUCTURED, event), key);
        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.get("verdict").asText()).isEqualTo("WAITING");
        assertThat(body.get("settled").asBoolean()).isFalse();
        assertThat(body.get("reason").asText()).contains(parcel);
    }

    @Test
    void the_other_key_header_serves_too() throws Exception {
        HttpRequest request = post("parcelPosted", STRUCTURED, event(parcel, 3))
                .header("X-API-Key", key)
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void the_catalogue_is_open_to_everyone() throws Exception {
        JsonNode all = json.readTree(send(get("/api/messages/catalogue"), "").body());
        assertThat(all.findValuesAsText("name")).contains("parcelPosted", "parcelCollected");
        JsonNode one = json.readTree(
                send(get("/api/messages/catalogue/parcelPosted"), "").body());
        assertThat(one.get("waitsFor").asText()).isEqualTo("PT10M");
        HttpResponse<String> schema = send(get(one.get("schema").asText()), "");
        assertThat(schema.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/schema+json");
        assertThat(json.readTree(schema.body()).at("/properties/weight/minimum").asInt())
                .isEqualTo(1);
        assertProblem(send(get("/api/messages/catalogue/nothing"), ""), 404, "unknown-message", false);
    }

    @Test
    void a_party_reads_its_own_notifications() throws Exception {
        notifications.notifyParty(party, "parcelLost", parcel, Map.of("parcelId", parcel));
        notifications.notifyParty("somebody else", "parcelLost", parcel, Map.of("parcelId", parcel));
        JsonNode list = json.readTree(send(get("/api/notifications"), key).body());
        assertThat(list).hasSize(1);
        assertThat(list.at("/0/event/data/parcelId").asText()).isEqualTo(parcel);
        String next = "/api/notifications?after=" + list.at("/0/number").asLong();
        assertThat(json.readTree(send(get(next), key).body())).isEmpty();
        assertProblem(send(get("/api/notifications?after=x"), key), 400, "malformed", false);
        assertProblem(send(get("/api/notifications?limit=0"), key), 400, "malformed", false);
    }

    @Test
    void the_description_lists_every_message_and_problem() throws Exception {
        HttpResponse<String> answer = send(get("/api/openapi.json"), "");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode api = json.readTree(answer.body());
        assertThat(api.get("openapi").asText()).startsWith("3.1");
        JsonNode post = api.get("paths").get("/api/messages/parcelPosted").get("post");
        assertThat(post.at("/requestBody/content/application~1cloudevents+json/schema/properties/data/$ref")
                        .asText())
                .isEqualTo("/api/messages/catalogue/parcelPosted/schema");
        assertThat(post.get("responses").fieldNames())
                .toIterable()
                .contains("200", "202", "400", "401", "403", "404", "409", "413", "415", "422", "429");
        assertThat(api.at("/components/schemas/Problem/description").asText())
                .contains("urn:meterflow:problem:different-content");
    }

    @Test
    void the_same_event_is_one_message_in_either_mode_however_its_id_is_encoded() throws Exception {
        String id = "Einwand \u00FC1 " + parcel;
        String event = event(parcel, 3).replace("id-" + parcel, id);
        assertThat(send(post("parcelPosted", STRUCTURED, event), key).statusCode())
                .isEqualTo(202);

        for (String written : new String[] {
            "Einwand%20%C3%BC1%20" + parcel, "\"Einwand %c3%bc1 " + parcel + "\"", "%45inwand%20%C3%BC1%20" + parcel
        }) {
            HttpResponse<String> again = send(withId(written), key);
            assertThat(again.statusCode()).as(written).isEqualTo(200);
        }
        assertProblem(send(withId("Einwand%C3%28"), key), 400, "malformed", false);
        assertProblem(send(withId("50%"), key), 400, "malformed", false);
        assertThat(Files.readString(Path.of("docs/guides/integrator.md"))).contains("ce-id: Einwand%20%C3%BC1");
        assertThatThrownBy(() -> HeaderValue.decoded("ce-id", "raw\u00C3\u00BC"))
                .hasMessageContaining("beyond ASCII");
    }

    private HttpRequest.Builder withId(String id) {
        return binary(data(parcel, 3)).setHeader("ce-id", id);
    }

    @Test
    void a_byte_order_mark_before_the_json_is_overlooked_in_both_modes() throws Exception {
        assertThat(send(post("parcelPosted", STRUCTURED, "\uFEFF" + event(parcel, 3)), key)
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(binary("\uFEFF" + data(parcel, 3)), key).statusCode()).isEqualTo(200);
    }

    @Test
    void a_message_is_found_by_an_id_of_any_letters() throws Exception {
        String id = "2026/11/30;a%2F\\" + parcel;
        String event = event(parcel, 3).replace("id-" + parcel, id.replace("\\", "\\\\"));
        assertThat(send(post("parcelPosted", STRUCTURED, event), key).statusCode())
                .isEqualTo(202);
        String query = "/api/messages?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        assertThat(json.readTree(send(get(query), key).body()).get("messageId").asText())
                .isEqualTo(id);
        String source = json.readTree(event).get("source").asText();
        assertThat(send(get(query + "&source=" + URLEncoder.encode(source, StandardCharsets.UTF_8)), key)
                        .statusCode())
                .isEqualTo(200);
        assertProblem(send(get(query + "&source=%2Felsewhere"), key), 404, "not-found", false);
        assertThat(Files.readString(Path.of("docs/guides/integrator.md")))
                .as("the guide's example has the same characters")
                .contains("?id=" + URLEncoder.encode("2026/11/30;a", StandardCharsets.UTF_8));
    }
}
