package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.process.CaseKey;
import org.meterflow.process.WorkItem;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** An installation of one's own: an administrator from a setting, and task forms from a folder. */
@MeterflowTest
@Import(MeterInspection.Deployed.class)
@TestPropertySource(properties = "meterflow.desk.administrator-password=given once in a setting")
class FirstAdministratorTest {

    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    FirstPeople firstPeople;

    @Autowired
    TaskForms forms;

    @DynamicPropertySource
    static void formsOfOnesOwn(DynamicPropertyRegistry settings) {
        settings.add("meterflow.forms.directory", () -> folder.toString());
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
    void a_password_changed_since_is_not_set_back_at_the_next_start() {
        people.changePassword("administrator", "{noop}changed since");

        firstPeople.run(null);

        assertThat(people.passwordOf("administrator").orElseThrow().hash()).isEqualTo("{noop}changed since");
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
                "1", "Judge", key, key, "", "", null, java.time.Instant.EPOCH, null, 50, formKey, "judgeFinding", "");
        return forms.open(task, java.util.Map.of(), java.util.List.of()).html();
    }
}
