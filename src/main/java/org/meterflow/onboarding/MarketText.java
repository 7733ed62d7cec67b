package org.meterflow.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.market.Market;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A market file as it was written: what is wrong with its form, and on which line each part stands. */
final class MarketText {

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private @Nullable Market market;

    private MarketText() {}

    static MarketText of(String yaml, OnboardingSettings limits) {
        MarketText text = new MarketText();
        try {
            Node root = new MarketYaml(limits, text.problems).read(yaml);
            if (root != null && text.problems.isEmpty()) {
                JsonNode tree =
                        new MarketReading(text.problems, text.lines).read(root, MarketShape.MARKET, "", "The file");
                text.market = text.problems.isEmpty() ? Market.of(tree) : null;
            }
        } catch (MarketReading.Enough tooManyProblems) {
            // what is wrong up to here is said
        } catch (MarkedYAMLException noYaml) {
            text.problems.add(Problem.atLine(
                    noYaml.getProblemMark() == null
                            ? 1
                            : noYaml.getProblemMark().getLine() + 1,
                    "This is no YAML: " + noYaml.getProblem() + "."));
        } catch (YAMLException noYaml) {
            text.problems.add(Problem.atLine(1, "This is no YAML: " + noYaml.getMessage()));
        }
        return text;
    }

    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }

    /** Empty when there are problems. */
    Optional<Market> market() {
        return Optional.ofNullable(market);
    }

    /** @param path such as {@code homes/3/hub}, counted from 0 */
    int line(String path) {
        String known = path;
        while (!lines.containsKey(known) && known.contains("/")) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return lines.getOrDefault(known, 1);
    }
}
