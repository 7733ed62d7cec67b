package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** An installation's own diagrams, before anything of them is deployed. */
class DiagramCheckTest {

    /** A process of the installation. */
    @Drawn(tells = "visitorArrived", asks = "roundTrip")
    public static class Visit {

        public boolean bookVisit(String caseId) {
            return caseId.isEmpty();
        }

        public List<FieldError> judgeVisit(String caseId, Form form) {
            return List.of();
        }
    }

    private static final String GOOD = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
              <process id="visit" isExecutable="true">
                <startEvent id="asked"/>
                <serviceTask id="bookVisit" name="Book visit" camunda:expression="${visit.bookVisit(caseId)}"
                             camunda:resultVariable="word"/>
                <userTask id="judgeVisit" name="Judge visit" camunda:formKey="visit/judge-visit"/>
                <intermediateCatchEvent id="arrived"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
                <businessRuleTask id="weigh" camunda:decisionRef="roundTrip"/>
                <callActivity id="again" calledElement="visit"/>
                <sequenceFlow id="yes"><conditionExpression>${word.equals('YES')}</conditionExpression></sequenceFlow>
              </process>
              <message id="m" name="visitorArrived"/>
            </definitions>
            """;

    private static final String TABLE = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="t" name="t" id="t">
              <decision id="roundTrip"/></definitions>
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void aFormAndATable() throws IOException {
        Files.createDirectories(folder.resolve("visit"));
        Files.writeString(folder.resolve("visit/judge-visit.html"), "<p>How was it?</p>");
        Files.writeString(folder.resolve("round-trip.dmn"), TABLE);
    }

    @Test
    void diagrams_that_the_program_can_run_are_taken() throws IOException {
        assertThat(wrong(GOOD)).isEmpty();
    }

    @Test
    void a_box_with_an_unknown_method_is_named_with_what_to_do() throws IOException {
        assertThat(wrong(GOOD.replace("visit.bookVisit", "visit.bokVisit")))
                .containsExactly(
                        "visit.bpmn, bookVisit (Book visit): the program has no step visit.bokVisit. Take the id"
                                + " and the expression of a step it has, or add the method.");
    }

    @Test
    void a_box_of_an_unknown_process_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("visit.bookVisit", "visitt.bookVisit")))
                .singleElement()
                .asString()
                .contains("visit.bpmn, bookVisit (Book visit): the program has no process class named visitt");
    }

    @Test
    void a_step_is_called_with_its_case_and_nothing_else() throws IOException {
        assertThat(wrong(GOOD.replace("bookVisit(caseId)", "bookVisit(execution)")))
                .singleElement()
                .asString()
                .endsWith("is not how a step is called. Write ${visit.bookVisit(caseId)}.");
    }

    @Test
    void a_box_that_says_nothing_is_named() throws IOException {
        assertThat(wrong(
                        GOOD.replace("camunda:expression=\"${visit.bookVisit(caseId)}\"", "camunda:type=\"external\"")))
                .singleElement()
                .asString()
                .contains("bookVisit (Book visit): nothing says what the program does here");
    }

    @Test
    void a_task_without_its_form_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("visit/judge-visit", "visit/judge")))
                .containsExactly(
                        "visit.bpmn, judgeVisit (Judge visit): there is no form forms/visit/judge.html. Write the"
                                + " form, or give the task the form key of one that is there.");
    }

    @Test
    void a_task_that_nobody_could_complete_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("id=\"judgeVisit\"", "id=\"judge\"")))
                .singleElement()
                .asString()
                .contains("judge (Judge visit): the program has no step visit.judge that takes the form");
    }

    @Test
    void a_message_that_nobody_tells_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("name=\"visitorArrived\"", "name=\"visitorLeft\"")))
                .containsExactly("visit.bpmn, arrived: nobody tells a case the message 'visitorLeft'. Take one that the"
                        + " process is told: visitorArrived.");
        assertThat(wrong(GOOD.replace("messageRef=\"m\"", ""))).hasSize(1);
    }

    @Test
    void a_decision_table_that_is_not_there_is_named_by_the_box_and_by_the_process_that_asks() throws IOException {
        Files.delete(folder.resolve("round-trip.dmn"));
        assertThat(wrong(GOOD))
                .containsExactly(
                        "visit.bpmn, weigh: no decision table has the id roundTrip. Put its .dmn file beside the diagrams.",
                        "visit.bpmn: no decision table has the id roundTrip, which this process asks. Put its .dmn file"
                                + " beside the diagrams.");
    }

    @Test
    void a_called_process_that_is_not_there_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("calledElement=\"visit\"", "calledElement=\"journey\"")))
                .singleElement()
                .asString()
                .contains("visit.bpmn, again: no diagram has the process 'journey'");
    }

    @Test
    void a_process_that_the_program_runs_has_to_be_there() throws IOException {
        assertThat(wrong(GOOD.replace("id=\"visit\"", "id=\"other\"")
                        .replace("calledElement=\"visit\"", "calledElement=\"other\"")))
                .contains("No diagram has the process visit, which the program runs: copy its file to the others.");
    }

    @Test
    void a_file_that_is_no_diagram_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("</process>", "")))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn cannot be read: ");
    }

    @Test
    void the_program_does_not_start_with_a_diagram_that_it_cannot_run() throws IOException {
        Files.writeString(folder.resolve("visit.bpmn"), GOOD.replace("visit.bookVisit", "visit.bokVisit"));
        try (AnnotationConfigApplicationContext program = programWithOwnFolder()) {
            assertThatThrownBy(program::refresh)
                    .isInstanceOf(UnfitDiagrams.class)
                    .hasMessageContaining("visit.bpmn, bookVisit (Book visit): the program has no step visit.bokVisit");
        }
        Files.writeString(folder.resolve("visit.bpmn"), GOOD);
        try (AnnotationConfigApplicationContext program = programWithOwnFolder()) {
            program.refresh();
            assertThat(program.isActive()).isTrue();
        }
    }

    private AnnotationConfigApplicationContext programWithOwnFolder() {
        AnnotationConfigApplicationContext program = new AnnotationConfigApplicationContext();
        program.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "given",
                        Map.of(
                                "camunda.bpm.deployment-resource-pattern",
                                "file:" + folder + "/*.bpmn,file:" + folder + "/*.dmn",
                                "meterflow.forms.directory",
                                folder.toString())));
        program.registerBean(DiagramsAtStart.class);
        program.registerBean("visit", Visit.class);
        return program;
    }

    private List<String> wrong(String diagram) throws IOException {
        Files.writeString(folder.resolve("visit.bpmn"), diagram);
        return Diagrams.at("file:" + folder + "/*.bpmn", "file:" + folder + "/*.dmn")
                .wrongFor(new DiagramCheck.Program() {

                    @Override
                    public @Nullable Class<?> named(String name) {
                        return name.equals("visit") ? Visit.class : null;
                    }

                    @Override
                    public boolean hasForm(String key) {
                        return Files.exists(folder.resolve(key + ".html"));
                    }

                    @Override
                    public Set<String> drawn() {
                        return Set.of("visit");
                    }
                });
    }
}
