package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.OtherTeam;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.TaskQuery.Claim;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.team.Membership;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Otto is in the team of a task, Sam in another, and nobody else does its tasks. */
class TeamsTest extends WithInspections {

    private static final Map<String, String> FINE = Map.of("faulty", "no", "note", "All is well");
    private static final String REFUSED = "This task is for the team Operations desk, and you are not in it";

    @Autowired
    TaskService engine;

    @Autowired
    Timeline timeline;

    @Autowired
    TransactionTemplate together;

    @BeforeEach
    void peopleAndTheirTeams() {
        jdbc.sql("delete from desk_user").update();
        jdbc.sql("delete from team_member").update();
        String hash = passwords.encode(PASSWORD);
        people.add("otto", "Otto Hill", Set.of(Role.OPERATOR), null, hash);
        people.add("sam", "Sam Reed", Set.of(Role.OPERATOR), null, hash);
        people.add("petra", "Petra Cole", Set.of(Role.PROCESS_OWNER), null, hash);
        people.add("ada", "Ada Moss", Set.of(Role.ADMINISTRATOR), null, hash);
        members.set("otto", Set.of("operations"), "ada");
        members.set("sam", Set.of("switching"), "ada");
    }

    @Test
    void another_team_s_task_is_in_no_list_and_no_count() {
        String before = waiting.versionOf(Set.of("switching"));
        long unclaimed = waiting.count(TaskQuery.of("sam", Claim.NOBODY, 1));
        WorkItem task = aTask();

        assertThat(seenBy("otto")).contains(task.id());
        assertThat(seenBy("sam")).doesNotContain(task.id());
        assertThat(waiting.count(TaskQuery.of("sam", Claim.NOBODY, 1))).isEqualTo(unclaimed);
        assertThat(seenBy("ada")).as("an administrator in no team").isEmpty();
        assertThat(waiting.versionOf(Set.of("switching")))
                .as("and no open page hears of it")
                .isEqualTo(before);
        assertThat(visitor("sam").get("/inbox?view=all").body())
                .contains("Tasks for Switching")
                .doesNotContain("/tasks/" + task.id());
        assertThat(visitor("ada").get("/inbox").body()).contains("You are in no team, so you see no tasks");
    }

    @Test
    void another_team_s_task_is_opened_claimed_released_and_completed_by_nobody_else() {
        WorkItem task = aTask();

        for (String stranger : List.of("sam", "ada", "nobody")) {
            assertThatThrownBy(() -> tasks.open(task.id(), stranger))
                    .isInstanceOf(OtherTeam.class)
                    .hasMessageStartingWith(REFUSED);
            assertThatThrownBy(() -> tasks.claim(task.id(), stranger)).isInstanceOf(OtherTeam.class);
            assertThatThrownBy(() -> tasks.release(task.id(), stranger)).isInstanceOf(OtherTeam.class);
            assertThatThrownBy(() -> tasks.complete(task.id(), FINE, stranger)).isInstanceOf(OtherTeam.class);
        }
        assertThat(ownerOf(task)).isNull();
        assertThat(paths.details(task.key()).orElseThrow().active()).containsExactly("judgeFinding");
    }

    @Test
    void the_pages_refuse_another_team_s_task_with_a_sentence_and_keep_what_was_typed() {
        WorkItem task = aTask();
        Visitor sam = visitor("sam");

        HttpResponse<String> opened = sam.get("/tasks/" + task.id());
        assertThat(opened.statusCode()).isEqualTo(403);
        assertThat(opened.body()).contains(REFUSED, "Ask an administrator").doesNotContain("What was seen");
        sam.get("/inbox");
        sam.post("/tasks/" + task.id() + "/claim", Map.of("back", "/inbox"));
        assertThat(sam.get("/inbox").body()).contains(REFUSED);
        HttpResponse<String> done =
                sam.post("/tasks/" + task.id(), Map.of("faulty", "yes", "note", "Its display is dark"));
        assertThat(done.statusCode()).isEqualTo(403);
        assertThat(done.body()).contains(REFUSED, "Your answers have not been used", "Its display is dark");
        HttpResponse<String> wrong = sam.post("/tasks/" + task.id(), Map.of("note", "x".repeat(2000)));
        assertThat(wrong.statusCode()).as("nor are wrong answers a way in").isEqualTo(403);
        assertThat(paths.details(task.key()).orElseThrow().active()).containsExactly("judgeFinding");
    }

    @Test
    void a_task_of_several_teams_is_for_the_people_of_each_and_counted_once() {
        WorkItem task = aTask();
        engine.addCandidateGroup(task.id(), "switching");
        members.set("otto", Set.of("operations", "switching"), "ada");

        assertThat(waiting.find(new TaskQuery(
                        "otto", Claim.ANYBODY_OR_NOBODY, null, task.key().caseId(), 0, 20)))
                .singleElement()
                .satisfies(item -> assertThat(item.teams()).containsExactly("operations", "switching"));
        assertThat(waiting.count(
                        new TaskQuery("otto", Claim.NOBODY, null, task.key().caseId(), 0, 20)))
                .isEqualTo(1);
        assertThatThrownBy(() -> tasks.claim(task.id(), "ada"))
                .hasMessageStartingWith("This task is for the teams Operations desk or Switching");
        tasks.claim(task.id(), "sam");
        assertThat(tasks.complete(task.id(), FINE, "sam")).isEmpty();
    }

    @Test
    void whoever_is_taken_out_while_completing_is_out_after_it() throws Exception {
        WorkItem task = aTask();
        CountDownLatch completed = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Void> otto = CompletableFuture.runAsync(() -> together.executeWithoutResult(at -> {
            assertThat(tasks.complete(task.id(), FINE, "otto")).isEmpty();
            completed.countDown();
            waitFor(mayEnd);
        }));
        waitFor(completed);
        CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> members.take("otto", "operations", "ada"));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !taking.isDone());

        mayEnd.countDown();

        otto.get(1, TimeUnit.MINUTES);
        taking.get(1, TimeUnit.MINUTES);
        assertThat(tasks.ended(task.id()).orElseThrow().completedBy()).isEqualTo("otto");
        assertThat(members.teamsOf("otto")).isEmpty();
    }

    @Test
    void whoever_has_just_been_taken_out_completes_nothing_and_has_no_claim() throws Exception {
        WorkItem task = aTask();
        tasks.claim(task.id(), "otto");
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Void> ada = CompletableFuture.runAsync(() -> together.executeWithoutResult(at -> {
            members.take("otto", "operations", "ada");
            taken.countDown();
            waitFor(mayEnd);
        }));
        waitFor(taken);
        CompletableFuture<?> completing =
                CompletableFuture.supplyAsync(() -> Crossing.settled(() -> tasks.complete(task.id(), FINE, "otto")));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !completing.isDone());

        mayEnd.countDown();

        ada.get(1, TimeUnit.MINUTES);
        assertThatThrownBy(() -> completing.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OtherTeam.class);
        assertThat(ownerOf(task)).isNull();
        assertThat(paths.details(task.key()).orElseThrow().active()).containsExactly("judgeFinding");
    }

    @Test
    void a_task_for_a_team_that_nobody_is_in_is_shown_to_those_who_can_change_it() {
        long before = waiting.stranded();
        WorkItem task = aTask();
        assertThat(waiting.stranded()).isEqualTo(before);
        members.set("otto", Set.of(), "ada");

        assertThat(waiting.stranded()).isGreaterThan(before);
        assertThat(waiting.strandedFirst(1000)).extracting(WorkItem::id).contains(task.id());
        for (String watching : List.of("ada", "petra")) {
            Visitor visitor = visitor(watching);
            assertThat(visitor.get("/").body()).containsPattern("waits? for (a team|teams) that nobody is in");
            assertThat(visitor.get("/teams").body()).contains("Tasks that nobody can do", "Operations desk");
        }
        assertThat(visitor("sam").get("/").body()).doesNotContain("that nobody is in");
        assertThat(visitor("sam").get("/teams").statusCode()).isEqualTo(403);
        members.set("otto", Set.of("operations"), "ada");
        assertThat(waiting.stranded()).isEqualTo(before);
    }

    @Test
    void a_task_of_a_former_diagram_for_no_team_is_given_to_one_and_its_story_says_by_whom() {
        WorkItem task = aTask();
        Visitor ada = visitor("ada");
        ada.get("/teams");
        ada.post("/teams/tasks/" + task.id(), Map.of("team", "switching"));
        assertThat(ada.get("/teams").body())
                .contains("This task is for the team Operations desk. Put somebody into it.");
        assertThat(tasks.task(task.id()).orElseThrow().teams()).containsExactly("operations");
        engine.deleteCandidateGroup(task.id(), "operations");
        engine.addCandidateGroup(task.id(), "street-works");
        assertThat(ada.get("/teams").body()).contains("There is no team street-works");
        Visitor petra = visitor("petra");
        petra.get("/teams");
        assertThat(petra.post("/teams/tasks/" + task.id(), Map.of("team", "switching"))
                        .statusCode())
                .isEqualTo(403);

        ada.post("/teams/tasks/" + task.id(), Map.of("team", "switching"));

        assertThat(seenBy("sam")).contains(task.id());
        assertThat(timeline.of(task.root()))
                .filteredOn(entry -> entry.title().equals("Gave a task to a team"))
                .singleElement()
                .returns("Judge finding: Switching", TimelineEntry::detail)
                .returns("ada", TimelineEntry::actor);
        assertThatThrownBy(() -> tasks.open(aTaskOfNoTeam().id(), "otto"))
                .hasMessage("This task is for no team, so nobody can do it");
    }

    private WorkItem aTaskOfNoTeam() {
        WorkItem task = aTask();
        engine.deleteCandidateGroup(task.id(), "operations");
        return task;
    }

    @Test
    void an_administrator_gives_and_takes_teams_and_it_is_kept_who_did() {
        WorkItem task = aTask();
        Visitor ada = visitor("ada");
        ada.get("/people/sam");
        ada.post("/people/sam", form("Sam Reed", "OPERATOR", "switching,operations,no-such-team"));

        assertThat(members.teamsOf("sam")).containsExactly("operations", "switching");
        Visitor sam = visitor("sam");
        sam.get("/tasks/" + task.id());
        sam.post("/tasks/" + task.id() + "/claim", Map.of("back", "/inbox"));
        assertThat(ownerOf(task)).isEqualTo("sam");

        ada.post("/people/sam", form("Sam Reed", "OPERATOR", "switching"));

        assertThat(ownerOf(task)).as("back to the team").isNull();
        assertThat(members.historyOf("sam").get(0))
                .returns("operations", Membership::team)
                .returns("ada", Membership::givenBy)
                .returns("ada", Membership::takenBy);
        assertThat(ada.get("/people/sam").body()).contains("Teams so far", "Operations desk");
        assertThat(sam.get("/tasks/" + task.id()).statusCode())
                .as("must sign in again")
                .isEqualTo(302);
    }

    @Test
    void an_administrator_may_do_a_team_s_work_after_giving_it_to_themselves_for_all_to_see() {
        WorkItem task = aTask();
        Visitor ada = visitor("ada");
        assertThat(ada.get("/tasks/" + task.id()).statusCode()).isEqualTo(403);

        ada.get("/people/ada");
        ada.post("/people/ada", form("Ada Moss", "ADMINISTRATOR", "operations"));

        assertThat(ada.get("/tasks/" + task.id()).statusCode()).isEqualTo(200);
        assertThat(members.historyOf("ada")).singleElement().returns("ada", Membership::givenBy);
    }

    @Test
    void whoever_cannot_sign_in_or_sees_no_inbox_is_in_no_team() {
        Visitor ada = visitor("ada");
        ada.get("/people/otto");

        HttpResponse<String> refused = ada.post("/people/otto", form("Otto Hill", "MANAGER", "operations"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("People in a team need a role that opens the inbox");
        assertThat(members.teamsOf("otto")).containsExactly("operations");
        ada.post("/people/otto", Map.of("fullName", "Otto Hill", "roles", "OPERATOR", "teams", "operations"));

        assertThat(members.teamsOf("otto")).as("access is closed").isEmpty();
    }

    @Test
    void only_administrators_take_somebody_out_of_a_team() {
        Visitor petra = visitor("petra");
        petra.get("/teams");
        Visitor ada = visitor("ada");
        ada.get("/teams");

        assertThat(petra.get("/teams").body()).contains("Otto Hill").doesNotContain("/teams/operations/take");
        assertThat(petra.post("/teams/operations/take", Map.of("person", "otto"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(members.teamsOf("otto")).containsExactly("operations");
        assertThat(ada.post("/teams/no-such-team/take", Map.of("person", "otto"))
                        .statusCode())
                .isEqualTo(404);
        ada.post("/teams/operations/take", Map.of("person", "otto"));
        assertThat(members.teamsOf("otto")).isEmpty();
    }

    private WorkItem aTask() {
        return taskOf(aCaseThatWaitsForAPerson("1200000000607"));
    }

    private List<String> seenBy(String person) {
        return waiting.find(TaskQuery.of(person, Claim.ANYBODY_OR_NOBODY, 1000)).stream()
                .map(WorkItem::id)
                .toList();
    }

    private String ownerOf(WorkItem task) {
        return tasks.task(task.id()).orElseThrow().assignee();
    }

    private Visitor visitor(String name) {
        return new Visitor(port).signIn(name, PASSWORD);
    }

    private static Map<String, String> form(String fullName, String role, String teams) {
        return Map.of("fullName", fullName, "roles", role, "teams", teams, "enabled", "true");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
