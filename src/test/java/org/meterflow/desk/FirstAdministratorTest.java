package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.calendar.DemoClock;
import org.meterflow.process.CaseKey;
import org.meterflow.process.WorkItem;
import org.meterflow.simulator.Simulator;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A production installation: an administrator from a setting, task forms from a folder, and nothing of the demonstration. */
@MeterflowTest
@Import(MeterInspection.Deployed.class)
@ActiveProfiles({"test", "production"})
@TestPropertySource(
        properties = {
            MeterInspection.DIAGRAMS,
            "meterflow.desk.administrator-password=given once in a setting",
            "meterflow.demo.adjustable-clock=false",
            "spring.datasource.url=jdbc:postgresql:of-this-test",
            "spring.datasource.username=postgres",
            "spring.datasource.password=postgres",
            "meterflow.pki.directory=a folder of this test",
            "server.servlet.session.cookie.secure=false",
            "meterflow.smki.api-key=of this installation",
            "meterflow.production.tls-in-front=all",
            "meterflow.production.knowingly=plain-cookie"
        })
class FirstAdministratorTest {

    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    People people;

    @Autowired
    FirstPeople firstPeople;

    @Autowired
    TaskForms forms;

    @DynamicPropertySource
    static void formsOfOnesOwn(DynamicPropertyRegistry settings) {
        settings.add("meterflow.forms.directory", () -> folder.toString());
        settings.add("meterflow.pki.directory", () -> folder.toString());
    }

    @Test
    void the_first_administrator_signs_in_with_the_password_of_the_setting() {
        Visitor administrator = new Visitor(port).signIn("administrator", "given once in a setting");

        assertThat(administrator.get("/people").statusCode()).isEqualTo(200);
        assertThat(new Visitor(port).get("/sign-in").body()).doesNotContain("This is a demonstration");
        assertThat(new Visitor(port).signIn("operator", "meterflow").get("/").statusCode())
                .isEqualTo(302);
    }

    @Test
    void nobody_can_break_a_device_or_move_the_clock_in_production() {
        Visitor administrator = new Visitor(port).signIn("administrator", "given once in a setting");
        String home = administrator.get("/").body();

        assertThat(home).contains("Hello, ").doesNotContain("/demo", "Simulation", "+ 1 hour");
        for (String path : List.of("/demo", "/demo/fleet", "/demo/fleet/00-DB-12-34-56-78-90-A0")) {
            assertThat(administrator.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String path : List.of(
                "/demo/fleet?do=mend",
                "/demo/fleet?do=power-cut&homes=1",
                "/demo/fleet/00-DB-12-34-56-78-90-A0/break?fault=OFFLINE",
                "/demo/clock?to=hour")) {
            assertThat(administrator.post(path, Map.of()).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(context.getBeansOfType(Simulator.class)).isEmpty();
        assertThat(context.getBeansOfType(DemoClock.class)).isEmpty();
    }

    @Test
    void a_password_changed_since_is_not_set_back_at_the_next_start() {
        people.changePassword("administrator", "{noop}changed since");

        firstPeople.run(null);

        assertThat(people.passwordOf("administrator").orElseThrow()).isEqualTo("{noop}changed since");
        assertThat(people.find("administrator").orElseThrow().roles()).isEqualTo(Set.of(Role.ADMINISTRATOR));
        people.changePassword("administrator", "{noop}given once in a setting");
    }

    @Test
    void a_form_in_the_installations_folder_replaces_the_supplied_one_and_others_stay() throws Exception {
        assertThat(shown("meter-inspection/judge-finding")).contains("What was seen");

        Files.createDirectories(folder.resolve("meter-inspection"));
        Files.writeString(folder.resolve("meter-inspection/judge-finding.html"), "<p>Our own words</p>");

        assertThat(shown("meter-inspection/judge-finding")).contains("Our own words");
        assertThat(shown("change-of-supplier/handle-objection")).contains("Does the objection stand?");
    }

    private String shown(String formKey) {
        CaseKey key = new CaseKey(MeterInspection.KEY, "none");
        WorkItem task = new WorkItem(
                "1",
                "Judge",
                key,
                key,
                1,
                "",
                List.of(),
                null,
                java.time.Instant.EPOCH,
                null,
                50,
                formKey,
                "judgeFinding",
                "");
        return forms.open(task, Map.of(), List.of()).html();
    }
}
