package org.meterflow.process.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.testing.InstalledChromium;
import org.w3c.dom.Element;

/**
 * Tells, when tests have run, which sequence flows of each diagram some scenario has taken, and names those that none has. Run
 * by the test command, which fails when all tests have run and a flow is left.
 */
final class PathCoverage {

    static final Path TAKEN = Path.of("target", "path-coverage");

    private final Set<String> taken;
    private final PrintStream out;
    private int left;

    private PathCoverage(Set<String> taken, PrintStream out) {
        this.taken = taken;
        this.out = out;
    }

    /** @param tests which have been asked for; what Maven leaves as it stands in its model when all have */
    public static void main(String[] tests) throws IOException {
        Set<String> taken = new TreeSet<>();
        if (Files.isDirectory(TAKEN)) {
            try (Stream<Path> files = Files.list(TAKEN)) {
                for (Path file : files.toList()) {
                    taken.addAll(Files.readAllLines(file));
                }
            }
        }
        PathCoverage coverage = new PathCoverage(taken, System.out);
        coverage.tell();
        boolean all = tests[0].startsWith("$") && InstalledChromium.find().isPresent();
        if (coverage.left > 0 && all) {
            System.out.println("Each flow needs a scenario that takes it: " + coverage.left + " have none");
            System.exit(1);
        }
    }

    private void tell() throws IOException {
        out.println("Paths of each diagram that some test has taken");
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList()) {
                DiagramFile diagram = DiagramFile.read(file.getFileName().toString(), Files.readAllBytes(file));
                diagram.all("process").forEach(process -> tell(diagram.name(), process));
            }
        }
    }

    private void tell(String name, Element process) {
        Set<String> races = DiagramFile.below(process, "eventBasedGateway")
                .map(gateway -> gateway.getAttribute("id"))
                .collect(Collectors.toSet());
        // The engine takes no way out of a race: it goes on behind the event that has won.
        List<Element> flows = DiagramFile.below(process, "sequenceFlow")
                .filter(flow -> !races.contains(flow.getAttribute("sourceRef")))
                .toList();
        List<Element> untaken = flows.stream()
                .filter(flow -> !taken.contains(process.getAttribute("id") + " " + flow.getAttribute("id")))
                .toList();
        out.printf("  %-36s %3d of %3d%n", name, flows.size() - untaken.size(), flows.size());
        left += untaken.size();
        untaken.forEach(flow -> out.printf(
                "      not taken: %s (%s to %s)%n",
                flow.getAttribute("id"), flow.getAttribute("sourceRef"), flow.getAttribute("targetRef")));
    }
}
