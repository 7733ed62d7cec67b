package org.meterflow.process.engine;

import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/** Names that would not fit into the engine's tables: it finds that out when it deploys, or when a case comes there. */
final class ModelLengths {

    /** In characters. */
    private static final Map<String, Integer> MOST = Map.of(
            "id", 255,
            "name", 255,
            "versionTag", 64,
            "targetNamespace", 255,
            "namespace", 255,
            "candidateGroups", 255,
            "candidateUsers", 255,
            "assignee", 255,
            "formKey", 255);

    private ModelLengths() {}

    static Stream<String> wrong(ModelCheck.Subject model) {
        return Stream.concat(Stream.of(model.root()), ModelXml.below(model.root()))
                .flatMap(ModelLengths::attributes)
                .filter(attribute -> attribute.getValue().length() > most(attribute))
                .map(attribute -> String.format(
                        Locale.UK,
                        "%s: '%s…' is too long. It may have %,d characters.",
                        model.file().name(),
                        attribute.getValue().substring(0, Math.min(30, most(attribute))),
                        most(attribute)));
    }

    private static int most(Attr attribute) {
        return MOST.getOrDefault(attribute.getLocalName(), Integer.MAX_VALUE);
    }

    private static Stream<Attr> attributes(Element element) {
        return IntStream.range(0, element.getAttributes().getLength())
                .mapToObj(element.getAttributes()::item)
                .map(Attr.class::cast);
    }
}
