package org.meterflow.process.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelXml;
import org.w3c.dom.Element;

/** What a reviewer is told of a changed file: everything it says, nothing of how it is drawn. */
class DifferencesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'partyQuestion.deadline('           | 'partyQuestion.soon('       | Deadline: waits until – was ${partyQuestion.deadline(caseId)}, is now ${partyQuestion.soon(caseId)}
                    '<bpmn:message id="messageAnswerReceived" name="answerReceived"/>' | '<bpmn:message id="messageAnswerReceived" name="questionAnswered"/>' | Answer received: message – was answerReceived, is now questionAnswered
                    'historyTimeToLive="P730D"'         | 'historyTimeToLive="P30D"'  | The process as a whole: history time to live – was P730D, is now P30D
                    'As the caller has set it.'         | 'Two days.'                 | Deadline: text – was As the caller has set it., is now Two days.
                    'name="Answered"'                   | 'name="Done"'               | Done: name – was Answered, is now Done
                    'sourceRef="partySpeaks" targetRef="deadline"' | 'sourceRef="partySpeaks" targetRef="closeQuestion"' | Way from Party speaks to Close question: to – was Deadline, is now Close question
                    '<bpmn:serviceTask id="closeQuestion"' | '<bpmn:serviceTask id="closeQuestion" camunda:asyncBefore="true"' | Close question: async before – was , is now true
                    'camunda:asyncAfter="true"'         | ''                          | Answer received: async after – was true, is now
                    '<bpmn:timerEventDefinition id="deadlineTimer">' | '<bpmn:timerEventDefinition id="deadlineTimer"><bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R3/PT5M</camunda:failedJobRetryTimeCycle></bpmn:extensionElements>' | Deadline: failed job retry time cycle – was , is now R3/PT5M
                    """)
    void a_changed_property_is_told_with_what_it_was_and_what_it_is(String from, String to, String told)
            throws IOException {
        assertThat(words("party-question.bpmn", from, to)).contains(told);
    }

    @Test
    void a_condition_and_a_parameter_that_a_called_process_gets_are_told() throws IOException {
        assertThat(words("change-of-supplier.bpmn", "${objected}", "${!objected}"))
                .anyMatch(sentence -> sentence.contains("condition – was ${objected}, is now ${!objected}"));
        String parameter = "<camunda:in ";
        assertThat(words("change-of-supplier.bpmn", parameter, "<camunda:in local=\"true\" "))
                .anyMatch(sentence -> sentence.endsWith("given, local – was , is now true"));
    }

    @Test
    void boxes_that_came_and_boxes_that_went_are_told_with_what_the_new_ones_do() throws IOException {
        String box = "<bpmn:serviceTask id=\"remindParty\" name=\"Remind party\""
                + " camunda:expression=\"${partyQuestion.putQuestion(caseId)}\"/>";
        assertThat(words(
                        "party-question.bpmn",
                        "<bpmn:endEvent id=\"questionAnswered\"",
                        box + "<bpmn:endEvent id=\"answered\""))
                .contains(
                        "new: Remind party",
                        "new: Remind party: expression – was , is now ${partyQuestion.putQuestion(caseId)}",
                        "gone: Answered");
    }

    @Test
    void a_box_with_another_name_is_the_same_box_for_the_ways_that_lead_to_it() throws IOException {
        assertThat(words("party-question.bpmn", "name=\"Answered\"", "name=\"Done\""))
                .containsExactly("Done: name – was Answered, is now Done");
    }

    @Test
    void a_box_that_became_another_kind_of_box_is_told() throws IOException {
        assertThat(words("party-question.bpmn", "bpmn:serviceTask", "bpmn:sendTask"))
                .contains("Put question: kind – was service task, is now send task");
    }

    @Test
    void a_box_that_leads_to_another_of_the_same_name_is_told_by_its_id() throws IOException {
        String twin = "<bpmn:endEvent id=\"twin\" name=\"Answered\"/>";
        assertThat(words(
                        "party-question.bpmn",
                        "<bpmn:sequenceFlow id=\"questionPut",
                        twin + "<bpmn:sequenceFlow id=\"questionPut"))
                .contains("new: Answered");
        String before = content("party-question.bpmn")
                .replace("<bpmn:sequenceFlow id=\"questionPut", twin + "<bpmn:sequenceFlow id=\"questionPut");
        assertThat(words(before, before.replace("targetRef=\"questionAnswered\"", "targetRef=\"twin\"")))
                .containsExactly("Way from Answer received to Answered: to – was questionAnswered, is now twin");
    }

    @Test
    void what_is_drawn_elsewhere_or_written_in_another_order_is_no_difference() throws IOException {
        String before = content("party-question.bpmn");
        String first =
                "    <bpmn:sequenceFlow id=\"questionPutToPutQuestion\" sourceRef=\"questionPut\" targetRef=\"putQuestion\"/>\n";
        assertThat(before).contains(first);
        String after = before.replace("x=\"162\"", "x=\"190\"")
                .replace(first, "")
                .replace("  </bpmn:process>", first + "  </bpmn:process>");

        assertThat(after).isNotEqualTo(before);
        assertThat(words(before, after)).isEmpty();
    }

    @Test
    void a_cell_of_a_decision_table_is_told_by_its_rule_and_its_column() throws IOException {
        assertThat(words("objection.dmn", "<text>&gt; 28</text>", "<text>&gt; 60</text>"))
                .containsExactly(
                        "Rule: Old debt of a credit consumer: Debt age (days) – was > 28, is now > 60",
                        "Rule: Debt of a business: Debt age (days) – was > 28, is now > 60");
    }

    @Test
    void rules_that_are_tried_in_another_order_are_told() throws IOException {
        String before = content("objection.dmn");
        String rule = before.substring(
                before.indexOf("<rule id=\"objectionContract\""), before.indexOf("<rule id=\"objectionAssignDebt\""));
        String after = before.replace(rule, "")
                .replace("<rule id=\"objectionErroneous\"", rule + "<rule id=\"objectionErroneous\"");

        assertThat(words(before, after))
                .singleElement()
                .asString()
                .startsWith(
                        "The table as a whole: order of the rules – was Nobody asked for the switch; The consumer wants")
                .contains("is now A business contract forbids it; Nobody asked for the switch; ");
    }

    @Test
    void a_new_rule_is_told_with_its_cells_and_its_place() throws IOException {
        String rule =
                "<rule id=\"grace\"><description>A week of grace</description><inputEntry id=\"g1\"><text>true</text></inputEntry></rule>";
        assertThat(words("objection.dmn", "<rule id=\"objectionContract\"", rule + "<rule id=\"objectionContract\""))
                .contains(
                        "new: Rule: A week of grace",
                        "new: Rule: A week of grace: Domestic consumer – was , is now true",
                        "new: Rule: A week of grace: place – was , is now after ‘Rule: The consumer wants to stay’");
    }

    private static List<String> words(String file, String from, String to) throws IOException {
        String before = content(file);
        assertThat(before).contains(from);
        return words(before, before.replace(from, to == null ? "" : to));
    }

    private static List<String> words(String before, String after) throws IOException {
        return Differences.between(root(before), root(after)).stream()
                .map(DifferencesTest::sentence)
                .toList();
    }

    private static String sentence(Difference each) {
        String sort = switch (each.sort()) {
            case ADDED -> "new: ";
            case REMOVED -> "gone: ";
            case CHANGED -> "";
        };
        return each.property().isEmpty()
                ? sort + each.place()
                : (sort + each.place() + ": " + each.property() + " – was " + each.was() + ", is now " + each.is())
                        .strip();
    }

    private static String content(String file) throws IOException {
        return Files.readString(Path.of("bpmn", file));
    }

    private static Element root(String text) throws IOException {
        return ModelXml.root(new ModelFile("some.bpmn", text.getBytes(StandardCharsets.UTF_8)));
    }
}
