package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.calendar.DemoClock;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Sender;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Processes;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.WorkItem;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

@MeterflowTest
@Import(MeterInspection.Deployed.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("org.meterflow.desk.Browser#isHere")
class ConsoleTest {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    MeterInspection inspections;

    @Autowired
    Processes processes;

    @Autowired
    DemoClock clock;

    @Autowired
    Inbox inbox;

    @Autowired
    JdbcClient jdbc;

    private Browser browser;

    @BeforeAll
    void openTheBrowserForTwoPeople() {
        browser = Browser.open(port);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        String hash = passwords.encode(PASSWORD);
        people.add("aisha", "Aisha Khan", Set.of(Role.OPERATOR), null, hash);
        people.add("priya", "Priya Shah", Set.of(Role.ADMINISTRATOR), null, hash);
    }

    @AfterAll
    void closeTheBrowser() {
        browser.close();
    }

    @BeforeEach
    void nobodyHasBeenLockedOut() {
        jdbc.sql("update desk_user set locked_until = null, failed_attempts = 0")
                .update();
    }

    // ── every page, at the desk and on a phone ──

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_page_is_open_to_everybody_and_fits_the_screen(boolean phone) {
        CaseKey inspected = aCaseThatWaitsForAPerson("1200000000015");
        CaseKey failed = aCaseThatHasFailed("1200000000024");
        WorkItem task = taskOf(inspected);
        anOutage("GL5", 120, null);
        anOutage("GL6", 31, clock.instant());
        String message = inbox.receive(
                        Sender.of("SP-0001", "supplier"),
                        "inspectionWithdrawn",
                        UUID.randomUUID().toString(),
                        "{\"inspectionId\": \"" + inspected.caseId().substring(1) + "\"}",
                        null)
                .id();
        try (Browser.Visit stranger = phone ? browser.visitByPhone() : browser.visit()) {
            stranger.go("/sign-in");
            stranger.isGood("sign-in");
        }
        try (Browser.Visit priya = (phone ? browser.visitByPhone() : browser.visit()).signIn("priya", PASSWORD)) {
            priya.isGood("home");
            for (String path : List.of(
                    "/inbox?view=all",
                    "/inbox?view=mine",
                    "/tasks/" + task.id(),
                    "/processes",
                    "/processes/meterInspection/map",
                    "/cases",
                    "/cases?q=nothing-like-this",
                    "/cases/meterInspection/" + inspected.caseId(),
                    "/cases/meterInspection/" + failed.caseId(),
                    "/messages",
                    "/messages/out",
                    "/messages/" + message,
                    "/messages/requests",
                    "/messages/catalogue",
                    "/messages/catalogue/inspectionAsked",
                    "/outages",
                    "/workbench",
                    "/workbench/transform",
                    "/workbench/top-up",
                    "/demo/fleet",
                    "/people",
                    "/people/new",
                    "/people/aisha",
                    "/parties",
                    "/parties/bring-in",
                    "/demo",
                    "/nothing-here")) {
                priya.go(path);
                if (priya.page.locator(".mf-diagram").count() > 0) {
                    priya.page.waitForSelector(".mf-diagram[data-ready]");
                }
                priya.isGood(path.substring(1).replaceAll("[^a-z]+", "-").replaceAll("-$", ""));
            }
        }
    }

    private void anOutage(String area, int hubs, @Nullable Instant restored) {
        Timestamp began = Timestamp.from(clock.instant().minusSeconds(3600));
        jdbc.sql("""
                        insert into outage (area, started_at, opened_at, last_loss, hubs, restored, told_hubs, told_at, restored_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(Arrays.asList(
                        area,
                        began,
                        began,
                        began,
                        hubs,
                        restored == null ? 3 : hubs,
                        hubs,
                        began,
                        restored == null ? null : Timestamp.from(restored)))
                .update();
    }

    @Test
    void the_console_can_be_read_in_the_dark() {
        CaseKey inspected = aCaseThatWaitsForAPerson("1200000000141");
        CaseKey failed = aCaseThatHasFailed("1200000000150");
        try (Browser.Visit priya = browser.visitInTheDark().signIn("priya", PASSWORD)) {
            priya.isGood("dark-home");
            for (String path : List.of(
                    "/inbox?view=all",
                    "/tasks/" + taskOf(inspected).id(),
                    "/processes/meterInspection/map",
                    "/cases/meterInspection/" + failed.caseId(),
                    "/messages",
                    "/workbench/transform",
                    "/people/new",
                    "/parties/bring-in",
                    "/demo")) {
                priya.go(path);
                if (priya.page.locator(".mf-diagram").count() > 0) {
                    priya.page.waitForSelector(".mf-diagram[data-ready]");
                }
                priya.isGood(
                        "dark-" + path.substring(1).replaceAll("[^a-z]+", "-").replaceAll("-$", ""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_market_file_is_corrected_and_brought_in_and_a_party_of_it_looked_after(boolean phone) throws Exception {
        Path wrong = Path.of("src/test/resources/market/wrong.yaml");
        Path right = Path.of("src/main/resources/market/default.yaml");
        try (Browser.Visit priya = (phone ? browser.visitByPhone() : browser.visit()).signIn("priya", PASSWORD)) {
            Page page = priya.page;
            priya.go("/parties");
            page.click("text=Bring in a market file");
            page.setInputFiles("#market", wrong);
            page.click("text=Check and take the market file");
            assertThat(page.locator(".govuk-error-summary")).isFocused();
            assertThat(page.locator(".govuk-error-summary")).containsText("Line 7: users 1 has no roles.");
            priya.isGood("bring-in-with-errors");
            page.locator(".govuk-error-summary a").first().click();
            assertThat(page.locator("#market")).isFocused();

            page.setInputFiles("#market", right);
            page.click("text=Check and take the market file");
            assertThat(page.locator("h1")).hasText("default.yaml");
            priya.isGood("brought-in");

            priya.go("/parties/SP-0002");
            page.selectOption("#status", phone ? "LIVE" : "SUSPENDED");
            page.fill("#reason", "Its accession was asked about");
            page.click("text=Change status");
            assertThat(page.locator(".govuk-notification-banner")).containsText("Birch Energy is now");
            assertThat(page.locator("table").last()).containsText("Its accession was asked about");
            priya.isGood("party");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_message_is_taken_apart_a_request_transformed_and_a_top_up_checked(boolean phone) throws Exception {
        String duis =
                Files.readString(Path.of("docs/guides/examples/registers.xml")).replace("COUNTER", "1000");
        try (Browser.Visit priya = (phone ? browser.visitByPhone() : browser.visit()).signIn("priya", PASSWORD)) {
            Page page = priya.page;
            priya.go("/workbench");
            page.fill("#message", "no message");
            page.click("text=Take it apart");
            assertThat(page.locator(".govuk-error-summary")).isFocused();
            priya.isGood("workbench-with-errors");
            page.fill("#message", BenchPagesTest.ALERT);
            page.click("text=Take it apart");
            assertThat(page.locator(".mf-opened")).containsText("8F3F");
            page.locator(".mf-tree summary").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".mf-tree details").first()).not().hasAttribute("open", "");
            page.keyboard().press("Enter");
            priya.isGood("workbench-message");

            priya.go("/workbench/transform");
            page.fill("#duis", duis);
            page.click("main form > button");
            page.locator(".govuk-error-summary a").first().click();
            assertThat(page.locator("#deviceType")).isFocused();
            priya.isGood("workbench-transform-with-errors");
            page.selectOption("#deviceType", "ESME");
            page.click("main form > button");
            assertThat(page.locator(".mf-opened")).containsText("ECS17b");
            priya.isGood("workbench-transformed");

            priya.go("/workbench/top-up");
            page.fill("#number", "7394 6144 3320 4021 7315");
            page.click("text=Check >> nth=-1");
            assertThat(page.locator(".mf-opened")).containsText("£10.00");
            priya.isGood("workbench-top-up-checked");
        }
    }

    // ── work ──

    @Test
    void a_task_is_found_claimed_filled_in_wrongly_and_then_done() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000033");
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            Page page = aisha.page;
            aisha.go("/inbox?view=team");
            page.fill("#q", "1200000000033");
            assertThat(page.locator("tr[data-row]")).hasCount(1);
            assertThat(aisha.path()).contains("q=1200000000033");
            assertThat(page.locator("tr[data-row] time.mf-left")).containsText("left");

            page.click("[data-claim]");
            assertThat(page.locator(".mf-empty")).isVisible();
            assertThat(taskOf(inspection).assignee()).isEqualTo("aisha");

            aisha.go("/inbox?view=mine&q=1200000000033");
            page.click("tr[data-row] a");
            page.fill("#note", "Its display is dark");
            page.click("text=Complete task");
            assertThat(page.locator(".govuk-error-summary")).isFocused();
            assertThat(page).hasTitle("Error: Judge finding – Meterflow");
            assertThat(page.locator("#note")).hasValue("Its display is dark");
            aisha.isGood("task-with-an-error");
            page.click(".govuk-error-summary a");
            assertThat(page.locator("#faulty")).isFocused();

            page.check("#faulty");
            page.click("text=Complete task");
            assertThat(page.locator(".govuk-notification-banner")).containsText("Done: Judge finding");
        }
        assertThat(processes.details(inspection).orElseThrow().active()).containsExactly("repairDue");
    }

    @Test
    void what_was_typed_is_kept_when_somebody_else_was_faster() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000042");
        WorkItem task = taskOf(inspection);
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            aisha.go("/tasks/" + task.id());
            aisha.page.fill("#note", "Its display is dark");
            processes.complete(task.id(), java.util.Map.of("faulty", "no", "note", "All is well"), "ben");

            aisha.page.click("text=Complete task");

            assertThat(aisha.page.locator("main")).containsText("ben ended it");
            assertThat(aisha.page.locator("main")).containsText("Its display is dark");
            aisha.isGood("task-gone");
        }
    }

    @Test
    void the_inbox_is_worked_by_keyboard() {
        aCaseThatWaitsForAPerson("1200000000051");
        aCaseThatWaitsForAPerson("1200000000060");
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            Page page = aisha.page;
            aisha.go("/inbox?view=team");
            page.keyboard().press("j");
            assertThat(page.locator("tr[data-row]").nth(0).locator("a")).isFocused();
            page.keyboard().press("j");
            assertThat(page.locator("tr[data-row]").nth(1).locator("a")).isFocused();
            page.keyboard().press("k");
            assertThat(page.locator("tr[data-row]").nth(0).locator("a")).isFocused();
            page.keyboard().press("/");
            assertThat(page.locator("#find")).isFocused();
            page.locator("h1").click();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            page.keyboard().press("Escape");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Judge finding");
        }
    }

    @Test
    void new_work_is_announced_and_does_not_jump_into_the_list() {
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            aisha.go("/inbox?view=all");
            assertThat(aisha.page.locator(".mf-live")).hasText("Live");
            int before = aisha.page.locator("tr[data-row]").count();

            aCaseThatWaitsForAPerson("1200000000079");

            assertThat(aisha.page.locator("[data-news]")).containsText("1 new task");
            assertThat(aisha.page.locator("tr[data-row]")).hasCount(before);
            aisha.page.click("[data-news] a");
            assertThat(aisha.page.locator("tr[data-row]")).hasCount(before + 1);
        }
    }

    // ── what can be seen ──

    @Test
    void the_map_shows_where_cases_are_and_follows_them() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000088");
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            aisha.go("/processes/meterInspection/map");
            Locator token = aisha.page.locator("[data-container-id='judgeFinding'] .mf-token");
            assertThat(token).isVisible();
            int before = Integer.parseInt(token.textContent());
            assertThat(aisha.page.locator("tr[data-step='judgeFinding'] td").nth(1))
                    .hasText(String.valueOf(before));

            processes.complete(taskOf(inspection).id(), java.util.Map.of("faulty", "yes", "note", "Dark"), "aisha");

            assertThat(aisha.page.locator("[data-container-id='repairDue'] .mf-token"))
                    .isVisible();
            assertThat(aisha.page.locator("tr[data-step='repairDue']")).isVisible();
            aisha.isGood("process-map-live");
        }
    }

    @Test
    void the_map_is_walked_with_the_arrow_keys_and_spoken() {
        aCaseThatWaitsForAPerson("1200000000097");
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            aisha.go("/processes/meterInspection/map");
            aisha.page.waitForSelector(".mf-diagram[data-painted]");
            aisha.page.focus("#diagram");
            Locator spoken = aisha.page.locator("#step");

            aisha.page.keyboard().press("ArrowRight");
            assertThat(spoken).hasText("Inspection asked for, start event");
            aisha.page.keyboard().press("ArrowRight");
            aisha.page.keyboard().press("ArrowRight");
            assertThat(spoken).containsText("Judge finding, user task");
            assertThat(spoken).containsText("running");
            aisha.page.keyboard().press("ArrowRight");
            aisha.page.keyboard().press("ArrowRight");
            assertThat(spoken).containsText("Repair due");
            aisha.page.keyboard().press("ArrowDown");
            assertThat(spoken).containsText("Nothing found");
            aisha.page.keyboard().press("ArrowLeft");
            aisha.page.keyboard().press("ArrowLeft");
            aisha.page.keyboard().press("Enter");
            assertThat(aisha.page.locator("h1")).hasText("Cases");
            assertThat(aisha.path()).contains("step=judgeFinding");
        }
    }

    @Test
    void a_case_shows_its_path_and_moves_on_before_ones_eyes() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000105");
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            aisha.go("/cases?q=1200000000105");
            assertThat(aisha.path()).isEqualTo("/cases/meterInspection/" + inspection.caseId());
            assertThat(aisha.page.locator(".mf-timeline")).containsText("Visit booked");
            assertThat(aisha.page.locator("g.mf-active[data-element-id='judgeFinding']"))
                    .isVisible();
            assertThat(aisha.page.locator("g.mf-passed[data-element-id='bookVisit']"))
                    .isVisible();

            processes.complete(
                    taskOf(inspection).id(), java.util.Map.of("faulty", "no", "note", "It was the fuse"), "ben");

            assertThat(aisha.page.locator(".mf-timeline")).containsText("It was the fuse");
            assertThat(aisha.page.locator("#case-head")).containsText("Nothing found");
            assertThat(aisha.page.locator("g.mf-passed[data-element-id='nothingFound']"))
                    .isVisible();
            assertThat(aisha.page.locator("g.mf-passed[data-element-id='no']")).hasCount(1);
            assertThat(aisha.page.locator("g.mf-passed[data-element-id='yes']")).hasCount(0);
        }
    }

    @Test
    void a_failed_step_says_why_and_is_run_again_by_an_operator() {
        CaseKey inspection = aCaseThatHasFailed("1200000000114");
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD)) {
            aisha.go("/cases/meterInspection/" + inspection.caseId());
            assertThat(aisha.page.locator("main")).containsText("The road to the meter is closed");
            assertThat(aisha.page.locator("g.mf-failed[data-element-id='bookVisit']"))
                    .isVisible();
            inspections.openTheRoad(inspection.caseId());

            aisha.page.click("text=Run this step again");

            assertThat(aisha.page.locator(".mf-timeline")).containsText("Visit booked");
            assertThat(aisha.page.locator("text=Something failed here")).hasCount(0);
        }
    }

    @Test
    void the_demos_clock_is_moved_and_every_page_follows() {
        CaseKey inspection = aCaseThatWaitsForAPerson("1200000000123");
        try (Browser.Visit aisha = browser.visit().signIn("aisha", PASSWORD);
                Browser.Visit priya = browser.visit().signIn("priya", PASSWORD)) {
            aisha.go("/tasks/" + taskOf(inspection).id());
            assertThat(aisha.page.locator("h1 + time")).containsText("left");
            assertThat(aisha.page.locator(".mf-live")).hasText("Live");

            priya.page.click("text=+ 1 hour");
            assertThat(priya.page.locator(".govuk-notification-banner")).containsText("It is now");
            priya.page.click("text=+ 1 hour");

            assertThat(aisha.page.locator("h1 + time")).containsText("overdue");
            priya.isGood("home-after-the-clock-moved");
        }
    }

    @Test
    void a_new_key_for_a_partys_program_is_shown_once() {
        jdbc.sql(
                        "insert into party (id, name, status, fuels) values ('SP-0001', 'NewCo', 'LIVE', '{}') on conflict do nothing")
                .update();
        try (Browser.Visit priya = browser.visit().signIn("priya", PASSWORD)) {
            priya.go("/parties/SP-0001");
            priya.isGood("party");
            priya.page.fill("#name", "billing");
            priya.page.click("text=Give a key");
            assertThat(priya.page.locator("#secret")).containsText("mf_");
            priya.isGood("party-with-a-new-key");
            String key = priya.page.locator("#secret").textContent();

            priya.go("/parties/SP-0001");

            assertThat(priya.page.content()).doesNotContain(key).contains("billing");
        }
    }

    // ── the words of these tests ──

    private CaseKey aCaseThatWaitsForAPerson(String meterPoint) {
        CaseKey key = inspections.ask(UUID.randomUUID().toString().substring(0, 8), meterPoint);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> processes.details(key).orElseThrow().active().contains("judgeFinding"));
        return key;
    }

    private CaseKey aCaseThatHasFailed(String meterPoint) {
        CaseKey key =
                inspections.askWhereTheRoadIsClosed(UUID.randomUUID().toString().substring(0, 8), meterPoint);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !processes.details(key).orElseThrow().failures().isEmpty());
        return key;
    }

    private WorkItem taskOf(CaseKey key) {
        return processes.tasks(new TaskQuery(null, false, null, key.caseId(), 0, 10)).stream()
                .filter(task -> task.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
