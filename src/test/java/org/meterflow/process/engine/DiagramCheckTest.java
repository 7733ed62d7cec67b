package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.process.Drawn;
import org.meterflow.process.FactName;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.kit.BoxCheck;
import org.meterflow.process.kit.PlacedStep;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** An installation's own diagrams, before anything of them is deployed. */
class DiagramCheckTest {

    /** What is known of a visit. */
    enum VisitFact implements FactName {
        FIRST_DAY,
        GUESTS;

        @Override
        public String label() {
            return name();
        }
    }

    /** A process of the installation. */
    @Drawn(tells = "visitorArrived", asks = "roundTrip", knows = VisitFact.class)
    public static class Visit {

        public boolean bookVisit(String caseId) {
            return caseId.isEmpty();
        }

        public List<FieldError> judgeVisit(String caseId, Form form) {
            return List.of();
        }
    }

    /** A step of the kit. */
    @PlacedStep(
            needs = {"question", "within"},
            may = "team",
            gives = "votes",
            check = NoVoteOnVotes.class,
            outcomes = {"yes", "no"})
    public static class Vote {}

    /** What only the step knows of its properties. */
    static final class NoVoteOnVotes implements BoxCheck {

        @Override
        public Stream<String> wrong(Map<String, String> said) {
            return said.getOrDefault("question", "").equals("Vote?")
                    ? Stream.of("nobody votes on votes. Ask something else.")
                    : Stream.empty();
        }
    }

    private static final String VOTE =
            "<callActivity id=\"again\" calledElement=\"vote\"><extensionElements><camunda:properties>"
                    + "<camunda:property name=\"team\" value=\"operations\"/>"
                    + "<camunda:property name=\"question\" value=\"Again?\"/><camunda:property name=\"within\" value=\"P2D\"/>"
                    + "<camunda:property name=\"anotherPersonThan\" value=\"judgeVisit\"/>"
                    + "</camunda:properties></extensionElements></callActivity>";

    private static final String GOOD = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
              <process id="visit" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="asked"/>
                <serviceTask id="bookVisit" name="Book visit" camunda:expression="${visit.bookVisit(caseId)}"
                             camunda:resultVariable="word"/>
                <userTask id="judgeVisit" name="Judge visit" camunda:formKey="visit/judge-visit"
                          camunda:candidateGroups="switching, operations"/>
                <userTask id="secondLook" name="Second look" camunda:candidateGroups="operations">
                  <extensionElements>
                    <camunda:formData>
                      <camunda:formField id="decision" label="Was it good?" type="enum">
                        <camunda:value id="agree" name="Yes"/><camunda:value id="differ" name="No"/>
                      </camunda:formField>
                      <camunda:formField id="reason" label="Why?" type="string"/>
                    </camunda:formData>
                    <camunda:properties><camunda:property name="anotherPersonThan" value="judgeVisit"/></camunda:properties>
                  </extensionElements>
                </userTask>
                <exclusiveGateway id="good" name="Good?" default="no"/>
                <intermediateCatchEvent id="arrived"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
                <businessRuleTask id="weigh" camunda:decisionRef="roundTrip"/>
                <callActivity id="again" calledElement="visit"/>
                <endEvent id="over"/>
                <sequenceFlow id="a" sourceRef="asked" targetRef="bookVisit"/>
                <sequenceFlow id="b" sourceRef="bookVisit" targetRef="judgeVisit"/>
                <sequenceFlow id="c" sourceRef="judgeVisit" targetRef="secondLook"/>
                <sequenceFlow id="d" sourceRef="secondLook" targetRef="good"/>
                <sequenceFlow id="yes" name="Yes" sourceRef="good" targetRef="arrived">
                  <conditionExpression>${secondLook.decision == 'agree' and word != 'NO'}</conditionExpression></sequenceFlow>
                <sequenceFlow id="no" sourceRef="good" targetRef="over"/>
                <sequenceFlow id="e" sourceRef="arrived" targetRef="weigh"/>
                <sequenceFlow id="f" sourceRef="weigh" targetRef="again"/>
                <sequenceFlow id="g" sourceRef="again" targetRef="over"/>
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
        assertThat(wrong(GOOD.replace("camunda:expression=\"${visit.bookVisit(caseId)}\"", "")))
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
        assertThat(wrong(GOOD.replace("judgeVisit\"", "judge\"")))
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
    void what_is_called_stands_in_the_diagram() throws IOException {
        assertThat(wrong(GOOD.replace("calledElement=\"visit\"", "calledElement=\"${'visit'}\"")))
                .isNotEmpty();
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
    void a_script_as_condition_is_refused() throws IOException {
        assertThat(wrong(GOOD.replace("<conditionExpression>", "<conditionExpression language=\"groovy\">")))
                .singleElement()
                .asString()
                .startsWith("visit.bpmn, yes (Yes): 'language' is not for diagrams");
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
                                folder.toString(),
                                "meterflow.teams.operations.title",
                                "Operations desk",
                                "meterflow.teams.operations.work",
                                "Looks into devices.",
                                "meterflow.teams.switching.title",
                                "Switching",
                                "meterflow.teams.switching.work",
                                "Decides objections.")));
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
                        return name.equals("visit") ? Visit.class : name.equals("vote") ? Vote.class : null;
                    }

                    @Override
                    public boolean hasForm(String key) {
                        return Files.exists(folder.resolve(key + ".html"));
                    }

                    @Override
                    public Set<String> teams() {
                        return Set.of("operations", "switching");
                    }

                    @Override
                    public Set<String> messages() {
                        return Set.of("visitWanted");
                    }

                    @Override
                    public Set<String> drawn() {
                        return diagram.contains("process id=\"vote\"") ? Set.of("visit", "vote") : Set.of("visit");
                    }
                });
    }
}
