package org.meterflow.process.openissue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.process.issueresolution.IssueReport.Harm;
import org.meterflow.process.issueresolution.IssueReport.Impact;
import org.meterflow.process.issueresolution.IssueReport.Spread;
import org.meterflow.process.kit.BoxCheck;

/** What a box says that opens an issue. Public for whoever looks at diagrams before there is a program. */
public class IssueRules implements BoxCheck {

    static final String IMPACT = "impact";
    static final String SPREAD = "spread";
    static final String HARM = "consumerHarm";
    static final String SECURITY = "security";

    /** What the case knows can only be looked at when the box is reached. */
    @Override
    public Stream<String> wrong(Map<String, String> said) {
        return Stream.of(
                        unchosen(said, IMPACT, names(Impact.values())),
                        unchosen(said, SPREAD, names(Spread.values())),
                        unchosen(said, HARM, names(Harm.values())),
                        unchosen(said, SECURITY, List.of("true", "false")))
                .flatMap(found -> found);
    }

    private static Stream<String> unchosen(Map<String, String> said, String property, List<String> choices) {
        String written = said.getOrDefault(property, "").strip();
        return written.isEmpty() || written.contains("{") || choices.contains(written)
                ? Stream.empty()
                : Stream.of("'%s' is no %s. Take one of: %s.".formatted(written, property, String.join(", ", choices)));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
