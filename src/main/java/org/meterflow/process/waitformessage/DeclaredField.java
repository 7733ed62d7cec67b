package org.meterflow.process.waitformessage;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meterflow.process.kit.FieldKind;

/**
 * A field of a message, as a box declares it: {@code field.readAt} is {@code date}, {@code date?} when it need not be there, and
 * {@code open|closed} when only these words may come.
 *
 * @param choices of a choice; empty of anything else
 */
record DeclaredField(String name, FieldKind kind, boolean required, List<String> choices) {

    static final String PREFIX = "field.";

    private static final Set<FieldKind> KINDS = EnumSet.of(
            FieldKind.TEXT,
            FieldKind.WHOLE_NUMBER,
            FieldKind.DECIMAL,
            FieldKind.MONEY,
            FieldKind.YES_NO,
            FieldKind.DAY,
            FieldKind.INSTANT);

    static Stream<DeclaredField> of(Map<String, String> said) {
        return said.entrySet().stream()
                .filter(property -> property.getKey().startsWith(PREFIX))
                .flatMap(property -> read(property.getKey().substring(PREFIX.length()), property.getValue()).stream())
                .sorted(Comparator.comparing(DeclaredField::name));
    }

    /** Empty when the type is none. */
    static Optional<DeclaredField> read(String name, String written) {
        boolean required = !written.strip().endsWith("?");
        String type = written.strip().replaceFirst("\\?$", "").strip();
        if (type.contains("|")) {
            List<String> choices =
                    Stream.of(type.split("\\|")).map(String::strip).toList();
            return choices.stream().allMatch(choice -> choice.matches("[A-Za-z][A-Za-z0-9]{0,39}"))
                    ? Optional.of(new DeclaredField(name, FieldKind.CHOICE, required, choices))
                    : Optional.empty();
        }
        return FieldKind.of(type)
                .filter(KINDS::contains)
                .map(kind -> new DeclaredField(name, kind, required, List.of()));
    }

    /** As it is written at a box. */
    String type() {
        return choices.isEmpty() ? kind.type() : String.join("|", choices);
    }

    DeclaredField optional() {
        return new DeclaredField(name, kind, false, choices);
    }
}
