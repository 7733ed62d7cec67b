package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** An installation's own diagrams, before anything of them is deployed: their boxes, and the files themselves. */
class DiagramCheckTest extends DiagramChecks {

    @Test
    void diagrams_that_the_program_can_run_are_taken() throws IOException {
        assertThat(wrong(GOOD)).isEmpty();
    }

    @Test
    void a_box_that_says_nothing_is_named() throws IOException {
        assertThat(wrong(GOOD.replace("camunda:expression=\"${visit.bookVisit(caseId)}\"", "")))
                .singleElement()
                .asString()
                .contains("bookVisit (Book visit): nothing says what the program does here");
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
    void what_is_called_stands_in_the_diagram() throws IOException {
        assertThat(wrong(GOOD.replace("calledElement=\"visit\"", "calledElement=\"${'visit'}\"")))
                .isNotEmpty();
    }

    @Test
    void a_box_without_a_way_in_or_out_is_named() throws IOException {
        assertThat(wrong(GOOD.replace(
                        "sourceRef=\"again\" targetRef=\"over\"", "sourceRef=\"again\" targetRef=\"weigh\"")))
                .hasSize(3)
                .contains("visit.bpmn, again: no way leads from it to an end, so a case would stay there. Draw the flow"
                        + " that goes on.");
        assertThat(wrong(GOOD.replace("targetRef=\"judgeVisit\"", "targetRef=\"secondLook\"")))
                .containsExactly(
                        "visit.bpmn, judgeVisit (Judge visit): no way leads to it. Draw a flow to it, or take it away.");
    }

    @Test
    void a_question_without_a_way_out_for_every_answer_is_named() throws IOException {
        assertThat(wrong(GOOD.replace(" default=\"no\"", "")))
                .containsExactly(
                        "visit.bpmn, good (Good?): no way out is taken otherwise, so a case would stay there when"
                                + " no condition is true. Make one flow the default.");
    }

    @Test
    void a_process_says_how_long_its_cases_are_kept() throws IOException {
        assertThat(wrong(GOOD.replace("camunda:historyTimeToLive=\"P1D\"", "")))
                .containsExactly(
                        "visit.bpmn, visit: nothing says how long ended cases are kept. Write a History time to"
                                + " live, as in P730D.");
    }

    @Test
    void a_placed_step_says_what_it_needs_and_its_outcome_can_be_asked_for() throws IOException {
        String voting = GOOD.replace("<callActivity id=\"again\" calledElement=\"visit\"/>", VOTE)
                .replace("word != 'NO'", "again.outcome == 'yes'")
                .replace("</definitions>", "<process id=\"vote\" camunda:historyTimeToLive=\"P1D\"/></definitions>");
        assertThat(wrong(voting)).isEmpty();
        assertThat(wrong(voting.replace("value=\"Again?\"", "value=\" \"")))
                .containsExactly("visit.bpmn, again: nothing says its question. Write it under Extension properties.");
        assertThat(wrong(voting.replace("P2D", "two days")))
                .containsExactly("visit.bpmn, again: 'two days' is no time. Write days and hours, as in P2D or PT4H.");
        assertThat(wrong(voting.replace(
                        "value=\"judgeVisit\"/></camunda:properties></extensionElements></callActivity>",
                        "value=\"judge\"/></camunda:properties></extensionElements></callActivity>")))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, again: other people than who did 'judge' shall decide");
        assertThat(wrong(voting.replace("== 'yes'", "== 'maybe'")))
                .containsExactly(
                        "visit.bpmn, yes (Yes): 'maybe' is no answer of again.outcome. Its answers are: yes, no.");
        assertThat(wrong(voting.replace("again.outcome", "again.result")))
                .containsExactly("visit.bpmn, yes (Yes): the task again has no field result. It has: outcome, votes.");
        assertThat(wrong(voting.replace("again.outcome", "again.votes"))).isEmpty();
        assertThat(wrong(voting.replace("\"question\" value=\"Again?\"", "\"question\" value=\"${facts.gests}\"")))
                .containsExactly("visit.bpmn, again: the process knows no fact gests. It knows: firstDay, guests.");
        assertThat(wrong(voting.replace("name=\"team\"", "name=\"teem\"")))
                .containsExactly("visit.bpmn, again: it has no property 'teem'. It has: question, team, within.");
        assertThat(wrong(voting.replace("Again?", "Vote?")))
                .containsExactly("visit.bpmn, again: nobody votes on votes. Ask something else.");
    }

    @Test
    void a_box_hands_over_nothing_that_is_another_case_s_and_of_a_drawn_process_names_no_case() throws IOException {
        String handing = GOOD.replace(
                "<callActivity id=\"again\" calledElement=\"visit\"/>",
                "<callActivity id=\"again\" calledElement=\"visit\"><extensionElements><camunda:out variables=\"all\"/>"
                        + "</extensionElements></callActivity>");
        assertThat(wrong(handing)).singleElement().asString().startsWith("visit.bpmn, again: it hands over everything");
        String naming = GOOD.replace(
                "</definitions>",
                "<process id=\"vote\" camunda:historyTimeToLive=\"P1D\"/><process id=\"round\" camunda:historyTimeToLive=\"P1D\">"
                        + "<startEvent id=\"begun\"/><callActivity id=\"ask\" calledElement=\"vote\"><extensionElements>"
                        + "<camunda:in businessKey=\"REQ-1:ask\"/></extensionElements></callActivity></process></definitions>");
        assertThat(wrong(naming))
                .contains(
                        "visit.bpmn, ask: it names the case that it calls. Take businessKey out: the step finds its own.");
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
}
