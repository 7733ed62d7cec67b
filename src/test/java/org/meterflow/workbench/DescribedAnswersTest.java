package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.Octets;

/**
 * The format's description shows the shape of an answer to every use case, and of every alert: messages of these shapes,
 * reference messages of which there are none, come back byte for byte, and every value in them has a name.
 */
class DescribedAnswersTest {

    private static final Path DESCRIPTION = Path.of("..", "shared", "design", "gbcs-format.md");
    private static final Pattern USE_CASE = Pattern.compile("### (\\S+) \\(([0-9A-F/]+)\\).*");
    private static final Pattern RESULT = Pattern.compile("\\[(\\d+)] result 0: (.*)");
    private static final Pattern ALERT = Pattern.compile("data-notification (.*) alert code (\\w{4})");
    private static final List<String> LATER = List.of("00CA", "00CB", "00CC", "00CD", "0124");
    private static final Pattern POOR = Pattern.compile("Item .*|.*\\d-\\d:.*|.*(Class|attribute|call) \\d+.*");

    private static final Map<String, Integer> VERBS = Map.of("GET", 1, "GETSEL", 1, "SET", 2, "ACT", 3);

    private final Bench bench = new Bench();
    private final List<String> wrong = new ArrayList<>();

    private record Described(List<String> codes, Map<String, List<String>> lines) {

        List<String> of(String section) {
            return lines.getOrDefault(section, List.of());
        }

        int code(boolean later) {
            return codes.stream()
                    .filter(code -> LATER.contains(code) == later)
                    .findFirst()
                    .map(code -> Integer.parseInt(code, 16))
                    .orElseGet(() -> Integer.parseInt(codes.get(codes.size() - 1), 16));
        }
    }

    @Test
    void every_described_answer_of_electricity_meters_and_hubs_comes_back_under_names() throws IOException {
        int[] read = {0};
        described().forEach((useCase, described) -> {
            List<Integer> verbs = described.of("command").stream()
                    .map(line -> VERBS.getOrDefault(line.split(" ")[0], 0))
                    .toList();
            boolean sealed = described.of("response").stream().anyMatch(line -> line.contains("protected: "));
            if (verbs.isEmpty() || verbs.contains(0) || sealed) {
                return;
            }
            List<String> values = new ArrayList<>(Collections.nCopies(verbs.size(), "00"));
            for (String line : described.of("response")) {
                Matcher result = RESULT.matcher(line);
                if (result.matches()) {
                    values.set(Integer.parseInt(result.group(1)), DescribedShapes.electricity(result.group(2)));
                }
            }
            check(useCase, Kind.RESPONSE, described.code(false), answer(values, verbs, 0, 0));
            List<String> nothing = Collections.nCopies(verbs.size(), "00");
            check(useCase, Kind.RESPONSE, described.code(false), answer(nothing, verbs, 1, 0xFA));
            read[0]++;
        });
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(read[0]).isGreaterThan(90);
    }

    private static String answer(List<String> values, List<Integer> verbs, int first, int others) {
        StringBuilder results = new StringBuilder();
        for (int i = 0; i < verbs.size(); i++) {
            results.append("%02X%02X".formatted(verbs.get(i), i == 0 ? first : others));
        }
        String count = DescribedShapes.length(verbs.size());
        return "DA200003E80000" + count + String.join("", values) + count + results;
    }

    @Test
    void every_described_alert_of_electricity_meters_and_hubs_comes_back_under_names() throws IOException {
        int[] read = {0};
        described()
                .forEach((useCase, described) -> described.of("alert").forEach(line -> {
                    Matcher alert = ALERT.matcher(line);
                    if (alert.matches()) {
                        String content = DescribedShapes.electricity(alert.group(1))
                                .replaceFirst("120005", "12" + alert.group(2));
                        int code = described.codes().contains("010D") ? 0x0113 : described.code(true);
                        JsonNode payload = check(useCase, Kind.ALERT, code, "0F200003E800" + content);
                        if (!payload.has("alert")) {
                            wrong.add(useCase + ": alert " + alert.group(2) + " has no name");
                        }
                        read[0]++;
                    }
                }));
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(read[0]).isGreaterThan(20);
    }

    @Test
    void every_described_answer_and_alert_in_asn1_comes_back_under_names() throws IOException {
        int[] read = {0};
        described()
                .forEach((useCase, described) -> List.of("response", "alert").forEach(section -> {
                    boolean later = section.equals("alert");
                    for (String line : described.of(section)) {
                        if (!line.matches("[0-9A-F]{2}[:(].*") || line.contains("…") || !isWhole(line)) {
                            continue;
                        }
                        JsonNode payload = check(
                                useCase,
                                later ? Kind.ALERT : Kind.RESPONSE,
                                described.code(later),
                                DescribedShapes.asn1(line));
                        if (!payload.has("named")) {
                            wrong.add(useCase + ": no names for " + line);
                        }
                        read[0]++;
                    }
                }));
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(read[0]).isGreaterThan(35);
    }

    /** Very long lines are cut in the description. */
    private static boolean isWhole(String line) {
        return line.chars().filter(letter -> letter == '(').count()
                == line.chars().filter(letter -> letter == ')').count();
    }

    private JsonNode check(String useCase, Kind kind, int code, String payload) {
        GbcsMessage message = new GbcsMessage(
                kind,
                1000,
                HandMade.METER,
                HandMade.SUPPLIER,
                null,
                code,
                null,
                Octets.ofHex(payload),
                Octets.NONE,
                null);
        String hex = Octets.of(message.encode()).hex();
        JsonNode decoded = bench.answer(Bench.ask("decode", "message", hex)).path("decoded");
        JsonNode encoded = bench.answer(Bench.ask("encode", "decoded", decoded));
        if (!encoded.path("message").asText().equals(hex)) {
            wrong.add("%s: %s became %s".formatted(useCase, hex, encoded));
        }
        JsonNode tree = decoded.path("payload");
        for (JsonNode result : tree.path("results")) {
            requireName(useCase, result);
            requireNames(useCase, result.path("data"));
        }
        requireNames(useCase, tree.path("content"));
        return tree;
    }

    private void requireNames(String useCase, JsonNode data) {
        boolean list = data.path("type").asText().endsWith("array");
        for (JsonNode part : data.path(data.has("rows") ? "rows" : "value")) {
            if (!list) {
                requireName(useCase, part);
            }
            requireNames(useCase, part);
        }
    }

    private void requireName(String useCase, JsonNode node) {
        String name = node.path("name").asText();
        if (name.isEmpty() || POOR.matcher(name).matches()) {
            wrong.add("%s: '%s' names %s".formatted(useCase, name, node));
        }
    }

    private static Map<String, Described> described() throws IOException {
        assumeTrue(
                Files.exists(DESCRIPTION),
                () -> "SKIPPED: the format's description is not at " + DESCRIPTION.toAbsolutePath());
        Map<String, Described> all = new LinkedHashMap<>();
        String useCase = "";
        String section = "";
        for (String line : Files.readAllLines(DESCRIPTION)) {
            Matcher begin = USE_CASE.matcher(line);
            if (begin.matches()) {
                useCase = begin.group(1);
                all.put(useCase, new Described(List.of(begin.group(2).split("/")), new LinkedHashMap<>()));
            } else if (line.startsWith("- ")) {
                section = line.substring(2, line.length() - 1);
            } else if (all.containsKey(useCase) && line.startsWith("  - `")) {
                all.get(useCase)
                        .lines()
                        .computeIfAbsent(section, any -> new ArrayList<>())
                        .add(line.substring("  - `".length(), line.length() - 1));
            }
        }
        return all;
    }
}
