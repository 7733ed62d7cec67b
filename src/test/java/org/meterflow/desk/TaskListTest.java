package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.Handovers;
import org.springframework.beans.factory.annotation.Autowired;

/** A team's inbox is long: found again, taken away as a file, and worked through many at once. */
class TaskListTest extends AtTheConsole {

    @Autowired
    TaskService engine;

    @Autowired
    Handovers handovers;

    @Autowired
    Timeline timeline;

    @Autowired
    Clock clock;

    private Visitor otto;

    @BeforeEach
    void ottoComesWithoutABrowser() {
        otto = new Visitor(port).signIn("aisha", PASSWORD);
        otto.get("/inbox");
    }

    @AfterEach
    void nothingStaysSaved() {
        jdbc.sql("delete from inbox_view").update();
    }

    @Test
    void a_search_is_saved_under_a_name_seen_by_the_team_and_deleted_again() {
        aCaseThatWaitsForAPerson("1200000000705");
        Page page = aisha.page;
        aisha.go("/inbox?view=all");
        page.selectOption("#due", "today");
        page.fill("#q", "0000000705");
        assertThat(page.locator("tr[data-row]")).hasCount(1);
        page.click("text=Save or delete views");
        page.fill("#view-name", "Meter 705");
        page.selectOption("#shared", "operations");
        aisha.isGood("inbox-save-view");
        page.click(".mf-save-view button:has-text('Save')");
        assertThat(page.locator(".govuk-notification-banner")).containsText("Saved the view Meter 705");

        priya.go("/inbox");
        priya.page.click("text=Meter 705 (aisha)");
        assertThat(priya.page.locator("tr[data-row]")).hasCount(1);
        assertThat(priya.page.locator("#q")).hasValue("0000000705");
        assertThat(priya.page.locator("#due")).hasValue("today");

        page.click("text=Save or delete views");
        page.click(".mf-save-view li button");
        assertThat(page.locator(".mf-saved")).hasCount(0);
    }

    @Test
    void a_view_without_a_name_for_a_strange_team_or_one_too_many_is_not_saved_and_of_one_name_the_last_counts() {
        assertThat(saying("/inbox/views", Map.of("name", " "))).contains("Enter a name of 1 to 50 characters");
        assertThat(saying("/inbox/views", Map.of("name", "Theirs", "shared", "switching")))
                .contains("only with a team you are in");
        otto.post("/inbox/views", Map.of("name", "Long", "q", "x".repeat(1000)));
        assertThat(otto.get("/inbox?q=" + "x".repeat(1000)).body()).contains("This search is too long to be saved");
        otto.post("/inbox/views", Map.of("name", "Late", "view", "all", "due", "overdue"));
        otto.post("/inbox/views", Map.of("name", "LATE", "view", "all", "due", "none"));
        assertThat(jdbc.sql("select query from inbox_view where person = 'aisha'")
                        .query(String.class)
                        .list())
                .containsExactly("view=all&due=none");
        for (int number = 2; number <= 20; number++) {
            otto.post("/inbox/views", Map.of("name", "View " + number));
        }
        otto.post("/inbox/views", Map.of("name", "One too many"));
        assertThat(otto.get("/inbox").body()).contains("LATE", "View 20").doesNotContain(">One too many<");
    }

    @Test
    void an_address_that_nobody_understands_shows_a_sentence_and_never_everything() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000714"));
        for (String odd : List.of("due=yesterday", "process=nothingLikeIt", "team=switching")) {
            assertThat(otto.get("/inbox?view=all&" + odd).body())
                    .contains("so it shows nothing")
                    .doesNotContain("/tasks/" + task.id());
            assertThat(otto.get("/inbox/tasks.csv?view=all&" + odd).statusCode())
                    .isEqualTo(400);
        }
        assertThat(otto.get("/inbox?view=all&due=today&q=0000000714").body()).contains("/tasks/" + task.id());
        assertThat(otto.get("/inbox?view=all&due=overdue&q=0000000714").body()).doesNotContain("/tasks/" + task.id());
        assertThat(otto.get("/inbox?view=all&q=%25").body()).contains("No tasks found");
    }

    @Test
    void the_address_of_another_team_s_list_shows_none_of_its_tasks_and_does_not_count_them() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000732"));
        asOneOfAnotherTeam(
                () -> assertThat(otto.get("/inbox?view=all&team=operations").body())
                        .contains("so it shows nothing", "All (0)")
                        .doesNotContain("/tasks/" + task.id()));
    }

    @Test
    void what_a_search_finds_is_a_file_for_spreadsheets_in_which_nothing_runs_and_nothing_is_another_team_s() {
        aCaseThatWaitsForAPerson("1200000000723");

        var file = otto.get("/inbox/tasks.csv?view=all&q=0000000723");

        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; .*tasks-.*\\.csv.*");
        assertThat(file.body().lines())
                .hasSize(2)
                .element(1)
                .asString()
                .matches(
                        "Judge finding,1200000000723 · BigCo Energy,.*,Operations desk,,\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d,,.*,Normal");
        StringBuilder odd = new StringBuilder();
        new Csv(odd).row("=1+1", "a \"b\", c", "-5");
        assertThat(odd).hasToString("'=1+1,\"a \"\"b\"\", c\",'-5\r\n");
        asOneOfAnotherTeam(() -> assertThat(otto.get("/inbox/tasks.csv?view=all&q=0000000723")
                        .body()
                        .lines())
                .hasSize(1));
    }

    @Test
    void many_tasks_are_claimed_at_once_with_a_result_for_each_and_given_back() {
        List.of("1200000000732", "1200000000741", "1200000000750").forEach(this::aCaseThatWaitsForAPerson);
        Page page = aisha.page;
        aisha.go("/inbox?view=team&q=BigCo");
        int rows = page.locator("tr[data-row]").count();
        page.click(".mf-chosen button:has-text('Claim')");
        assertThat(page.locator(".govuk-notification-banner")).containsText("Choose one task or more");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator("[data-chosen]")).hasText("1 chosen:");
        page.check("[data-choose-all] input");
        assertThat(page.locator("[data-chosen]")).hasText(rows + " chosen:");
        onEveryScreen("inbox-chosen");
        tasks.claim(page.locator("[data-choose]").first().getAttribute("value"), "ben");

        page.click(".mf-chosen button:has-text('Claim')");

        assertThat(page.locator("h1")).hasText("%d of %d tasks claimed".formatted(rows - 1, rows));
        assertThat(page.locator("main")).containsText("ben claimed this task before you");
        onEveryScreen("chosen-results");
        page.click("text=Undo");
        assertThat(page.locator("h1")).hasText("%d of %d tasks returned to the team".formatted(rows - 1, rows - 1));
    }

    @Test
    void one_answer_completes_many_once_and_what_is_refused_at_one_stops_no_other() {
        WorkItem first = taskOf(aCaseThatWaitsForAPerson("1200000000769"));
        WorkItem over = taskOf(aCaseThatWaitsForAPerson("1200000000778"));
        WorkItem theirs = taskOf(aCaseThatWaitsForAPerson("1200000000787"));
        WorkItem last = taskOf(aCaseThatWaitsForAPerson("1200000000796"));
        String chosen = Stream.of(over, first, theirs, last)
                .map(task -> "&task=" + task.id())
                .collect(Collectors.joining());
        engine.deleteCandidateGroup(theirs.id(), "operations");
        engine.addCandidateGroup(theirs.id(), "switching");
        tasks.complete(over.id(), Map.of("faulty", "no", "note", "All is well"), "ben");
        aisha.go("/inbox/chosen?act=complete" + chosen);
        assertThat(aisha.page.locator("main")).containsText("Is the meter at … faulty?");
        assertThat(aisha.page.locator("main")).containsText("2 tasks that you chose are over");
        onEveryScreen("chosen-complete");
        String once = UUID.randomUUID().toString();
        String form = "/inbox/chosen?_act=complete&_once=" + once + chosen.replace("task", "_task");

        var unanswered = otto.post(form, Map.of("note", "Seen from the street"));
        assertThat(unanswered.statusCode()).isEqualTo(422);
        assertThat(unanswered.body()).contains("Select whether the meter is faulty", "Seen from the street");
        Stream.of(1, 2).parallel().forEach(click -> otto.post(form, Map.of("faulty", "yes", "note", "Seen")));

        await().until(() -> otto.get("/inbox/chosen/" + once).body().contains("2 done, 2 not done, 0 not tried yet"));
        assertThat(otto.get("/inbox/chosen/" + once).body())
                .contains("ben completed this task on", "This task is for the team Switching");
        for (WorkItem done : List.of(first, last)) {
            assertThat(tasks.ended(done.id()).orElseThrow().completedBy()).isEqualTo("aisha");
            assertThat(timeline.of(done.key())).extracting(TimelineEntry::title).containsOnlyOnce("Finding judged");
        }
        assertThat(paths.details(theirs.key()).orElseThrow().active()).containsExactly("judgeFinding");
        assertThat(new Visitor(port)
                        .signIn("priya", PASSWORD)
                        .get("/inbox/chosen/" + once)
                        .statusCode())
                .as("somebody else's results")
                .isEqualTo(404);
    }

    @Test
    void tasks_are_given_to_a_colleague_of_their_team_and_to_nobody_else() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000802"));
        aisha.go("/tasks/" + task.id());
        aisha.page.click("text=Give to a colleague");
        onEveryScreen("chosen-assign");
        aisha.page.click("main form button");
        assertThat(aisha.page.locator(".govuk-error-summary")).containsText("Select a colleague");
        aisha.page.selectOption("#colleague", "ben");
        aisha.page.click("main form button");

        assertThat(aisha.page.locator("h1")).hasText("1 of 1 tasks given to a colleague");
        assertThat(taskOf(task.key()).assignee()).isEqualTo("ben");
        assertThat(timeline.of(task.key()))
                .extracting(TimelineEntry::title, TimelineEntry::actor)
                .contains(tuple("Task given to ben", "aisha"));
        assertThatThrownBy(() -> handovers.assign(task.id(), "priya", "aisha")).hasMessageStartingWith("ben claimed");
        assertThatThrownBy(() -> handovers.assign(task.id(), "sam", "ben"))
                .hasMessage("sam is in no team that this task is for");
    }

    @Test
    void what_is_set_aside_comes_back_on_its_day_and_never_after_it_is_due() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000811"));
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), BusinessCalendar.LONDON).plusDays(1);
        String form = "/inbox/chosen?_act=aside&_task=" + task.id() + "&until=" + tomorrow + "&_once=";
        String refused = UUID.randomUUID().toString();
        otto.post(form + refused, Map.of());
        assertThat(otto.get("/inbox/chosen/" + refused).body())
                .containsPattern("This task is due on \\d+ \\w+ \\d{4} at \\d\\d:\\d\\d (GMT|BST)")
                .contains("0 done, 1 not done");
        assertThat(otto.post(
                                "/inbox/chosen?_act=aside&_task=%s&until=2020-01-01&_once=%s"
                                        .formatted(task.id(), refused),
                                Map.of())
                        .body())
                .contains("Enter a day after today");

        engine.setDueDate(task.id(), Date.from(clock.instant().plus(Duration.ofDays(5))));
        otto.post(form + UUID.randomUUID(), Map.of());

        assertThat(otto.get("/inbox?view=all&q=0000000811").body()).doesNotContain("/tasks/" + task.id());
        assertThat(otto.get("/inbox?view=aside&q=0000000811").body())
                .contains("/tasks/" + task.id(), "set aside until");
        ((DemoClock) clock).advance(Duration.ofDays(1));
        assertThat(otto.get("/inbox?view=all&q=0000000811").body()).contains("/tasks/" + task.id());
    }

    @Test
    void a_comment_stays_with_the_case_for_everybody_who_works_on_it_and_is_written_once() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000820"));
        aisha.go("/tasks/" + task.id());
        aisha.page.fill("#note", "Half a sentence");
        aisha.page.fill("#comment", "Rang the consumer.\nThey call back.");
        aisha.page.click("text=Add comment");
        assertThat(aisha.page.locator(".mf-note")).containsText("They call back.");
        assertThat(aisha.page.locator("#note")).hasValue("Half a sentence");
        assertThat(aisha.page.locator("#comment")).hasValue("");
        Map<String, String> again = Map.of("_once", UUID.randomUUID().toString(), "comment", "Twice <b>clicked</b>");
        otto.post("/tasks/" + task.id() + "/comments", again);
        otto.post("/tasks/" + task.id() + "/comments", again);
        otto.post(
                "/tasks/" + task.id() + "/comments",
                Map.of("_once", UUID.randomUUID().toString(), "comment", " "));

        priya.go("/cases/meterInspection/" + task.root().caseId());
        assertThat(priya.page.locator("#comments-title")).hasText("Comments (2)");
        assertThat(priya.page.locator(".mf-note").nth(1)).containsText("Twice <b>clicked</b>");
        priya.isGood("case-with-comments");
        asOneOfAnotherTeam(() -> assertThat(
                        otto.post("/tasks/" + task.id() + "/comments", again).statusCode())
                .isEqualTo(403));
    }

    private void asOneOfAnotherTeam(Runnable look) {
        members.set("aisha", Set.of("switching"), "priya");
        try {
            look.run();
        } finally {
            members.set("aisha", Set.of("operations"), "priya");
        }
    }

    @Test
    void a_file_is_what_its_content_is_and_is_only_ever_saved_by_whoever_may_see_the_case() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000839"));
        String address = "/tasks/" + task.id() + "/files";
        String once = UUID.randomUUID().toString();
        for (int click = 1; click <= 2; click++) {
            otto.upload(address, "files", Map.of("../../sheet.pdf", "%PDF-1.7 a job sheet"), Map.of("_once", once));
            assertThat(otto.get("/tasks/" + task.id()).body()).contains("The file is with the case");
        }
        for (var odd : Map.of(
                        "page.html", "<script>alert(1)</script>",
                        "picture.png", "%PDF-1.7 no picture",
                        "notes.txt", "not\u0000a text",
                        "none", "no ending",
                        "huge.txt", "x".repeat(10 * 1024 * 1024 + 1))
                .entrySet()) {
            otto.upload(
                    address,
                    "files",
                    Map.of(odd.getKey(), odd.getValue()),
                    Map.of("_once", UUID.randomUUID().toString()));
            assertThat(otto.get("/tasks/" + task.id()).body()).as(odd.getKey()).contains("Not done");
        }
        otto.upload(address, "files", Map.of("reads.csv", "day,kWh\n1,2"), Map.of("_once", once));
        aisha.go("/tasks/" + task.id());
        assertThat(aisha.page.locator("#files-title")).hasText("Files (2)");
        onEveryScreen("task-with-files");
        String link = aisha.page.locator(".mf-note a").first().getAttribute("href");
        var file = otto.get(link);
        assertThat(file.body()).isEqualTo("%PDF-1.7 a job sheet");
        assertThat(file.headers().map())
                .containsEntry("Content-Type", List.of("application/pdf"))
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Content-Security-Policy", List.of("default-src 'none'; sandbox"));
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("sheet.pdf")
                .doesNotContain("..");
        assertThat(otto.get(link.replace(task.root().caseId(), "another-case")).statusCode())
                .isEqualTo(404);
        people.add("ines", "Ines Cole", Set.of(Role.INTEGRATOR), null, passwords.encode(PASSWORD));
        assertThat(new Visitor(port).signIn("ines", PASSWORD).get(link).statusCode())
                .as("cases are no room of an integrator")
                .isEqualTo(403);
        assertThat(timeline.of(task.root()))
                .extracting(TimelineEntry::title, TimelineEntry::detail)
                .containsOnlyOnce(tuple("File attached", "sheet.pdf"));
    }

    @Test
    void the_last_file_that_a_case_takes_may_be_sent_twice_and_one_more_is_refused() {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000848"));
        String address = "/tasks/" + task.id() + "/files";
        Map<String, String> once = Map.of("_once", UUID.randomUUID().toString());
        otto.upload(address, "files", Map.of("sheet.pdf", "%PDF-1.7 a job sheet"), once);
        theCaseIsFullOfFiles(task);

        otto.upload(address, "files", Map.of("sheet.pdf", "%PDF-1.7 a job sheet"), once);
        assertThat(otto.get("/tasks/" + task.id()).body()).contains("The file is with the case");
        otto.upload(
                address,
                "files",
                Map.of("one-more.csv", "day,kWh\n1,3"),
                Map.of("_once", UUID.randomUUID().toString()));
        assertThat(otto.get("/tasks/" + task.id()).body()).contains("may not have more");
    }

    private void theCaseIsFullOfFiles(WorkItem task) {
        jdbc.sql("""
                        insert into case_file (once, process, case_id, task_name, name, kind, size, sha256, content, person, at)
                        select gen_random_uuid(), process, case_id, task_name, name, kind, size, sha256, content, person, at
                        from case_file, generate_series(1, 49) where case_id = ? and name = 'sheet.pdf'
                        """).param(task.root().caseId()).update();
    }

    private void onEveryScreen(String name) {
        aisha.isGood(name);
        aisha.resize(390, 844);
        aisha.isGood(name);
        aisha.resize(1280, 900);
    }

    private String saying(String path, Map<String, String> fields) {
        otto.post(path, fields);
        return otto.get("/inbox").body();
    }
}
