package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Tasks in an installation's own diagrams: their forms and questions, and who may do them. */
class DiagramTasksTest extends DiagramChecks {

    @Test
    void a_task_without_its_form_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("visit/judge-visit", "visit/judge")))
                .containsExactly(
                        "visit.bpmn, judgeVisit (Judge visit): there is no form forms/visit/judge.html. Write the"
                                + " form, or give the task the form key of one that is there.");
    }

    @Test
    void a_task_that_nobody_could_complete_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("judgeVisit\"", "judge\"")))
                .singleElement()
                .asString()
                .contains("judge (Judge visit): the program has no step visit.judge that takes the form");
    }

    @Test
    void a_constraint_that_would_not_hold_is_named() throws IOException {
        String constrained = GOOD.replace(
                "<camunda:formField id=\"reason\" label=\"Why?\" type=\"string\"/>",
                "<camunda:formField id=\"reason\" label=\"Why?\" type=\"string\"><camunda:validation>"
                        + "<camunda:constraint name=\"minlength\" config=\"10\"/></camunda:validation></camunda:formField>");
        assertThat(wrong(constrained)).isEmpty();
        assertThat(wrong(constrained.replace("config=\"10\"", "config=\"ten\"")))
                .hasSize(1);
        assertThat(wrong(constrained.replace(
                        "name=\"minlength\" config=\"10\"", "name=\"validator\" config=\"java.lang.Process\"")))
                .singleElement()
                .asString()
                .contains("'validator' is no constraint of the field reason");
    }

    @Test
    void a_field_that_is_required_with_one_that_is_not_there_is_named() throws IOException {
        String together = GOOD.replace(
                "<camunda:formField id=\"reason\" label=\"Why?\" type=\"string\"/>",
                "<camunda:formField id=\"reason\" label=\"Why?\" type=\"string\"><camunda:properties>"
                        + "<camunda:property id=\"requiredWith\" name=\"requiredWith\" value=\"verdict\"/>"
                        + "</camunda:properties></camunda:formField>");
        assertThat(wrong(together))
                .singleElement()
                .asString()
                .contains("the field reason is required with 'verdict', and the form has no such field");
    }

    @Test
    void a_form_outside_its_folder_is_no_form() throws IOException {
        assertThat(wrong(GOOD.replace("visit/judge-visit", "../visit/judge-visit")))
                .hasSize(1);
        assertThat(wrong(GOOD.replace(
                        "<userTask id=\"secondLook\"",
                        "<userTask xmlns:old=\"http://activiti.org/bpmn\" old:formKey=\"x\" id=\"secondLook\"")))
                .singleElement()
                .asString()
                .contains("'formKey' is not for diagrams");
    }

    @Test
    void questions_that_nobody_could_answer_are_named() throws IOException {
        assertThat(wrong(GOOD.replace("type=\"string\"", "type=\"essay\"")))
                .containsExactly(
                        "visit.bpmn, secondLook (Second look): the field reason has no type that people can"
                                + " answer. Take one of: string, enum, long, decimal, money, boolean, date, instant, meterPoint, party, device.");
        assertThat(wrong(GOOD.replace("label=\"Why?\"", "")))
                .singleElement()
                .asString()
                .contains("asks nothing");
        assertThat(wrong(GOOD.replace("<camunda:value id=\"differ\" name=\"No\"/>", "")))
                .singleElement()
                .asString()
                .contains("the field decision has fewer than two answers");
        assertThat(wrong(GOOD.replace("id=\"reason\"", "id=\"decision\"")))
                .singleElement()
                .asString()
                .contains("'decision' cannot be the id of a field");
    }

    @Test
    void a_task_for_a_team_that_there_is_not_is_named_with_those_there_are() throws IOException {
        assertThat(wrong(GOOD.replace("\"switching, operations\"", "\"swtching, operations\"")))
                .containsExactly("visit.bpmn, judgeVisit (Judge visit): there is no team 'swtching'. Take one of:"
                        + " operations, switching. An installation adds teams in its settings.");
        assertThat(wrong(GOOD.replace("\"operations\"", "\"${visit.bookVisit(caseId)}\"")))
                .singleElement()
                .asString()
                .contains("secondLook (Second look): there is no team '${visit.bookVisit(caseId)}'");
    }

    @Test
    void a_step_that_asks_a_team_which_there_is_not_is_named_at_the_box_that_calls_it() throws IOException {
        assertThat(wrong(GOOD.replace(
                        "<callActivity id=\"again\" calledElement=\"visit\"/>",
                        VOTE.replace("operations", "operator"))))
                .contains("visit.bpmn, again: there is no team 'operator'. Take one of: operations, switching. An"
                        + " installation adds teams in its settings.");
    }

    @Test
    void a_task_for_somebody_past_the_teams_is_named() throws IOException {
        assertThat(wrong(GOOD.replace(
                        "camunda:candidateGroups=\"switching, operations\"/>",
                        "camunda:candidateGroups=\"switching\"><humanPerformer><resourceAssignmentExpression>"
                                + "<formalExpression>bob</formalExpression></resourceAssignmentExpression>"
                                + "</humanPerformer></userTask>")))
                .containsExactly("visit.bpmn, judgeVisit (Judge visit): 'humanPerformer' is not for diagrams. Take it"
                        + " away, and write the team under Candidate groups.");
    }

    @Test
    void a_task_that_is_for_no_team_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("camunda:candidateGroups=\"operations\"", "")))
                .containsExactly("visit.bpmn, secondLook (Second look): no team does this task. Write one under"
                        + " Candidate groups: operations, switching.");
        assertThat(wrong(GOOD.replace("camunda:candidateGroups=\"switching, operations\"", "")))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, judgeVisit (Judge visit): no team does this task");
    }

    @Test
    void the_program_does_not_start_with_a_task_for_a_team_that_is_not_in_its_settings() throws IOException {
        Files.writeString(folder.resolve("visit.bpmn"), GOOD);
        try (AnnotationConfigApplicationContext program = programWithOwnFolder()) {
            program.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("no switching", Map.of("meterflow.teams.switching.title", "")));
            assertThatThrownBy(program::refresh).hasMessageContaining("a team needs a title");
        }
        Files.writeString(folder.resolve("visit.bpmn"), GOOD.replace("\"operations\"", "\"street-works\""));
        try (AnnotationConfigApplicationContext program = programWithOwnFolder()) {
            assertThatThrownBy(program::refresh)
                    .isInstanceOf(UnfitDiagrams.class)
                    .hasMessageContaining("there is no team 'street-works'");
        }
        try (AnnotationConfigApplicationContext program = programWithOwnFolder()) {
            program.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "own",
                            Map.of(
                                    "meterflow.teams.street-works.title", "Street works",
                                    "meterflow.teams.street-works.work", "Digs.")));
            program.refresh();
            assertThat(program.isActive()).isTrue();
        }
    }

    @Test
    void the_other_person_must_be_one_who_did_a_task_of_the_diagram() throws IOException {
        assertThat(wrong(GOOD.replace("value=\"judgeVisit\"", "value=\"judgeVsit\"")))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, secondLook (Second look): another person than who did 'judgeVsit'");
    }
}
