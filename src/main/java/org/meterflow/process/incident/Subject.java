package org.meterflow.process.incident;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/**
 * What is at fault, as far as is known. Incidents of the same model, hub or area may have the same cause.
 *
 * @param model manufacturer and model
 */
public record Subject(
        @Nullable Eui64 device,
        @Nullable String model,
        @Nullable Eui64 hub,
        @Nullable String area) {

    /** One thing that several incidents can have in common. */
    public record Part(Kind kind, String value) {

        /** What it is, and which: <em>devices of the model Corvane CV-Hub2</em>. */
        public String words() {
            return kind.words + value;
        }
    }

    public enum Kind {
        MODEL("devices of the model "),
        HUB("the communications hub "),
        AREA("the area ");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** The most particular first. */
    public List<Part> parts() {
        return Stream.of(
                        hub == null ? null : new Part(Kind.HUB, hub.value()),
                        model == null ? null : new Part(Kind.MODEL, model),
                        area == null ? null : new Part(Kind.AREA, area))
                .filter(Objects::nonNull)
                .toList();
    }
}
