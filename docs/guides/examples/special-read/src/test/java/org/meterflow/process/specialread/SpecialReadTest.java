package org.meterflow.process.specialread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoTown;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.ApiClients;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TaskQuery.Claim;
import org.meterflow.process.WorkItem;
import org.meterflow.simulator.MarketApi;
import org.meterflow.team.Members;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Special reads from the supplier's message to its notification, with a silent meter's plan cut short. */
@TownTest
@TestPropertySource(properties = {"meterflow.service-request.soon=", "meterflow.service-request.daily=0"})
class SpecialReadTest {

    private static final Mpid ALDER = new Mpid("ALDR");
    private static final String SERVED_BY_ALDER = "2200100000010";
    private static final String SERVED_BY_BIRCH = "2200100000038";
    private static final String ALSO_SERVED_BY_ALDER = "2200100000029";
    private static final Eui64 ITS_HUB = new Eui64("02-4D-46-01-00-00-02-00");

    @Autowired
    DemoTown town;

    @Autowired
    ApiClients clients;

    @Autowired
    CasePaths paths;

    @Autowired
    Cases cases;

    @Autowired
    Tasks tasks;

    @Autowired
    WaitingTasks waiting;

    @Autowired
    Members members;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    MarketApi alder;

    @BeforeEach
    void alderHasAKey() {
        String key = clients.create("SP-0001", "reading", Set.of("supplier"), "the test")
                .key();
        alder = new MarketApi(URI.create("http://localhost:" + port), "/alder", key);
    }

    @BeforeEach
    void olgaIsInTheTeam() {
        members.set("olga", Set.of("operations"), "the test");
    }

    @Test
    void a_supplier_may_not_have_a_meter_read_that_another_serves() {
        ask("READ-1", SERVED_BY_BIRCH);

        assertThat(ends("READ-1").facts().facts().plain().get("Reason")).contains("does not supply");
        alderHears("READ-1", "specialReadRefused");
    }

    @Test
    void a_supplier_is_told_the_register_of_a_meter_it_serves() {
        ask("READ-2", SERVED_BY_ALDER);

        assertThat(ends("READ-2").facts().facts().plain().get("Import register")).endsWith("kWh");
        alderHears("READ-2", "specialRead");
    }

    @Test
    void when_the_meter_stays_silent_an_operator_explains_it_to_the_supplier() {
        town.fleet().orElseThrow().offline(ITS_HUB, true);
        ask("READ-3", ALSO_SERVED_BY_ALDER);
        comesTo("READ-3", "readMeter");
        ((DemoClock) clock).advance(Duration.ofMinutes(10));
        complete(task("Resolve silent meter"), Map.of("decision", "giveUp", "reason", "The hub has no power"));
        complete(task("Explain no read"), Map.of("explanation", "There is a power cut; we read it tomorrow"));

        assertThat(ends("READ-3").facts().facts().plain()).containsEntry("Reason", "There is a power cut; we read it tomorrow");
        alderHears("READ-3", "specialRead");
    }

    private void ask(String readId, String mpxn) {
        MarketApi.Answer answer =
                alder.send("specialReadRequested", "ask-" + readId, Map.of("readId", readId, "mpxn", mpxn));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private void comesTo(String readId, String element) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> paths
                        .details(SpecialRead.key(readId))
                        .orElseThrow()
                        .active()
                        .contains(element));
    }

    private CaseDetails ends(String readId) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !cases.isRunning(SpecialRead.key(readId)));
        return paths.details(SpecialRead.key(readId)).orElseThrow();
    }

    private WorkItem task(String name) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> waiting.find(TaskQuery.of("olga", Claim.NOBODY, 20)).stream()
                                .filter(task -> task.name().equals(name))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private void complete(WorkItem task, Map<String, String> form) {
        assertThat(tasks.complete(task.id(), form, "olga")).isEmpty();
    }

    private void alderHears(String readId, String notice) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> town.desk(ALDER).orElseThrow().noticesOf(readId).contains(notice));
    }
}
