package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.askdevice.DrawnInTown;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.DrawnCases;
import org.meterflow.process.drawn.Starter;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.simulator.SigningHabit;
import org.meterflow.team.Members;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that nobody has programmed, in the town: simulated suppliers sign and tell, simulated meters answer. */
abstract class CoreProcess extends DrawnInTown {

    static final String SUPPLIER = "SP-0001";

    /** In all teams; the other tasks' people are in them too, so that two can always be found. */
    static final List<String> PEOPLE = List.of("anna", "ben", "carl");

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static int casesBegun;

    @Autowired
    DrawnCases drawn;

    @Autowired
    CaseViews views;

    @Autowired
    WaitingTasks waiting;

    @Autowired
    Tasks tasks;

    @Autowired
    Members members;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void everybodyIsInTheTeams() {
        Set<String> teams = Set.of(
                "contact-centre",
                "welfare-trained",
                "supervisors",
                "operations",
                "scheduling",
                "field",
                "reg-ops",
                "dcc-toc",
                "dcc-ops",
                "switching");
        PEOPLE.forEach(person -> members.set(person, teams, "test"));
    }

    /** Begins a case at the test's home. */
    CaseKey begins(String process, String key, Map<String, ?> facts) {
        String id = process + "-" + ++casesBegun;
        Map<String, Object> all = new HashMap<>(facts);
        all.put(key, id);
        all.put("meterPoint", mpxn);
        all.putIfAbsent("supplier", SUPPLIER);
        Begun begun = drawn.start(process, id, all, Starter.person("anna"));
        assertThat(begun.wrong()).isEmpty();
        return begun.key();
    }

    /** Waits for a task of the case, or of one that it has called, and completes it. */
    void does(CaseKey key, String task, Map<String, String> answers, String person) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(open(key, task))
                        .as("%s of %s", task, whereabouts(key))
                        .isNotEmpty());
        assertThat(tasks.complete(open(key, task).get(0).id(), answers, person)).isEmpty();
    }

    List<WorkItem> open(CaseKey key, String task) {
        return waiting.find(TaskQuery.of(PEOPLE.get(0), TaskQuery.Claim.ANYBODY_OR_NOBODY, 200)).stream()
                .filter(item -> item.root().equals(key) && item.name().equals(task))
                .toList();
    }

    /** Waits until the case has come to the box, a clock for instance, by its name. */
    void comesTo(CaseKey key, String box) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(key)).as(whereabouts(key)).contains(box));
    }

    void endsAs(CaseKey key, String outcome) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(views.facts(key).map(CaseFacts::outcome))
                        .as(whereabouts(key))
                        .contains(outcome));
    }

    private String state(CaseKey key) {
        return views.facts(key).map(CaseFacts::state).orElse("nowhere");
    }

    /** Where it is and how it came there, for whoever reads of a failure. */
    private String whereabouts(CaseKey key) {
        return "%s, which is at %s after%n%s%n with %s"
                .formatted(
                        key,
                        state(key),
                        timeline.of(key).stream()
                                .map(entry -> entry.title() + ": " + entry.detail())
                                .collect(Collectors.joining("\n")),
                        jdbc.sql("select process_def_key_, process_instance_id_, exception_msg_ from act_ru_job"
                                        + " where exception_msg_ is not null")
                                .query()
                                .listOfRows());
    }

    List<String> told(CaseKey key) {
        return timeline.of(key).stream().map(TimelineEntry::title).toList();
    }

    /** A visit is booked for the consumer's choice of three slots, and said to have come to this. */
    void visits(CaseKey key, String outcome) {
        does(
                key,
                "Book visit",
                Map.of("first", slot(5), "second", slot(6), "third", slot(7), "chosen", "first"),
                "anna");
        does(key, "Visit home", Map.of("outcome", outcome, "note", "Seen by two of us"), "ben");
    }

    String slot(int days) {
        return today().plusDays(days) + "T08:00";
    }

    /** Whether Alder Energy signs what a process wants signed. */
    void signs(SigningHabit habit) {
        town.desk(ALDER).orElseThrow().signing(habit);
    }

    void hubIsOffline(boolean offline) {
        town.fleet().orElseThrow().offline(meter().hub(), offline);
    }

    @AfterEach
    void everythingWorksAgain() {
        signs(SigningHabit.SIGNS);
        town.desk(ALDER).orElseThrow().refusesToSign(Set.of());
        town.desk(ALDER).orElseThrow().reachesConsumers(true);
        hubIsOffline(false);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), BusinessCalendar.LONDON);
    }
}
