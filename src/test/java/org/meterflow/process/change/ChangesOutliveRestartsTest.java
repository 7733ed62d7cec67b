package org.meterflow.process.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.Meterflow;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.meterflow.testing.FreshDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program is started, stopped and started again on the same database. */
class ChangesOutliveRestartsTest {

    private final String database = FreshDatabase.create();

    @TempDir
    Path data;

    @Test
    void an_approved_change_stays_in_force_and_one_that_waits_goes_on_waiting() throws IOException {
        List<Definition> deployed;
        long waiting;
        try (ConfigurableApplicationContext program = start()) {
            ChangeProposals proposals = program.getBean(ChangeProposals.class);
            ProcessChanges changes = program.getBean(ProcessChanges.class);
            ProcessChange approved = proposed(proposals, changes, "P730D", "P700D");
            assertThat(changes.approve(approved, "ben").done()).isTrue();
            waiting = proposed(proposals, changes, "P730D", "P600D").id();
            deployed = program.getBean(Definitions.class).inForce();
        }
        try (ConfigurableApplicationContext program = start()) {
            Definitions definitions = program.getBean(Definitions.class);
            ProcessChanges changes = program.getBean(ProcessChanges.class);
            assertThat(definitions.inForce()).isEqualTo(deployed);
            Definition question =
                    definitions.inForce(ModelKind.DIAGRAM, "partyQuestion").orElseThrow();
            assertThat(question.version()).isEqualTo(2);
            assertThat(new String(definitions.file(question).content(), StandardCharsets.UTF_8))
                    .contains("P700D");
            assertThat(changes.waiting()).extracting(ProcessChange::id).containsExactly(waiting);
            assertThat(changes.approve(changes.waiting().get(0), "ben").result())
                    .as("what was in force when it was proposed is still in force")
                    .isEqualTo(Decision.Result.DONE);
        }
    }

    private static ProcessChange proposed(ChangeProposals proposals, ProcessChanges changes, String from, String to)
            throws IOException {
        String text = Files.readString(Path.of("bpmn/party-question.bpmn")).replace(from, to);
        Proposal proposal = proposals.propose(
                List.of(new ModelFile("party-question.bpmn", text.getBytes(StandardCharsets.UTF_8))),
                "Kept too long",
                "anna");
        assertThat(proposal.wrong()).isEmpty();
        return changes.find(proposal.change() == null ? 0 : proposal.change()).orElseThrow();
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Meterflow.class)
                .profiles("test")
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database,
                        "--meterflow.data=" + data,
                        "--spring.main.register-shutdown-hook=false");
    }
}
