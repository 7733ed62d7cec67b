package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.exception.NullValueException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Mpid;
import org.meterflow.messages.ApiClients;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TaskQuery.Claim;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.CaseStarts;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.process.kit.StartedByPeople.Started;
import org.meterflow.simulator.MarketApi;
import org.meterflow.team.Members;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Cases that Ivy begins and works on, and that concern one supplier, who speaks and is spoken to. */
@MeterflowTest
@Import(MeterInspection.Deployed.class)
@TestPropertySource(properties = MeterInspection.DIAGRAMS)
abstract class CasesOfIvy {

    @LocalServerPort
    int port;

    @Autowired
    CaseStarts starts;

    @Autowired
    CasePaths paths;

    @Autowired
    CaseViews views;

    @Autowired
    Cases cases;

    @Autowired
    Tasks tasks;

    @Autowired
    WaitingTasks waiting;

    @Autowired
    Members members;

    @Autowired
    Parties parties;

    @Autowired
    ApiClients clients;

    @Autowired
    Notifications notifications;

    @Autowired
    Clock clock;

    MarketApi supplier;

    private final Party party;
    private final Set<String> teams;

    CasesOfIvy(String id, String name, String mpid, Set<String> teams) {
        this.party = new Party(id, name, Set.of(new Mpid(mpid)), List.of(), PartyStatus.LIVE, Set.of(), null);
        this.teams = teams;
    }

    @BeforeEach
    void theTeamsAndAParty() {
        members.set("ivy", teams, "the test");
        if (parties.find(party.id()).isEmpty()) {
            parties.add(party);
        }
        String key = clients.create(party.id(), "cases", Set.of("supplier"), "the test")
                .key();
        supplier = new MarketApi(URI.create("http://localhost:" + port), "/cases", key);
    }

    @AfterEach
    void theTeamsAreEmptyAgain() {
        members.set("ivy", Set.of(), "the test");
    }

    CaseKey start(String process, Map<String, String> answers) {
        Started started = starts.start(process, answers, "ivy", once());
        assertThat(started.wrong()).isEmpty();
        return started.key();
    }

    static <V> Map<String, V> with(Map<String, V> answers, Object... more) {
        Map<String, V> all = new HashMap<>(answers);
        for (int at = 0; at < more.length; at += 2) {
            @SuppressWarnings("unchecked")
            V value = (V) more[at + 1];
            all.put((String) more[at], value);
        }
        return all;
    }

    void done(String task, CaseKey key, Map<String, String> answers) {
        assertThat(tasks.complete(awaited(task, key).id(), answers, "ivy")).isEmpty();
    }

    WorkItem awaited(String name, CaseKey key) {
        return await().ignoreException(NullValueException.class)
                .until(
                        () -> waiting.find(new TaskQuery("ivy", Claim.ANYBODY_OR_NOBODY, null, null, 0, 500)).stream()
                                .filter(task ->
                                        task.name().equals(name) && task.root().equals(key))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    String send(String message, Map<String, ?> data) {
        return supplier.send(message, once(), data).body();
    }

    /** What the supplier has been told of a case, by its name. */
    List<String> supplierHears(CaseKey key) {
        return notifications.of(party.id(), 0, 10_000).stream()
                .filter(each -> each.message().key().equals(key.caseId()))
                .map(each -> each.message().name())
                .toList();
    }

    void advance(Duration time) {
        ((DemoClock) clock).advance(time);
    }

    LocalDate today(int days) {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.LONDON).plusDays(days);
    }

    CaseDetails details(CaseKey key) {
        return paths.details(key).orElseThrow();
    }

    String state(CaseKey key) {
        return details(key).facts().state();
    }

    Map<String, String> facts(CaseKey key) {
        return details(key).facts().facts().plain();
    }

    static String once() {
        return UUID.randomUUID().toString();
    }
}
