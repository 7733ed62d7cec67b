package org.meterflow.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What starts of the program bring into force from the folder, and what they leave alone. */
@MeterflowTest
class StartDeploymentTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    Definitions definitions;

    @Autowired
    ModelCheck check;

    @Autowired
    EngineClock clock;

    @TempDir
    Path folder;

    @BeforeEach
    void theFilesOfTheProgram() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void a_folder_in_which_nothing_has_changed_brings_nothing_wherever_it_lies(@TempDir Path elsewhere)
            throws IOException {
        start();
        List<Definition> before = definitions.inForce();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.move(file, elsewhere.resolve(file.getFileName()));
            }
        }
        folder = elsewhere;

        start();

        assertThat(definitions.inForce()).isEqualTo(before);
    }

    @Test
    void a_start_leaves_a_change_from_the_console_alone_and_brings_only_the_files_that_changed() throws IOException {
        start();
        Definition question = inForce("partyQuestion");
        definitions.deploy("change 7", List.of(edited("party-question.bpmn", "Asks a party", "Puts to a party")));
        Files.write(
                folder.resolve("service-request.bpmn"),
                edited("service-request.bpmn", "P730D", "P700D").content());
        int request = inForce("serviceRequest").version();

        start();
        start();

        assertThat(inForce("partyQuestion").version()).isEqualTo(question.version() + 1);
        assertThat(inForce("partyQuestion").source()).isEqualTo("change 7");
        assertThat(inForce("serviceRequest").version()).isEqualTo(request + 1);
        assertThat(inForce("serviceRequest").source()).as("by the start").isNull();
    }

    @Test
    void a_file_that_a_release_has_changed_takes_the_place_of_a_change_from_the_console_as_a_version_of_its_own()
            throws IOException {
        start();
        int before = inForce("switchReversal").version();
        definitions.deploy("change 8", List.of(edited("switch-reversal.bpmn", "P730D", "P100D")));
        Files.write(
                folder.resolve("switch-reversal.bpmn"),
                edited("switch-reversal.bpmn", "P730D", "P200D").content());

        start();

        assertThat(definitions.versions(ModelKind.DIAGRAM, "switchReversal").subList(0, 2))
                .extracting(Definition::version, Definition::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(before + 2, null),
                        org.assertj.core.groups.Tuple.tuple(before + 1, "change 8"));
    }

    @Test
    void a_change_that_was_taken_over_into_the_folder_stays_and_so_does_what_the_console_brings_after_it()
            throws IOException {
        start();
        ModelFile taken = edited("change-of-supplier.bpmn", "P730D", "P300D");
        definitions.deploy("change 9", List.of(taken));
        int approved = inForce("changeOfSupplier").version();
        Files.write(folder.resolve("change-of-supplier.bpmn"), taken.content());

        start();
        assertThat(inForce("changeOfSupplier").version()).isEqualTo(approved);
        definitions.deploy("change 10", List.of(edited("change-of-supplier.bpmn", "P300D", "P301D")));
        start();

        assertThat(inForce("changeOfSupplier").source()).isEqualTo("change 10");
    }

    private void start() throws IOException {
        new StartDeployment(engine, definitions, check, clock, new String[] {
                    "file:" + folder + "/*.bpmn", "file:" + folder + "/*.dmn"
                })
                .deploy();
    }

    private Definition inForce(String process) {
        return definitions.inForce(ModelKind.DIAGRAM, process).orElseThrow();
    }

    private ModelFile edited(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        return new ModelFile(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }
}
