package org.meterflow.process.drawn;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.engine.DrawnProcess;

/** The line that names a case to people: as its diagram says it, or by the meter point, party or device that it concerns. */
final class AboutLine {

    private static final Pattern FACT = Pattern.compile("\\$\\{\\s*facts\\.([A-Za-z0-9]+)\\s*}");
    private static final int LONGEST = 200;

    private AboutLine() {}

    static String of(DrawnProcess process, List<DrawnFact> facts) {
        String line = process.about().isEmpty()
                ? Stream.concat(
                                Stream.of(process.name()),
                                facts.stream().filter(DrawnFact::isAddress).map(DrawnFact::words))
                        .collect(Collectors.joining(" · "))
                : FACT.matcher(process.about())
                        .replaceAll(found -> Matcher.quoteReplacement(words(facts, found.group(1))));
        String plain = line.replaceAll("\\s+", " ").strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST - 1) + "…" : plain;
    }

    private static String words(List<DrawnFact> facts, String name) {
        return facts.stream()
                .filter(fact -> fact.name().equals(name))
                .map(DrawnFact::words)
                .findFirst()
                .orElse("");
    }
}
