package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static org.meterflow.process.changeofsupplier.SwitchStory.ALDER;
import static org.meterflow.process.changeofsupplier.SwitchStory.BIRCH;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Sender;
import org.meterflow.messages.Verdict;
import org.meterflow.party.Parties;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What parties' programs see of a switch, each over the interface, with its own key. */
@TownTest
@TestPropertySource(properties = {"meterflow.metering.least-patience=2s", "meterflow.service-request.daily=4"})
@Import({SwitchStory.class, GatewayStory.class})
class CasesForPartiesTest {

    private static final Map<String, Object> OBJECTION = Map.of(
            "ground", "DEBT", "debt", 187.31, "debtAgeDays", 45, "vulnerable", true, "evidence", "Letter of 3 March");

    @Autowired
    SwitchStory story;

    @Autowired
    ApiClients clients;

    @Autowired
    Inbox inbox;

    @Autowired
    Parties parties;

    @Autowired
    CasePaths paths;

    @Autowired
    CaseViews views;

    @Autowired
    Registrations registrations;

    @LocalServerPort
    int port;

    @Test
    void a_switch_is_unknown_to_a_party_it_does_not_concern() throws Exception {
        String id = story.aSwitchInvitesObjections(story.aHomeServedByAlder(Fuel.ELECTRICITY), BIRCH);

        HttpResponse<String> anothers = caseAsSeenBy("SP-STRANGER", id);
        HttpResponse<String> nobodys = caseAsSeenBy("SP-STRANGER", "SW-NEVER");

        assertThat(anothers.statusCode()).isEqualTo(404);
        assertThat(anothers.body().replace(id, "SW-NEVER")).isEqualTo(nobodys.body());
    }

    @Test
    void what_the_losing_supplier_says_of_its_customer_is_not_told_to_the_others() throws Exception {
        String id = story.aSwitchInvitesObjections(story.aHomeServedByAlder(Fuel.ELECTRICITY), BIRCH);
        story.theLosingSupplierObjects(id, OBJECTION);
        story.aTaskComesUp(id, "Handle objection");

        assertThat(caseAsSeenBy(party(ALDER), id).body())
                .contains("187.31", "Letter of 3 March", "Vulnerable consumer", "A vulnerable consumer");
        for (String other : Set.of(party(BIRCH), story.change(id).agreement().requestedBy())) {
            assertThat(caseAsSeenBy(other, id).body())
                    .contains("\"state\":\"Objected\"", "\"Objection\":\"DEBT\"")
                    .doesNotContain("187.31", "Letter of 3 March", "ulnerable", "Debt", "Registered");
        }
    }

    @Test
    void a_message_about_a_switch_that_does_not_concern_its_sender_does_not_tell_whether_there_is_one() {
        String id = story.aSwitchInvitesObjections(story.aHomeServedByAlder(Fuel.ELECTRICITY), BIRCH);
        String none = id.substring(0, id.length() - 1) + "X";
        for (String message : SteeringMessages.NAMES) {
            Receipt real = sentByAStranger(message, id);
            Receipt made = sentByAStranger(message, none);
            assertThat(real.verdict()).isEqualTo(Verdict.WAITING).isEqualTo(made.verdict());
            assertThat(real.reason()).isEqualTo(made.reason().replace(none, id));
            assertThat(real.nearMisses()).isEmpty();
            assertThat(made.nearMisses()).isEmpty();
        }
    }

    private Receipt sentByAStranger(String message, String switchId) {
        String data = message.equals("objectionRaised")
                ? "{\"switchId\": \"%s\", \"ground\": \"DEBT\"}"
                : "{\"switchId\": \"%s\", \"reason\": \"Curiosity\"}";
        return inbox.receive(
                Sender.of("SP-STRANGER", "supplier"),
                message,
                UUID.randomUUID().toString(),
                data.formatted(switchId),
                null);
    }

    @Test
    void a_case_says_for_whose_answer_it_waits_and_until_when() {
        String id = story.aSwitchInvitesObjections(story.aHomeServedByAlder(Fuel.ELECTRICITY), BIRCH);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(paths.details(new CaseKey("changeOfSupplier", id))
                                .orElseThrow()
                                .waitsFor())
                        .singleElement(as(STRING))
                        .matches("Invite losing supplier: Answer received or Deadline, until \\d{4}-.*Z"));
    }

    @Test
    void a_case_is_found_by_its_suppliers_and_its_home_in_whatever_letters_they_are_written() {
        Mpxn home = story.aHomeServedByAlder(Fuel.ELECTRICITY);
        String id = story.aSwitchInvitesObjections(home, BIRCH);
        MeterPoint point = registrations.meterPoint(home).orElseThrow();

        for (String typed : List.of(
                id.toLowerCase(Locale.ROOT),
                home.value(),
                "alder energy",
                "Birch",
                "brch",
                party(ALDER).toLowerCase(Locale.ROOT),
                point.address() + ", " + point.postcode(),
                point.address().toUpperCase(Locale.ROOT))) {
            assertThat(views.search("changeOfSupplier", typed, 0, 100))
                    .as(typed)
                    .extracting(found -> found.key().caseId())
                    .contains(id);
        }
        assertThat(views.search("changeOfSupplier", "cedar", 0, 100)).isEmpty();
        assertThat(views.search("partyQuestion", "ALDER", 0, 100))
                .extracting(found -> found.key().caseId())
                .contains(id + ":interventionInvited");
    }

    private HttpResponse<String> caseAsSeenBy(String party, String switchId) throws Exception {
        String key = clients.create(party, "Test", Set.of("supplier"), "anna").key();
        URI address = URI.create("http://localhost:" + port + "/api/cases/changeOfSupplier/" + switchId);
        HttpRequest question =
                HttpRequest.newBuilder(address).header("X-API-Key", key).build();
        return HttpClient.newHttpClient().send(question, HttpResponse.BodyHandlers.ofString());
    }

    private String party(Mpid supplier) {
        return parties.ofMpid(supplier).orElseThrow().id();
    }
}
