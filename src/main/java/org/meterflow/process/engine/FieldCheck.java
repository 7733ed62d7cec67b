package org.meterflow.process.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.process.kit.FieldKind;
import org.w3c.dom.Element;

/** Whether the fields of a form that stands in the diagram can be filled in and read. */
final class FieldCheck {

    private final DiagramFile file;
    private final Element box;

    /** @param box the task or the start that has the form */
    FieldCheck(DiagramFile file, Element box) {
        this.file = file;
        this.box = box;
    }

    Stream<String> wrong(List<Element> fields) {
        Set<String> seen = new HashSet<>();
        Set<String> ids = fields.stream().map(field -> field.getAttribute("id")).collect(Collectors.toSet());
        return fields.stream().flatMap(field -> {
            String id = field.getAttribute("id");
            if (!id.matches("[a-z][A-Za-z0-9]{0,40}") || !seen.add(id)) {
                return Stream.of(
                        "%s: '%s' cannot be the id of a field. Write a word of its own in letters and digits, as in decision."
                                .formatted(file.place(box), id));
            }
            return Stream.concat(kind(field), company(field, ids));
        });
    }

    private Stream<String> kind(Element field) {
        String id = field.getAttribute("id");
        if (FieldKind.of(field.getAttribute("type")).isEmpty()) {
            return Stream.of("%s: the field %s has no type that people can answer. Take one of: %s."
                    .formatted(file.place(box), id, types()));
        }
        if (field.getAttribute("label").isBlank()) {
            return Stream.of(
                    "%s: the field %s asks nothing. Write its question as label.".formatted(file.place(box), id));
        }
        Optional<Element> odd = DiagramFile.below(field, "constraint")
                .filter(constraint -> !isConstraint(constraint))
                .findFirst();
        if (odd.isPresent()) {
            return Stream.of(
                    "%s: '%s' is no constraint of the field %s. There are required, and with a number min, max, minlength, maxlength."
                            .formatted(file.place(box), odd.get().getAttribute("name"), id));
        }
        boolean choice = FieldKind.CHOICE.type().equals(field.getAttribute("type"));
        return choice && DiagramFile.below(field, "value").count() < 2
                ? Stream.of("%s: the field %s has fewer than two answers to choose from. Add its values."
                        .formatted(file.place(box), id))
                : Stream.empty();
    }

    /** Another field with which it has to be answered has to be there. */
    private Stream<String> company(Element field, Set<String> ids) {
        return DiagramFile.below(field, "property")
                .filter(property -> property.getAttribute("name").equals(DrawnFields.REQUIRED_WITH))
                .map(property -> property.getAttribute("value"))
                .filter(other -> !ids.contains(other))
                .map(other -> "%s: the field %s is required with '%s', and the form has no such field."
                        .formatted(file.place(box), field.getAttribute("id"), other));
    }

    private static boolean isConstraint(Element constraint) {
        String config = constraint.getAttribute("config");
        return switch (constraint.getAttribute("name")) {
            case "required" -> true;
            case "min", "max" -> config.matches("-?\\d{1,12}(\\.\\d{1,6})?");
            case "minlength", "maxlength" -> config.matches("\\d{1,4}");
            default -> false;
        };
    }

    private static String types() {
        return Stream.of(FieldKind.values()).map(FieldKind::type).collect(Collectors.joining(", "));
    }
}
