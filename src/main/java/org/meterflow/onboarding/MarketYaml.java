package org.meterflow.onboarding;

import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.Node;

/** The YAML of a market file, taken apart only where it is not too large for that and says everything in full. */
final class MarketYaml {

    private final OnboardingSettings limits;
    private final List<Problem> problems;

    MarketYaml(OnboardingSettings limits, List<Problem> problems) {
        this.limits = limits;
        this.problems = problems;
    }

    /** @return null where there are problems */
    @Nullable
    Node read(String yaml) {
        return isTooLarge(yaml) ? null : compose(yaml);
    }

    /** Before anything is made of it: what a reader of YAML keeps of each line and value is many times as long. */
    private boolean isTooLarge(String yaml) {
        if (yaml.length() > limits.longestMarketFile().toBytes()) {
            problems.add(Problem.atLine(
                    1,
                    "The file is longer than %s MB. Split it into several."
                            .formatted(limits.longestMarketFile().toMegabytes())));
        }
        int line = 1;
        int begin = 0;
        for (int at = 0; at <= yaml.length() && problems.isEmpty(); at++) {
            boolean end = at == yaml.length() || yaml.charAt(at) == '\n' || yaml.charAt(at) == '\r';
            if (at - begin > limits.longestMarketLine()) {
                problems.add(Problem.atLine(
                        line,
                        "This line has more than %s characters. Write each value on a line of its own."
                                .formatted(limits.longestMarketLine())));
            } else if (end) {
                begin = at + 1;
                line += at < yaml.length() && yaml.charAt(at) == '\n' ? 1 : 0;
            }
        }
        return !problems.isEmpty();
    }

    private @Nullable Node compose(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(20);
        Yaml parser = new Yaml(options);
        int values = 0;
        for (var event : parser.parse(new StringReader(yaml))) {
            if (event instanceof NodeEvent && ++values > limits.mostMarketValues()) {
                problems.add(Problem.atLine(
                        event.getStartMark().getLine() + 1,
                        "The file holds more than %s names and values. Split it into several."
                                .formatted(limits.mostMarketValues())));
                return null;
            }
            if (event instanceof AliasEvent) {
                problems.add(Problem.atLine(
                        event.getStartMark().getLine() + 1, "A market file says everything in full, without aliases."));
                return null;
            }
        }
        Node root = parser.compose(new StringReader(yaml));
        if (root == null) {
            problems.add(Problem.atLine(1, "The file is empty."));
        }
        return root;
    }
}
