package org.meterflow.process.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.process.change.Decision.Result;
import org.meterflow.process.change.ProcessChange.Outcome;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelCheck;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One proposes a diagram or a table, another approves it, and from then on the platform runs by it. */
@MeterflowTest
class ProcessChangesTest {

    private static final String INPUTS = """
            <bpmn:extensionElements><camunda:inputOutput>
              <camunda:inputParameter name="meterKnown">true</camunda:inputParameter>
              <camunda:inputParameter name="status">COMMISSIONED</camunda:inputParameter>
              <camunda:inputParameter name="generation">SMETS2</camunda:inputParameter>
              <camunda:inputParameter name="firmwareRead">true</camunda:inputParameter>
            </camunda:inputOutput></bpmn:extensionElements>
            """;

    @Autowired
    ChangeProposals proposals;

    @Autowired
    ProcessChanges changes;

    @Autowired
    ModelCheck check;

    @Autowired
    Definitions definitions;

    @Autowired
    Cases cases;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    change-of-supplier.bpmn | changeOfSupplier.objectionDue( | changeOfSupplier.objectionDew( | change-of-supplier.bpmn, handleObjection (Handle objection):
                    change-of-supplier.bpmn | change-of-supplier/handle-objection | change-of-supplier/other | change-of-supplier.bpmn, handleObjection (Handle objection):
                    change-of-supplier.bpmn | process id="changeOfSupplier" | process id="houseMove" | changeOfSupplier is another process, and a diagram calls only steps of its own
                    change-of-supplier.bpmn | isExecutable="true" | isExecutable="false" | the process is not executable
                    party-question.bpmn | name="Question put" | name="Question put" colour="red" | party-question.bpmn: the engine cannot take it
                    fault-resolution.bpmn | formField id="displayCode" | formField id="symptom" | several elements have the same id: symptom
                    party-question.bpmn | </bpmn:process> | </bpmn:prozess> | party-question.bpmn cannot be read
                    party-question.bpmn | <bpmn:process | <bpmn:process id="p"/><bpmn:process | party-question.bpmn does not hold exactly one process
                    party-question.bpmn | <bpmn:definitions | <!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><bpmn:definitions | DOCTYPE
                    party-question.bpmn | <bpmn:outgoing>questionPutToPutQuestion</bpmn:outgoing> | <bpmn:outgoing>questionPutToPutQuestion</bpmn:outgoing><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition> | the process does not begin with one plain circle
                    party-question.bpmn | encoding="UTF-8" | encoding="ISO-8859-1" | it is not in UTF-8
                    objection.dmn | decision id="objection" | decision id="obstruction" | objection.dmn: nothing asks the table obstruction
                    objection.dmn | <text>&gt; 28</text> | <text>&gt; &gt; 28</text> | objection.dmn, Old debt of a credit consumer: '> > 28' is not FEEL
                    objection.dmn | <inputEntry id="objectionDebtDebtAgeDays"> | <inputEntry id="objectionDebtDebtAgeDays" expressionLanguage="groovy"> | objection.dmn, Old debt of a credit consumer: it is written in groovy. Write it in FEEL.
                    objection.dmn | id="objectionDefinitions" | expressionLanguage="juel" id="objectionDefinitions" | it is written in juel. Write it in FEEL.
                    objection.dmn | <text>&gt; 28</text> | <text>count(for a in 1..2000000000 return a) &gt; 1</text> | repeats or defines something, which may never end
                    objection.dmn | <text>debtAgeDays</text> | <text>debtAge</text> | the program fills no input 'debtAge' of type 'integer'. Take one of these:
                    objection.dmn | name="proposal" | name="advice" | the program reads an output 'proposal' of type 'string'. Keep it.
                    objection.dmn | id="objectionOutputReason" | id="objectionOutputProposal" | several elements have the same id: objectionOutputProposal
                    objection.dmn | <decisionTable | <literalExpression><text>1</text></literalExpression><decisionTable | 'literalExpression' has no place in a decision table
                    objection.dmn | camunda:historyTimeToLive="P730D" | camunda:versionTag="2" | objection.dmn: the engine cannot take it
                    objection.dmn | <outputEntry id="objectionDebtReason"> | <outputEntry xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" id="objectionDebtReason" expressionLanguage="javascript"> | 'outputEntry' has no place in a decision table
                    objection.dmn | <outputEntry id="objectionDebtReason"> | <outputEntry id="objectionDebtReason" expressionLanguage="${feel}"> | it is written in ${feel}. Write it in FEEL.
                    objection.dmn | xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" | xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" | objection.dmn does not hold one decision table
                    objection.dmn | hitPolicy="FIRST" | hitPolicy="BEST" | objection.dmn: the engine cannot take it
                    objection.dmn | <text>]0..500]</text> | <text>(((((((((1)))))))))</text> | a cell is too long or too deeply nested
                    """)
    void what_the_program_could_not_run_is_not_put_forward(String file, String from, String to, String told)
            throws IOException {
        Proposal proposal = proposals.propose(List.of(changed(file, from, to)), "Try it", "anna");

        assertThat(proposal.change()).isNull();
        assertThat(proposal.wrong()).anySatisfy(sentence -> assertThat(sentence).contains(told));
        assertThat(definitions.inForce(ModelKind.TABLE, "obstruction")).isEmpty();
    }

    @Test
    void whatever_comes_along_can_be_changed_by_its_owner() throws IOException {
        List<ModelFile> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            for (Path file : files.toList()) {
                all.add(new ModelFile(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }

        assertThat(check.look(all).wrong()).isEmpty();
    }

    @Test
    void what_is_too_much_is_not_put_forward() throws IOException {
        ModelFile good = better("party-question.bpmn");
        assertThat(proposals
                        .propose(
                                IntStream.range(0, 11)
                                        .mapToObj(i -> new ModelFile(i + ".dmn", good.content()))
                                        .toList(),
                                "",
                                "anna")
                        .wrong())
                .containsExactly("Select at most 10 files");
        String long_ = text("party-question.bpmn") + " ".repeat(1024 * 1024);
        assertThat(wrong(new ModelFile("party-question.bpmn", bytes(long_))))
                .containsExactly("party-question.bpmn is larger than 1,024 KB, which is as large as a file may be.");
        String deep = "<a>".repeat(3000) + "</a>".repeat(3000);
        assertThat(wrong(new ModelFile("deep.bpmn", bytes(deep))))
                .containsExactly("deep.bpmn cannot be read: it is larger than a diagram that a person can read. Save it"
                        + " again in the modeller.");
        String name = "name=\"" + "Very good question ".repeat(14);
        assertThat(wrong(changed("party-question.bpmn", "name=\"Party question", name)))
                .containsExactly("party-question.bpmn: 'Very good question Very good q…' is too long. It may have 255"
                        + " characters.");
        assertThat(wrong(new ModelFile("PARTY-QUESTION.BPMN", good.content())))
                .containsExactly(
                        "PARTY-QUESTION.BPMN is no diagram, decision table or form. Select files that end with .bpmn,"
                                + " .dmn or .html.");
        assertThat(wrong(new ModelFile("script.sh", bytes("rm"))))
                .singleElement()
                .asString()
                .contains("no diagram, decision table or form");
        assertThat(wrong(good, good)).singleElement().asString().contains("is the second file with the same name");
        assertThat(wrong(new ModelFile("party-question.bpmn", bytes(text("party-question.bpmn")))))
                .containsExactly("party-question.bpmn is what is deployed already. Leave it out.");
    }

    @Test
    void nobody_approves_or_refuses_their_own_not_even_past_the_program() throws IOException {
        ProcessChange change = proposed(better("party-question.bpmn"), "anna");

        assertThat(changes.approve(change, "anna").result()).isEqualTo(Result.NOT_THEIRS);
        assertThat(changes.refuse(change, "I do not like it", "anna").result()).isEqualTo(Result.NOT_THEIRS);
        assertThat(changes.withdraw(change, "ben").result()).isEqualTo(Result.NOT_THEIRS);
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into process_change_end (change_id, outcome, at, actor, reason)
                                values (?, 'APPROVED', now(), 'anna', '')
                                """).param(change.id()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("nobody approves their own change");
        assertThat(changes.find(change.id()).orElseThrow().waits()).isTrue();
        assertThat(changes.withdraw(change, "anna").done()).isTrue();
        assertThat(changes.approve(change, "ben").result()).isEqualTo(Result.ENDED);
    }

    @Test
    void a_refused_change_is_kept_with_its_reason_and_changes_nothing() throws IOException {
        int before = version("partyQuestion");
        ProcessChange change = proposed(better("party-question.bpmn"), "anna");

        assertThat(changes.refuse(change, "Two days are too short", "ben").done())
                .isTrue();
        assertThat(changes.approve(change, "carl").result()).isEqualTo(Result.ENDED);

        assertThat(version("partyQuestion")).isEqualTo(before);
        assertThat(changes.find(change.id()).orElseThrow().end())
                .extracting("outcome", "actor", "reason")
                .containsExactly(Outcome.REFUSED, "ben", "Two days are too short");
        assertThatThrownBy(() -> jdbc.sql("delete from process_change_end").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() ->
                        jdbc.sql("update process_change_file set base = 0").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_double_click_and_two_approvers_at_once_make_one_version() throws IOException {
        int before = version("switchReversal");
        ProcessChange change = proposed(better("switch-reversal.bpmn"), "anna");

        List<Result> results = Stream.of("ben", "ben", "carl", "dora")
                .map(person -> CompletableFuture.supplyAsync(
                        () -> changes.approve(change, person).result()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(results).containsOnlyOnce(Result.DONE).containsOnly(Result.DONE, Result.ENDED);
        assertThat(version("switchReversal")).isEqualTo(before + 1);
    }

    @Test
    void a_change_of_what_has_been_replaced_meanwhile_has_to_be_looked_at_again() throws IOException {
        ProcessChange first = proposed(better("service-request.bpmn"), "anna");
        ProcessChange second = proposed(
                changed("service-request.bpmn", "name=\"Service request\"", "name=\"Question to a device\""), "anna");
        assertThat(changes.approve(first, "ben").done()).isTrue();

        assertThat(changes.isOfToday(second)).isFalse();
        assertThat(changes.approve(second, "ben").result()).isEqualTo(Result.SUPERSEDED);
        assertThat(proposals.again(second, "ben").change())
                .as("their own only: else its author could approve it")
                .isNull();

        ProcessChange anew =
                changes.find(required(proposals.again(second, "anna").change())).orElseThrow();
        assertThat(changes.find(second.id()).orElseThrow().end())
                .extracting("outcome", "reason")
                .containsExactly(Outcome.WITHDRAWN, "Put forward again as change " + anew.id());
        assertThat(anew.files().get(0).differences())
                .as("also what the first change brought and this one would take away")
                .extracting(Difference::property)
                .contains("name", "text");
        assertThat(changes.approve(anew, "ben").done()).isTrue();
    }

    @Test
    void an_approved_table_counts_at_once_and_the_way_back_is_a_change_like_any_other() throws IOException {
        Map<String, Object> debt = Map.of(
                "domestic",
                true,
                "prepayment",
                false,
                "ground",
                "DEBT",
                "debt",
                120.0,
                "debtAgeDays",
                45,
                "vulnerable",
                false);
        Definition before = definitions.inForce(ModelKind.TABLE, "objection").orElseThrow();
        assertThat(cases.decide("objection", debt)).containsEntry("proposal", "OBJECT");
        ProcessChange change =
                proposed(changed("objection.dmn", "<text>&gt; 28</text>", "<text>&gt; 60</text>"), "anna");
        assertThat(cases.decide("objection", debt)).as("it waits").containsEntry("proposal", "OBJECT");

        assertThat(changes.approve(change, "ben").done()).isTrue();

        assertThat(cases.decide("objection", debt)).containsEntry("proposal", "NO_OBJECTION");
        Definition now = definitions.inForce(ModelKind.TABLE, "objection").orElseThrow();
        assertThat(ProcessChanges.changeOf(now)).contains(change.id());
        assertThat(ProcessChanges.changeOf(before))
                .as("by the start of the program")
                .isEmpty();
        assertThat(proposals.whatWouldChange(before))
                .extracting(Difference::was, Difference::is)
                .contains(org.assertj.core.groups.Tuple.tuple("> 60", "> 28"));

        ProcessChange back = changes.find(
                        required(proposals.goBack(before, "Too strict", "ben").change()))
                .orElseThrow();
        assertThat(changes.approve(back, "ben").result()).isEqualTo(Result.NOT_THEIRS);
        assertThat(changes.approve(back, "anna").done()).isTrue();
        assertThat(cases.decide("objection", debt)).containsEntry("proposal", "OBJECT");
        assertThat(definitions
                        .file(definitions.inForce(ModelKind.TABLE, "objection").orElseThrow())
                        .content())
                .isEqualTo(definitions.file(before).content());
    }

    @Test
    void files_that_need_each_other_are_put_forward_and_come_into_force_together() throws IOException {
        ModelFile table = new ModelFile(
                "patience.dmn",
                bytes(text("change-of-supplier-readiness.dmn").replace("changeOfSupplierReadiness", "patience")));
        ModelFile diagram = changed(
                "party-question.bpmn",
                "<bpmn:serviceTask id=\"closeQuestion\" name=\"Close question\" camunda:expression=\"${partyQuestion.closeQuestion(caseId)}\"",
                "<bpmn:businessRuleTask id=\"closeQuestion\" name=\"Close question\" camunda:decisionRef=\"patience\"");
        ModelFile whole =
                new ModelFile(diagram.name(), bytes(closing(new String(diagram.content(), StandardCharsets.UTF_8))));
        assertThat(wrong(whole)).singleElement().asString().contains("no decision table has the id patience");

        assertThat(wrong(unfilled(whole), table))
                .hasSize(4)
                .allMatch(sentence ->
                        sentence.startsWith("party-question.bpmn, closeQuestion (Close question): its table"));

        ProcessChange change = changes.find(required(proposals
                        .propose(List.of(whole, table), "Decide by a table", "anna")
                        .change()))
                .orElseThrow();
        assertThat(change.files()).extracting(ChangedFile::key).containsExactlyInAnyOrder("partyQuestion", "patience");
        assertThat(changes.of(ModelKind.TABLE, "patience"))
                .extracting(ProcessChange::id)
                .containsExactly(change.id());
        assertThat(changes.withdraw(change, "anna").done()).isTrue();
    }

    /** Its inputs are parameters of the box, since the process knows no such facts. */
    private static String closing(String text) {
        int at = text.indexOf("camunda:decisionRef");
        int inside = text.indexOf("<bpmn:incoming>", at);
        int end = text.indexOf("</bpmn:serviceTask>", at);
        return text.substring(0, inside) + INPUTS + text.substring(inside, end) + "</bpmn:businessRuleTask>"
                + text.substring(end + "</bpmn:serviceTask>".length());
    }

    private static ModelFile unfilled(ModelFile file) {
        return new ModelFile(
                file.name(), bytes(new String(file.content(), StandardCharsets.UTF_8).replace(INPUTS, "")));
    }

    private ProcessChange proposed(ModelFile file, String person) {
        Proposal proposal = proposals.propose(List.of(file), "It reads better", person);
        assertThat(proposal.wrong()).isEmpty();
        return changes.find(required(proposal.change())).orElseThrow();
    }

    private static long required(@Nullable Long change) {
        assertThat(change).isNotNull();
        return change;
    }

    private List<String> wrong(ModelFile... files) {
        return proposals.propose(List.of(files), "Try it", "anna").wrong();
    }

    private int version(String process) {
        return definitions.inForce(ModelKind.DIAGRAM, process).orElseThrow().version();
    }

    /** With another text at its first box. */
    private static ModelFile better(String file) throws IOException {
        String text = text(file);
        int at = text.indexOf("</bpmn:documentation>", text.indexOf("<bpmn:startEvent"));
        return new ModelFile(file, bytes(text.substring(0, at) + " Now said better." + text.substring(at)));
    }

    private static ModelFile changed(String file, String from, String to) throws IOException {
        String text = text(file);
        assertThat(text).contains(from);
        return new ModelFile(file, bytes(text.replace(from, to)));
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("bpmn", file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
