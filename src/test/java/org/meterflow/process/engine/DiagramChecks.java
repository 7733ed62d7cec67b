package org.meterflow.process.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.process.Drawn;
import org.meterflow.process.FactName;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.kit.BoxCheck;
import org.meterflow.process.kit.PlacedStep;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A program with the process <em>visit</em> and the step <em>vote</em>, and an installation's own folder with a good diagram. */
abstract class DiagramChecks {

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

    static final String VOTE =
            "<callActivity id=\"again\" calledElement=\"vote\"><extensionElements><camunda:properties>"
                    + "<camunda:property name=\"team\" value=\"operations\"/>"
                    + "<camunda:property name=\"question\" value=\"Again?\"/><camunda:property name=\"within\" value=\"P2D\"/>"
                    + "<camunda:property name=\"anotherPersonThan\" value=\"judgeVisit\"/>"
                    + "</camunda:properties></extensionElements></callActivity>";

    static final String GOOD = """
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

    static final String TABLE = """
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

    AnnotationConfigApplicationContext programWithOwnFolder() {
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

    List<String> wrong(String diagram) throws IOException {
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
