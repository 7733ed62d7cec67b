package org.meterflow.desk;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
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

/** The console with inspections of meters to work on, and nobody at it yet. */
@MeterflowTest
@Import(MeterInspection.Deployed.class)
@TestPropertySource(properties = MeterInspection.DIAGRAMS)
abstract class WithInspections {

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
