package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.meterflow.process.BulkWork;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.drawn.DrawnCases;
import org.meterflow.process.drawn.Starter;
import org.meterflow.process.engine.Tasks;
import org.meterflow.registration.Energisation;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.beans.factory.annotation.Autowired;

/** A supplier of last resort's meter points as people see them; here no device is known at any, so that all of them fail. */
class LastResortPagesTest extends AtTheConsole {

    private static final Mpid FAILED = new Mpid("FALN");

    @Autowired
    Parties parties;

    @Autowired
    Registrations registrations;

    @Autowired
    DrawnCases drawn;

    @Autowired
    Tasks tasks;

    @Autowired
    BulkWork work;

    @Autowired
    BusinessCalendar calendar;

    @Test
    void somebody_sees_how_far_it_is_pauses_it_lets_it_go_on_and_takes_the_list_home() throws Exception {
        CaseKey key = approved();
        work.pause(key, "aisha");
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> passed(key) == 3);
        String path = "/cases/supplierOfLastResort/" + key.caseId();
        priya.go(path);
        Page page = priya.page;
        page.click("text=Meter points: how far it is");
        assertThat(page.locator("#progress")).containsText("Registrations: 100 % of 3");
        assertThat(page.locator("#progress")).containsText("Keys at the meters: 0 % of 3");
        assertThat(page.locator("#progress")).containsText("by aisha");
        onBothScreens("last-resort-paused");

        page.click("main form button");
        assertThat(page.locator("main form button")).hasText("Pause");
        page.click("main form button");
        assertThat(page.locator("main form button")).hasText("Go on");
        page.click("main form button");
        assertThat(page.locator("#progress")).containsText("Keys at the meters: 100 % of 3");
        priya.go(path + "/meter-points?unsettled=true");
        assertThat(page.locator("tr[data-row]")).hasCount(3);
        assertThat(page.locator("tr[data-row]").first()).containsText("No commissioned device is known");
        onBothScreens("last-resort-failed");

        String csv = Files.readString(
                page.waitForDownload(() -> page.click("text=Download all as a CSV file"))
                        .path(),
                StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv)
                .startsWith("Meter point,Fuel,Payment,Registration,Keys,Tries,Remark,Settled")
                .contains("Passed,Failed,1,");
        answers(key, "Decide on failures", "olga", Map.of("decision", "handOver", "who", "The field team"));
    }

    private void onBothScreens(String name) {
        priya.isGood(name);
        priya.resize(390, 844);
        priya.isGood(name);
        priya.resize(1280, 900);
    }

    private long passed(CaseKey key) {
        return work.progress(key).orElseThrow().stages().get(0).counts().get(1).meterPoints();
    }

    private CaseKey approved() {
        supplier("SP-7101", "Fallen Energy", FAILED, "02-4D-46-00-00-71-01-00");
        supplier("SP-7102", "Standing Energy", new Mpid("STND"), "02-4D-46-00-00-71-02-00");
        LocalDate today = calendar.today();
        for (int number = 1; number <= 3; number++) {
            String twelve = "23700000000" + number;
            Mpxn mpxn = new Mpxn(twelve + Mpxn.checkDigit(twelve));
            registrations.addMeterPoint(new MeterPoint(
                    mpxn,
                    new Mpid("NETW"),
                    null,
                    number + " Fallen Row",
                    "ZZ1 1AA",
                    null,
                    Energisation.ENERGISED,
                    "01",
                    null,
                    false));
            registrations.register(mpxn, FAILED, today.minusYears(1), "the test");
        }
        CaseKey key = drawn.start(
                        "supplierOfLastResort",
                        "SOLR-PAGE",
                        Map.of(
                                "directionId", "SOLR-PAGE",
                                "failedSupplier", "SP-7101",
                                "supplierOfLastResort", "SP-7102",
                                "effectiveOn", today),
                        Starter.person("aisha"))
                .key();
        Map<String, String> agree = Map.of("decision", "agree", "reason", "The direction is signed");
        answers(key, "Decide first", "olga", agree);
        answers(key, "Decide second", "omar", agree);
        return key;
    }

    private void supplier(String id, String name, Mpid mpid, String user) {
        parties.add(new Party(
                id,
                name,
                Set.of(mpid),
                List.of(new User(Eui64.of(user), Set.of(UserRole.IS))),
                PartyStatus.LIVE,
                Set.of(Fuel.ELECTRICITY),
                null));
    }

    private void answers(CaseKey key, String task, String person, Map<String, String> answer) {
        members.set(person, Set.of("switching"), "the test");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> waiting.find(TaskQuery.of(person, TaskQuery.Claim.ANYBODY_OR_NOBODY, 200)).stream()
                        .anyMatch(item -> item.root().equals(key) && item.name().equals(task)));
        String id = waiting.find(TaskQuery.of(person, TaskQuery.Claim.ANYBODY_OR_NOBODY, 200)).stream()
                .filter(item -> item.root().equals(key) && item.name().equals(task))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(tasks.complete(id, answer, person)).isEmpty();
    }
}
