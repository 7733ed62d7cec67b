package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What boxes and conditions of an installation's own diagrams may have the engine work out. */
class DiagramExpressionsTest extends DiagramChecks {

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
    void a_mistyped_condition_is_named_with_what_could_be_meant() throws IOException {
        assertThat(wrong(GOOD.replace("secondLook.decision", "secondLook.decison")))
                .containsExactly(
                        "visit.bpmn, yes (Yes): the task secondLook has no field decison. It has: decision, reason.");
        assertThat(wrong(GOOD.replace("secondLook.decision", "secondlook.decision")))
                .containsExactly("visit.bpmn, yes (Yes): no task of this diagram has the id secondlook. Write the id of"
                        + " the task whose answer you mean.");
        assertThat(wrong(GOOD.replace("'agree'", "'agre'")))
                .containsExactly("visit.bpmn, yes (Yes): 'agre' is no answer of secondLook.decision. Its answers are:"
                        + " agree, differ.");
        assertThat(wrong(GOOD.replace("word !=", "wort !=")))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, yes (Yes): nothing before it finds out 'wort'.");
        assertThat(wrong(GOOD.replace("and word", "and and word")))
                .singleElement()
                .asString()
                .startsWith(
                        "visit.bpmn, yes (Yes): ${secondLook.decision == 'agree' and and word != 'NO'} cannot be read at");
    }

    @Test
    void a_condition_may_ask_for_what_the_process_knows_and_nothing_else() throws IOException {
        assertThat(wrong(GOOD.replace("word != 'NO'", "facts.guests > 2 and facts.firstDay != null")))
                .isEmpty();
        assertThat(wrong(GOOD.replace("word != 'NO'", "at(workingDaysBefore(facts.firstDay, 2), '17:00') > now()")))
                .isEmpty();
        assertThat(wrong(GOOD.replace("word != 'NO'", "at(facts.firstDay, '25:00') > now()")))
                .singleElement()
                .asString()
                .endsWith("names no time of day. Write hours and minutes, as in '17:00'.");
        assertThat(wrong(GOOD.replace("word != 'NO'", "currentUser() == 'me'")))
                .singleElement()
                .asString()
                .startsWith(
                        "visit.bpmn, yes (Yes): ${secondLook.decision == 'agree' and currentUser() == 'me'} uses what is no"
                                + " function of diagrams. They are now(),");
        assertThat(wrong(GOOD.replace("word != 'NO'", "workingDaysAfter(facts.firstDya, 2) > now()")))
                .containsExactly(
                        "visit.bpmn, yes (Yes): the process knows no fact firstDya. It knows: firstDay, guests.");
        assertThat(wrong(GOOD.replace("word != 'NO'", "facts.geusts > 2")))
                .containsExactly(
                        "visit.bpmn, yes (Yes): the process knows no fact geusts. It knows: firstDay, guests.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.Runtime')}",
                "${word.getBytes()}",
                "${word.bytes.length}",
                "${execution.getProcessEngineServices()}",
                "${dataSource.close(caseId)}",
                "${visit.bookVisit(word.concat(caseId))}",
                "${visit.class.name}",
                "${visit['class']}",
                "${'}'.getClass()}",
                "#{systemProperties['user.home']}",
                "${unclosed.getClass()"
            })
    void a_condition_that_is_a_program_is_refused(String program) throws IOException {
        assertThat(wrong(GOOD.replace("${secondLook.decision == 'agree' and word != 'NO'}", program)))
                .isNotEmpty()
                .allMatch(sentence -> sentence.startsWith("visit.bpmn, yes (Yes): "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camunda:class=\"java.lang.Runtime\"",
                "camunda:delegateExpression=\"${word}\"",
                "camunda:type=\"external\"",
                "camunda:type=\"mail\"",
                "activiti:class=\"java.lang.Runtime\" xmlns:activiti=\"http://activiti.org/bpmn\""
            })
    void a_box_that_brings_its_own_program_is_refused(String mark) throws IOException {
        assertThat(wrong(
                        GOOD.replace("camunda:decisionRef=\"roundTrip\"", "camunda:decisionRef=\"roundTrip\" " + mark)))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, weigh: '")
                .endsWith(
                        "is not for diagrams: it would bring a program of its own. Take it away, and use a step of the process.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<camunda:executionListener event=\"start\" class=\"java.lang.Runtime\"/>",
                "<camunda:taskListener event=\"create\" expression=\"${word}\"/>",
                "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>",
                "<camunda:field name=\"to\" stringValue=\"all\"/>",
                "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:script scriptFormat=\"groovy\">1</camunda:script>"
                        + "</camunda:inputParameter></camunda:inputOutput>"
            })
    void listeners_connectors_and_scripts_are_refused(String mark) throws IOException {
        assertThat(wrong(GOOD.replace("<camunda:formData>", mark + "<camunda:formData>")))
                .isNotEmpty()
                .allMatch(sentence -> sentence.startsWith("visit.bpmn, secondLook (Second look): '"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$<![CDATA[{visit.bookVisit('another')}]]>",
                "$<!-- -->{visit.bookVisit('another')}",
                "${vote.bookVisit(caseId)}",
                "${''.concat((((((word))))))}"
            })
    void what_the_engine_would_read_is_what_is_checked(String condition) throws IOException {
        assertThat(wrong(GOOD.replace("${secondLook.decision == 'agree' and word != 'NO'}", condition)))
                .isNotEmpty();
    }

    @Test
    void the_documentation_of_a_task_is_worked_out_by_the_engine_and_so_checked() throws IOException {
        assertThat(wrong(GOOD.replace(
                        "<userTask id=\"secondLook\" name=\"Second look\" camunda:candidateGroups=\"operations\">",
                        "<userTask id=\"secondLook\" name=\"Second look\" camunda:candidateGroups=\"operations\">"
                                + "<documentation>${visit.bookVisit('another')}</documentation>")))
                .singleElement()
                .asString()
                .contains("secondLook (Second look): ${visit.bookVisit('another')} is not how a step is called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"caseId", "facts", "secondLook", "visit", "execution"})
    void a_result_does_not_take_the_name_of_something_else(String name) throws IOException {
        assertThat(wrong(GOOD.replace("camunda:resultVariable=\"word\"", "camunda:resultVariable=\"" + name + "\"")))
                .contains("visit.bpmn, bookVisit (Book visit): '" + name
                        + "' is the name of something else here. Give the result a word of its own.");
    }

    @Test
    void an_expression_ends_somewhere() throws IOException {
        assertThat(wrong(GOOD.replace("word != 'NO'", "(".repeat(100_000) + "word" + ")".repeat(100_000))))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, yes (Yes): an expression has more than 1000 characters");
        assertThat(
                        wrong(
                                GOOD.replace(
                                        "<callActivity id=\"again\" calledElement=\"visit\"/>",
                                        "<callActivity id=\"again\" calledElement=\"visit\"><multiInstanceLoopCharacteristics>"
                                                + "<loopCardinality>2000000000</loopCardinality></multiInstanceLoopCharacteristics></callActivity>")))
                .singleElement()
                .asString()
                .contains("'loopCardinality' is not for diagrams");
    }

    @Test
    void a_script_as_condition_is_refused() throws IOException {
        assertThat(wrong(GOOD.replace("<conditionExpression>", "<conditionExpression language=\"groovy\">")))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, yes (Yes): 'language' is not for diagrams");
    }
}
