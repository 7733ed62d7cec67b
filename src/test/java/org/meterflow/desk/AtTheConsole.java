package org.meterflow.desk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.WorkItem;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.team.Members;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.TestPropertySource;

/** Two people at the console in a real browser, both in the team of the task: Aisha, an operator, and Priya, an administrator. */
@MeterflowTest
@Import(MeterInspection.Deployed.class)
@TestPropertySource(properties = MeterInspection.DIAGRAMS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("org.meterflow.desk.Browser#isHere")
abstract class AtTheConsole {

    static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    PasswordEncoder passwords;

    @Autowired
    MeterInspection inspections;

    @Autowired
    CasePaths paths;

    @Autowired
    Tasks tasks;

    @Autowired
    WaitingTasks waiting;

    @Autowired
    Members members;

    @Autowired
    JdbcClient jdbc;

    Browser browser;

    /** Signed in once; each test opens the page it is about. */
    Browser.Visit aisha;

    Browser.Visit priya;

    @BeforeAll
    void twoPeopleSignIn() {
        jdbc.sql("delete from desk_user").update();
        String hash = passwords.encode(PASSWORD);
        people.add("aisha", "Aisha Khan", Set.of(Role.OPERATOR), null, hash);
        people.add("priya", "Priya Shah", Set.of(Role.ADMINISTRATOR), null, hash);
        List.of("aisha", "ben", "priya").forEach(name -> members.set(name, Set.of("operations"), "priya"));
        browser = Browser.open(port);
        aisha = browser.signedIn("aisha", PASSWORD);
        priya = browser.signedIn("priya", PASSWORD);
    }

    @AfterAll
    void closeTheBrowser() {
        browser.close();
    }

    CaseKey aCaseThatWaitsForAPerson(String meterPoint) {
        CaseKey key = inspections.ask(UUID.randomUUID().toString().substring(0, 8), meterPoint);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> paths.details(key).orElseThrow().active().contains("judgeFinding"));
        return key;
    }

    CaseKey aCaseThatHasFailed(String meterPoint) {
        CaseKey key =
                inspections.askWhereTheRoadIsClosed(UUID.randomUUID().toString().substring(0, 8), meterPoint);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !paths.details(key).orElseThrow().failures().isEmpty());
        return key;
    }

    WorkItem taskOf(CaseKey key) {
        return waiting.find(TaskQuery.ofCase(key.caseId())).stream()
                .filter(task -> task.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
