package org.meterflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The diagrams in {@code bpmn/} under bpmnlint's recommended rules and what the engine can run. */
@EnabledIf("theLinterIsInstalled")
class BpmnLintTest {

    private static final Path FRONT_END = Path.of("src/main/frontend");

    static boolean theLinterIsInstalled() {
        return Files.isDirectory(FRONT_END.resolve("node_modules/bpmnlint"));
    }

    @Test
    void every_diagram_is_well_drawn() throws Exception {
        Findings findings = lint(Path.of("bpmn").toAbsolutePath());

        assertThat(findings.exitCode()).as(findings.text()).isZero();
    }

    @Test
    void a_badly_drawn_diagram_is_found_out(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("bad.bpmn"), """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                  <bpmn:process id="bad" isExecutable="true"><bpmn:task id="lonely"/></bpmn:process>
                </bpmn:definitions>
                """);

        Findings findings = lint(folder);

        assertThat(findings.exitCode()).isEqualTo(1);
        assertThat(findings.text())
                .contains("bad.bpmn: error: lonely")
                .contains("(start-event-required)")
                .contains("(no-bpmndi)");
    }

    private static Findings lint(Path folder) throws IOException, InterruptedException {
        Process linter = new ProcessBuilder("node", "lint-bpmn.mjs", folder.toString())
                .directory(FRONT_END.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(linter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Findings(linter.waitFor(), text);
    }

    private record Findings(int exitCode, String text) {}
}
