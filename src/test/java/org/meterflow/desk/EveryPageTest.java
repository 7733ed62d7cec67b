package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Sender;
import org.meterflow.messages.TurnedAway;
import org.meterflow.messages.TurnedAwayMessage;
import org.meterflow.process.CaseKey;
import org.meterflow.process.WorkItem;
import org.springframework.beans.factory.annotation.Autowired;

/** Every page of the console, at the desk, on a phone and in the dark. */
class EveryPageTest extends AtTheConsole {

    @Autowired
    DemoClock clock;

    @Autowired
    Inbox inbox;

    @Autowired
    TurnedAway turnedAway;

    @Test
    void every_page_is_open_to_everybody_fits_every_screen_and_says_where_one_is() {
        CaseKey inspected = aCaseThatWaitsForAPerson("1200000000015");
        CaseKey failed = aCaseThatHasFailed("1200000000024");
        WorkItem task = taskOf(inspected);
        aFileThatWaits("SMRS_UPD_20251124_000018.csv");
        anOutage("GL5", 120, null);
        anOutage("GL6", 31, clock.instant());
        aHubInWhoseNameOthersCall();
        String message = inbox.receive(
                        Sender.of("SP-0001", "supplier"),
                        "inspectionWithdrawn",
                        UUID.randomUUID().toString(),
                        "{\"inspectionId\": \"" + inspected.caseId().substring(1) + "\"}",
                        null)
                .id();
        turnedAway.note(new TurnedAwayMessage(
                0,
                clock.instant(),
                "SP-0001",
                "192.0.2.7",
                "switchRequested",
                "/registration",
                "first-1",
                422,
                "Message does not satisfy its schema",
                "The data of switchRequested does not satisfy its schema",
                List.of("/supplyStartDate: is required"),
                "{\"switchId\":\"SW-1\"}",
                9000));
        try (Browser.Visit stranger = browser.visit()) {
            stranger.go("/sign-in");
            isGoodOnEveryScreen(stranger, "sign-in");
            stranger.page.fill("#name", "nobody");
            stranger.page.fill("#password", "a wrong password");
            stranger.page.click("main button");
            isGoodOnEveryScreen(stranger, "sign-in-wrong");
        }
        priya.go("/");
        isGoodOnEveryScreen(priya, "home");
        Map<String, String> headings = new TreeMap<>();
        Map<String, List<String>> programsWords = new TreeMap<>();
        for (String path : List.of(
                "/inbox?view=all",
                "/inbox?view=mine",
                "/tasks/" + task.id(),
                "/processes",
                "/processes/meterInspection/map",
                "/processes/changes",
                "/processes/versions/diagram/partyQuestion",
                "/processes/versions/table/objection",
                "/cases",
                "/cases/start",
                "/cases/start/incident",
                "/cases/start/issueResolution",
                "/find",
                "/cases?q=nothing-like-this",
                "/cases/meterInspection/" + inspected.caseId(),
                "/cases/meterInspection/" + failed.caseId(),
                "/messages",
                "/messages/out",
                "/messages/turned-away",
                "/messages/" + message,
                "/messages/requests",
                "/messages/files",
                "/messages/catalogue",
                "/messages/catalogue/inspectionAsked",
                "/outages",
                "/looks",
                "/workbench",
                "/workbench/transform",
                "/workbench/top-up",
                "/demo/fleet",
                "/people",
                "/people/new",
                "/people/aisha",
                "/teams",
                "/parties",
                "/parties/bring-in",
                "/demo",
                "/nothing-here")) {
            open(priya, path);
            isGoodOnEveryScreen(priya, name(path));
            programsWords.put(path, priya.programsWords());
            String former = headings.put(priya.page.locator("h1").textContent(), path.replaceAll("\\?.*", ""));
            assertThat(former)
                    .as("another page under the heading of %s", path)
                    .isIn(null, path.replaceAll("\\?.*", ""));
        }
        programsWords.values().removeIf(List::isEmpty);
        assertThat(programsWords)
                .as("names, codes and times as a program writes them, where people read")
                .isEmpty();
    }

    @Test
    void the_console_can_be_read_in_the_dark() {
        CaseKey inspected = aCaseThatWaitsForAPerson("1200000000141");
        CaseKey failed = aCaseThatHasFailed("1200000000150");
        try (Browser.Visit visit = browser.signedInInTheDark("priya", PASSWORD)) {
            visit.isGood("dark-home");
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
                open(visit, path);
                visit.isGood("dark-" + name(path));
            }
        }
    }

    private static void open(Browser.Visit visit, String path) {
        visit.go(path);
        if (visit.page.locator(".mf-diagram").count() > 0) {
            visit.page.waitForSelector(".mf-diagram[data-ready]");
        }
    }

    private static void isGoodOnEveryScreen(Browser.Visit visit, String name) {
        visit.isGood(name);
        visit.resize(390, 844);
        visit.isGood(name);
        visit.resize(1280, 900);
    }

    private static String name(String path) {
        return path.substring(1).replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }

    private void aHubInWhoseNameOthersCall() {
        jdbc.sql("""
                        insert into hub_notice (hub, kind, times, first_at, last_at)
                        values ('02-4D-46-01-00-00-01-00', 'WRONG_PROOF', 12, :at, :at) on conflict do nothing
                        """)
                .param("at", Timestamp.from(clock.instant().minusSeconds(3600)))
                .update();
    }

    @AfterEach
    void theFileHasCome() {
        jdbc.sql("delete from registration_file where sha256 = 'of this page'").update();
    }

    private void aFileThatWaits(String name) {
        jdbc.sql("insert into registration_sender (sender, last_sequence) values ('SMRS', 16) on conflict do nothing")
                .update();
        jdbc.sql("""
                        insert into registration_file (name, sha256, size, received_at, outcome, sender, sequence, detail)
                        values (?, 'of this page', 0, ?, 'QUARANTINED', 'SMRS', 18, 'number 17 is missing')
                        on conflict do nothing
                        """)
                .params(name, Timestamp.from(clock.instant().minusSeconds(900)))
                .update();
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
}
