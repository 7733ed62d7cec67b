package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest.OfService;

/** The format's description shows one command of every use case: a published request becomes that command. */
class DescribedCommandsTest {

    private static final Path DESCRIPTION = Path.of("..", "shared", "design", "gbcs-format.md");
    private static final Instant MADE = Instant.parse("2015-01-01T00:00:00Z");

    @Test
    void every_described_command_to_an_electricity_meter_or_hub_comes_from_a_published_request() throws IOException {
        Map<String, List<String>> described = described();
        Map<String, Path> requests = ReferenceMessages.requests();
        List<String> wrong = new ArrayList<>();
        described.forEach((useCase, lines) -> {
            List<String> attempts = requests.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(useCase + "_"))
                    .map(entry -> difference(useCase, lines, entry.getKey(), PublishedRequest.of(entry.getValue())))
                    .toList();
            if (attempts.stream().noneMatch(String::isEmpty)) {
                wrong.add(useCase + ": " + String.join("\n    ", attempts));
            }
        });
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(described).hasSizeGreaterThan(100);
    }

    @Test
    void a_published_request_is_put_into_the_use_case_it_is_published_for() {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (Map.Entry<String, Path> entry : ReferenceMessages.requests().entrySet()) {
            String name = entry.getKey();
            String useCase = name.substring(0, name.indexOf('_'));
            if (!useCase.matches("(ECS|CCS|DBCH).*")) {
                continue;
            }
            PublishedRequest published = PublishedRequest.of(entry.getValue());
            String chosen = chosen(published, ReferenceSurroundings.of(name, MADE));
            if (chosen.equals(useCase) || published.variant().equals("5.1")) {
                right++;
            } else {
                wrong.add("%s was put into %s".formatted(name, chosen));
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(right).isGreaterThan(150);
    }

    private static String chosen(PublishedRequest published, Surroundings surroundings) {
        DeviceKind kind = switch (published.id().target().bytes()[7] & 0xFF) {
            case 0xA2 -> DeviceKind.CHF;
            case 0xA6 -> DeviceKind.SAPC;
            default -> DeviceKind.ESME;
        };
        try {
            return UseCase.forRequest(new OfService(published.variant(), published.body()), kind, surroundings)
                    .name();
        } catch (UnsupportedUseCase none) {
            return String.valueOf(none.getMessage());
        }
    }

    private static String difference(String name, List<String> lines, String request, PublishedRequest published) {
        UseCase useCase = UseCase.named(name).orElse(null);
        if (useCase == null) {
            return "is not in the catalogue";
        }
        try {
            GbcsMessage message = useCase.command(
                    published.id(),
                    new OfService(published.variant(), published.body()),
                    null,
                    ReferenceSurroundings.of(request, MADE));
            List<String> built = DlmsNotes.of(DlmsRequest.parse(message.payload()));
            return firstDifference(lines, built);
        } catch (IllegalArgumentException refused) {
            return refused.toString();
        }
    }

    /** Very long lines are cut in the description. */
    private static String firstDifference(List<String> lines, List<String> built) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (i >= built.size()
                    || !(built.get(i).equals(line)
                            || line.length() >= 300 && built.get(i).startsWith(line))) {
                return "item %d\n        described %s\n        built     %s"
                        .formatted(i, line, i < built.size() ? built.get(i) : "nothing");
            }
        }
        return built.size() == lines.size() ? "" : "there are %d items more".formatted(built.size() - lines.size());
    }

    private static Map<String, List<String>> described() throws IOException {
        assumeTrue(
                Files.exists(DESCRIPTION),
                () -> "SKIPPED: the format's description is not at " + DESCRIPTION.toAbsolutePath());
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String useCase = "";
        boolean command = false;
        for (String line : Files.readAllLines(DESCRIPTION)) {
            if (line.startsWith("### ")) {
                useCase = line.split(" ")[1];
            } else if (line.startsWith("- ")) {
                command = line.equals("- command:");
            } else if (command && line.matches("  - `(GET|SET|ACT|GETSEL) .*`")) {
                commands.computeIfAbsent(useCase, any -> new ArrayList<>())
                        .add(line.substring("  - `".length(), line.length() - 1));
            }
        }
        return commands;
    }
}
