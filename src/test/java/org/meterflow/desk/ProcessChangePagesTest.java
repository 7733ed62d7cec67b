package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterflow.process.ProcessVersion;
import org.meterflow.process.WorkItem;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelKind;
import org.meterflow.process.engine.ProcessMaps;
import org.springframework.beans.factory.annotation.Autowired;

/** Olga and Omar are process owners: what one puts forward, the other decides about. */
class ProcessChangePagesTest extends AtTheConsole {

    private static final Path INSPECTION = Path.of("src/test/resources/desk-tests/meter-inspection.bpmn");
    private static final String FORM = "meter-inspection.judge-finding.html";
    private static final Pattern ADDRESS = Pattern.compile("/processes/changes/(\\d+)");

    @Autowired
    FirstPeople firstPeople;

    @Autowired
    Definitions definitions;

    @Autowired
    ProcessChanges changes;

    @Autowired
    ProcessMaps maps;

    @Autowired
    RepositoryService repository;

    private Browser.Visit olga;
    private Browser.Visit omar;
    private Visitor olgasProgram;
    private Visitor omarsProgram;

    @BeforeAll
    void twoProcessOwners() {
        String hash = passwords.encode(PASSWORD);
        people.add("olga", "Olga Marsh", Set.of(Role.PROCESS_OWNER), null, hash);
        people.add("omar", "Omar Reed", Set.of(Role.PROCESS_OWNER), null, hash);
        olga = browser.signedIn("olga", PASSWORD);
        omar = browser.signedIn("omar", PASSWORD);
        olgasProgram = new Visitor(port).signIn("olga", PASSWORD);
        omarsProgram = new Visitor(port).signIn("omar", PASSWORD);
    }

    /** The other tests of the console run by the inspection as it was. */
    @AfterAll
    void whatWasDeployedGoes() {
        repository.createDeploymentQuery().list().stream()
                .filter(deployment -> deployment.getSource() != null)
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
    }

    @Test
    void the_demonstration_has_two_process_owners() {
        assertThat(firstPeople.demoPeople())
                .filteredOn(person -> person.role() == Role.PROCESS_OWNER)
                .extracting(FirstPeople.DemoPerson::name)
                .containsExactly("process-owner", "second-process-owner");
    }

    @Test
    void only_process_owners_change_processes_others_see_the_changes() throws IOException {
        String change = proposedByOlga("P2D", "P5D");
        for (String person : new String[] {"aisha", "priya"}) {
            Visitor other = new Visitor(port).signIn(person, PASSWORD);
            assertThat(other.get("/processes/changes").body())
                    .contains("Change " + change)
                    .doesNotContain("Propose a change");
            assertThat(other.get("/processes/changes/" + change).body())
                    .contains("P5D")
                    .doesNotContain("Approve");
            assertThat(other.get("/processes/changes/new").statusCode()).isEqualTo(403);
            assertThat(other.get("/processes/versions/table/objection/1/back").statusCode())
                    .isEqualTo(403);
            assertThat(other.post("/processes/changes/" + change + "/approve", Map.of())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(other.post("/processes/changes/" + change + "/refuse", Map.of("reason", "No"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(upload(other, Files.readString(INSPECTION), "Mine").statusCode())
                    .isEqualTo(403);
        }
        assertThat(changes.find(Long.parseLong(change)).orElseThrow().waits()).isTrue();
        withdrawn(change);
    }

    @Test
    void what_is_no_diagram_or_too_large_or_without_a_reason_is_refused_in_the_form() throws IOException {
        assertThat(upload(olgasProgram, "P2D", "").body()).contains("Enter why the change is needed");
        assertThat(upload(olgasProgram, "no XML", "Try").body()).contains("meter-inspection.bpmn cannot be read");
        HttpResponse<String> large = upload(olgasProgram, inspection("P2D", "P3D") + " ".repeat(1 << 20), "Try");
        assertThat(large.statusCode()).isEqualTo(422);
        assertThat(large.body()).contains("meter-inspection.bpmn is larger than 1,024 KB");
        assertThat(olgasProgram
                        .post("/processes/changes", Map.of("reason", "Try"))
                        .body())
                .contains("Select at least one file");
        assertThat(olgasProgram.get("/processes/versions/picture/objection").statusCode())
                .isEqualTo(404);
        assertThat(olgasProgram.get("/processes/versions/table/nothing").statusCode())
                .isEqualTo(404);
        assertThat(olgasProgram.get("/processes/changes/999999").statusCode()).isEqualTo(404);
    }

    @Test
    void a_diagram_and_a_table_that_change_together_are_looked_at_on_one_page() throws IOException {
        String diagram = Files.readString(Path.of("bpmn/change-of-supplier.bpmn"))
                .replace(
                        "camunda:dueDate=\"${changeOfSupplier.objectionDue(caseId)}\"",
                        "camunda:dueDate=\"${changeOfSupplier.readinessDue(caseId)}\"");
        String table = Files.readString(Path.of("bpmn/objection.dmn")).replace("&gt; 28", "&gt; 60");
        olgasProgram.get("/processes/changes");
        HttpResponse<String> answer = olgasProgram.upload(
                "/processes/changes",
                "files",
                Map.of("change-of-supplier.bpmn", diagram, "objection.dmn", table),
                Map.of("reason", "Ofgem’s letter of 3 November"));

        omar.go(Visitor.location(answer));
        ready(omar);
        onBothScreens(omar, "change-of-two");
        assertThat(omar.page.locator("h1")).containsText("Change of supplier and Objection");
        assertThat(omar.page.locator(".mf-differences tr", new Page.LocatorOptions().setHasText("Handle objection")))
                .hasText(
                        Pattern.compile(
                                "Handle objection\\s+Changed\\s+Due date\\s+\\S+objectionDue\\(caseId\\)}\\s+\\S+readinessDue\\(caseId\\)}"));
        assertThat(omar.page.locator(".mf-differences tr", new Page.LocatorOptions().setHasText("Old debt")))
                .hasText(Pattern.compile(
                        "Rule: Old debt of a credit consumer\\s+Changed\\s+Debt age \\(days\\)\\s+> 28\\s+> 60"));
        omar.page.fill("#reason", "The letter has been withdrawn");
        omar.page.click("#refuse");
        assertThat(omar.page.locator(".govuk-summary-list")).containsText("The letter has been withdrawn");
    }

    @Test
    void a_double_click_and_ones_own_approval_are_harmless() throws IOException {
        int before = version();
        String change = proposedByOlga("P2D", "P6D");
        assertThat(proposedByOlga("P2D", "P6D")).as("sent twice").isEqualTo(change);
        olgasProgram.get("/processes/changes/" + change);
        olgasProgram.get("/processes/changes/" + change);
        String approve = "/processes/changes/" + change + "/approve";

        olgasProgram.post(approve, Map.of());
        assertThat(olgasProgram.get("/processes/changes/" + change).body())
                .contains("One person proposes a change, another decides about it");
        omarsProgram.get("/processes/changes/" + change);
        omarsProgram.post(approve, Map.of());
        assertThat(omarsProgram.get("/processes/changes/" + change).body()).contains("is in force");
        omarsProgram.post(approve, Map.of());

        assertThat(omarsProgram.get("/processes/changes/" + change).body()).contains("This change no longer waits");
        assertThat(version()).isEqualTo(before + 1);
    }

    @Test
    void a_change_of_what_has_been_replaced_says_so_and_is_put_forward_again() throws IOException {
        String first = proposedByOlga("P2D", "P7D");
        String second = proposedByOlga("P2D", "P8D");
        omarsProgram.get("/processes/changes/" + first);
        omarsProgram.post("/processes/changes/" + first + "/approve", Map.of());

        omar.go("/processes/changes/" + second);
        assertThat(omar.page.locator("main")).containsText("Only olga can put it forward again");
        assertThat(omar.page.locator("#approve").count()).isZero();
        olga.go("/processes/changes/" + second);
        ready(olga);
        olga.isGood("change-superseded");
        olga.page.click("#again");
        olga.page.waitForURL(address -> !address.endsWith("/" + second));
        assertThat(olga.page.locator(".mf-differences")).containsText("P7D");
        olga.page.click("#withdraw");
        assertThat(olga.page.locator("#notices")).containsText("You withdrew change");
    }

    @Test
    void a_changed_diagram_is_proposed_looked_at_approved_used_and_taken_back() throws IOException {
        aCaseThatWaitsForAPerson("1200000000356");
        int before = version();
        olga.go("/processes/changes");
        olga.page.click("text=Propose a change");
        send(inspection("meterInspection.bookVisit(", "meterInspection.bokVisit("), "The road is shorter");
        assertThat(olga.page.locator(".govuk-error-summary"))
                .containsText("meter-inspection.bpmn, bookVisit (Book visit): the program has no step");
        assertThat(olga.page.locator("#reason")).hasValue("The road is shorter");
        fitsBothScreens(olga, "change-new");

        send(otherEnd(inspection("P2D", "P3D")), "Repairs take longer");
        assertThat(olga.page.locator("#notices")).containsText("It waits for another process owner");
        assertThat(olga.page.locator(".mf-differences")).containsText("Repair due");
        ready(olga);
        onBothScreens(olga, "change-proposed");
        assertThat(olga.page.locator("#approve").count()).isZero();

        omar.go("/processes");
        omar.page.click("text=1 change waits for approval");
        onBothScreens(omar, "changes");
        omar.page.click("section[aria-labelledby=waiting-title] a");
        ready(omar);
        assertThat(omar.page.locator("[id$=-after] .mf-token--added").count()).isEqualTo(2);
        assertThat(omar.page.locator("[id$=-before] .mf-token--removed").count())
                .isEqualTo(2);
        assertThat(omar.page.locator("[id$=-after] .mf-token--changed").count()).isGreaterThan(1);
        assertThat(omar.page.locator(".mf-differences tr", new Page.LocatorOptions().setHasText("Waits for")))
                .containsText("P3D");
        omar.page.click("#refuse");
        assertThat(omar.page.locator(".govuk-error-summary")).containsText("Enter why you refuse the change");
        ready(omar);
        onBothScreens(omar, "change-refused-without-reason");
        omar.page.click("#approve");
        assertThat(omar.page.locator("#notices")).containsText("is in force");
        ready(omar);
        onBothScreens(omar, "change-approved");

        assertThat(version()).isEqualTo(before + 1);
        aCaseThatWaitsForAPerson("1200000000365");
        assertThat(maps.versions("meterInspection"))
                .as("the new case in the new version, the running one in its own")
                .extracting(ProcessVersion::version)
                .containsSubsequence(before + 1, before);
        omar.page.click("text=All versions of Meter inspection");
        assertThat(omar.page.locator("main table").first().locator("tbody tr").first())
                .containsText("Repairs take longer");
        onBothScreens(omar, "versions");
        assertThat(omarsProgram
                        .get("/processes/versions/diagram/meterInspection/" + (before + 1) + "/file")
                        .body())
                .contains("P3D");

        omar.page.click("text=Go back to version " + before);
        ready(omar);
        onBothScreens(omar, "version-back");
        omar.page.fill("#reason", "They do not after all");
        omar.page.click("text=Propose to go back");
        omar.page.waitForURL("**/processes/changes/*");
        assertThat(omar.page.locator("#approve").count()).isZero();
        olga.go(omar.path());
        olga.page.click("#approve");
        assertThat(olga.page.locator("#notices")).containsText("is in force");
        assertThat(definitions
                        .file(definitions
                                .inForce(ModelKind.DIAGRAM, "meterInspection")
                                .orElseThrow())
                        .content())
                .isEqualTo(definitions
                        .file(definitions
                                .find(ModelKind.DIAGRAM, "meterInspection", before)
                                .orElseThrow())
                        .content());
    }

    @Test
    void a_changed_form_is_looked_at_approved_shown_at_once_and_taken_back() throws IOException {
        WorkItem task = taskOf(aCaseThatWaitsForAPerson("1200000000374"));
        String text = Files.readString(Path.of("src/test/resources/forms/meter-inspection/judge-finding.html"));
        assertThat(proposeForm("judge-finding.html", text).body()).contains("no task has a form of this name");
        assertThat(proposeForm(FORM, text.replace("name=\"note\"", "name=\"notes\""))
                        .body())
                .contains("the step reads no field notes", "the field note is gone");
        assertThat(proposeForm(FORM, text.replace("facts['Meter point']", "facts['Name of the consumer']"))
                        .body())
                .contains("Name of the consumer&#39; is known of a case");
        assertThat(proposeForm(FORM, text.replace("${facts['Meter point']}", "${@people.all()}"))
                        .body())
                .contains(FORM + ", line 7: th:text=&quot;${@people.all()}&quot; is not understood");
        assertThat(proposeForm(FORM, text).body()).contains("is what is deployed already");

        HttpResponse<String> proposed = proposeForm(FORM, text.replace("What was seen", "What did you see there?"));
        String change = Visitor.location(proposed);
        omar.go(change);
        assertThat(omar.page.locator(".mf-differences tr", new Page.LocatorOptions().setHasText("Label")))
                .hasText(Pattern.compile(
                        "Label of note\\s+Changed\\s+Words\\s+What was seen\\s+What did you see there\\?"));
        onBothScreens(omar, "change-of-a-form");
        assertThat(olgasProgram.post(change + "/approve", Map.of()).statusCode())
                .isEqualTo(302);
        aisha.go("/tasks/" + task.id());
        assertThat(aisha.page.locator("label[for=note]")).containsText("What was seen");
        omar.page.click("#approve");
        assertThat(omar.page.locator("#notices")).containsText("is in force");

        aisha.go("/tasks/" + task.id());
        assertThat(aisha.page.locator("label[for=note]")).containsText("What did you see there?");
        assertThat(aisha.page.locator("legend.govuk-fieldset__legend--m"))
                .containsText("Is the meter at 1200000000374 faulty?");
        aisha.isGood("task-with-an-approved-form");
        assertThat(tasks.complete(task.id(), Map.of("faulty", "no", "note", "It is well"), "aisha"))
                .isEmpty();

        omar.page.click("text=All versions of Judge finding");
        onBothScreens(omar, "versions-of-a-form");
        omar.page.click("text=Go back to version 1");
        onBothScreens(omar, "form-back");
        omar.page.fill("#reason", "The old words were better");
        omar.page.click("text=Propose to go back");
        omar.page.waitForURL("**/processes/changes/*");
        olga.go(omar.path());
        olga.page.click("#approve");
        assertThat(olga.page.locator("#notices")).containsText("is in force");
        aisha.go("/tasks/" + taskOf(aCaseThatWaitsForAPerson("1200000000383")).id());
        assertThat(aisha.page.locator("label[for=note]")).containsText("What was seen");
    }

    private HttpResponse<String> proposeForm(String name, String text) {
        olgasProgram.get("/processes/changes");
        return olgasProgram.upload(
                "/processes/changes", "files", Map.of(name, text), Map.of("reason", "Clearer words"));
    }

    private void send(String diagram, String reason) {
        olga.page.setInputFiles(
                "#files",
                new FilePayload("meter-inspection.bpmn", "application/xml", diagram.getBytes(StandardCharsets.UTF_8)));
        olga.page.fill("#reason", reason);
        olga.page.click("text=Check and propose");
        olga.page.waitForLoadState();
    }

    private static void ready(Browser.Visit visit) {
        for (var picture : visit.page.locator(".mf-diagram").all()) {
            picture.locator("xpath=self::*[@data-ready]").waitFor();
        }
    }

    private static void fitsBothScreens(Browser.Visit visit, String name) {
        visit.isGood(name);
        visit.resize(390, 844);
        visit.isGood(name);
        visit.resize(1280, 900);
    }

    private static void onBothScreens(Browser.Visit visit, String name) {
        fitsBothScreens(visit, name);
        assertThat(visit.programsWords()).as(name).isEmpty();
    }

    private String proposedByOlga(String from, String to) throws IOException {
        HttpResponse<String> answer = upload(olgasProgram, inspection(from, to), "It takes longer");
        Matcher address = ADDRESS.matcher(Visitor.location(answer));
        assertThat(address.find()).as(answer.body()).isTrue();
        return address.group(1);
    }

    private void withdrawn(String change) {
        olgasProgram.post("/processes/changes/" + change + "/withdraw", Map.of());
    }

    private static HttpResponse<String> upload(Visitor visitor, String diagram, String reason) {
        visitor.get("/processes/changes");
        return visitor.upload(
                "/processes/changes", "files", Map.of("meter-inspection.bpmn", diagram), Map.of("reason", reason));
    }

    private String inspection(String from, String to) throws IOException {
        String text = Files.readString(INSPECTION);
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    /** Where nothing is found the case ends in another box, to which a way of its own leads. */
    private static String otherEnd(String diagram) {
        return diagram.replace("\"nothingFound\"", "\"meterKept\"")
                .replace("name=\"Nothing found\"", "name=\"Meter kept\"")
                .replace("id=\"no\"", "id=\"otherwise\"")
                .replace(">no<", ">otherwise<")
                .replace("bpmnElement=\"no\"", "bpmnElement=\"otherwise\"")
                .replace("name=\"Book visit\"", "name=\"Book a visit\"");
    }

    private int version() {
        return definitions
                .inForce(ModelKind.DIAGRAM, "meterInspection")
                .orElseThrow()
                .version();
    }
}
