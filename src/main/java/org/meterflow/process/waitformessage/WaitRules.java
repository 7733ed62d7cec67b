package org.meterflow.process.waitformessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meterflow.messages.SenderRoles;
import org.meterflow.process.kit.BoxCheck;
import org.meterflow.process.kit.PlacedStep;

/** What a box says that waits for a message. Public for whoever looks at diagrams before there is a program. */
public class WaitRules implements BoxCheck {

    static final String MESSAGE = "message";
    static final String KEY = "key";
    static final String KEY_FIELD = "keyField";
    static final String SENDERS = "senders";
    static final String PARTY = "party";
    static final String KEPT_EARLY = "keptEarly";

    private static final Set<String> KNOWN = Set.of(MESSAGE, KEY, KEY_FIELD, SENDERS, PARTY, KEPT_EARLY, "within");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,59}");

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        List<String> wrong = new ArrayList<>();
        name(said, MESSAGE).ifPresent(wrong::add);
        name(said, KEY_FIELD).ifPresent(wrong::add);
        senders(said)
                .filter(role -> !SenderRoles.ALL.contains(role))
                .forEach(role -> wrong.add("'%s' is no role. Take one or several, with commas, of: %s."
                        .formatted(
                                role,
                                String.join(
                                        ", ", SenderRoles.ALL.stream().sorted().toList()))));
        String early = said.getOrDefault(KEPT_EARLY, "");
        if (!early.isBlank() && !BoxCheck.isTime(early)) {
            wrong.add("'%s' is no time. Write days and hours, as in P2D or PT4H.".formatted(early));
        }
        said.forEach((property, value) -> fault(property, value, keyField(said)).ifPresent(wrong::add));
        return wrong.stream();
    }

    private static Optional<String> name(Map<String, String> said, String property) {
        String name = said.getOrDefault(property, "").strip();
        return name.isEmpty() || NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("'%s' is no name of a message or a field. Write letters and digits, as in meterRemoved."
                        .formatted(name));
    }

    private static Optional<String> fault(String property, String value, String keyField) {
        if (KNOWN.contains(property)) {
            return Optional.empty();
        }
        if (!property.startsWith(DeclaredField.PREFIX)) {
            return Optional.of("it has no property '%s'. A field of the message is written as field.%s."
                    .formatted(property, property));
        }
        String name = property.substring(DeclaredField.PREFIX.length());
        if (!NAME.matcher(name).matches() || name.equals(keyField) || name.equals(PlacedStep.OUTCOME)) {
            return Optional.of("a field of the message cannot be called '%s'. Take another name, of letters and digits."
                    .formatted(name));
        }
        return DeclaredField.read(name, value).isPresent()
                ? Optional.empty()
                : Optional.of(
                        ("'%s' is no type of the field %s. Take string, long, decimal, money, boolean, date or instant, or the"
                                        + " words it can be, as in open|closed; with ? behind it, it need not be there.")
                                .formatted(value, name));
    }

    @Override
    public Stream<String> gives(Map<String, String> said) {
        return DeclaredField.of(said).map(DeclaredField::name);
    }

    @Override
    public Stream<String> choices(String field, Map<String, String> said) {
        return DeclaredField.of(said)
                .filter(each -> each.name().equals(field))
                .flatMap(each -> each.choices().stream());
    }

    @Override
    public Optional<String> message(Map<String, String> said) {
        return Optional.of(said.getOrDefault(MESSAGE, "").strip()).filter(name -> !name.isEmpty());
    }

    @Override
    public Stream<String> differences(Map<String, String> said, Map<String, String> other) {
        Stream<String> key = keyField(said).equals(keyField(other))
                ? Stream.empty()
                : Stream.of("its case is named by the field %s there, and by %s here"
                        .formatted(keyField(other), keyField(said)));
        return Stream.concat(key, DeclaredField.of(said).flatMap(field -> differences(field, other)));
    }

    private static Stream<String> differences(DeclaredField field, Map<String, String> other) {
        return DeclaredField.of(other)
                .filter(each -> each.name().equals(field.name())
                        && (each.kind() != field.kind() || !each.choices().equals(field.choices())))
                .map(each ->
                        "its field %s is %s there, and %s here".formatted(field.name(), each.type(), field.type()));
    }

    static String keyField(Map<String, String> said) {
        String named = said.getOrDefault(KEY_FIELD, "").strip();
        return named.isEmpty() ? KEY : named;
    }

    static Stream<String> senders(Map<String, String> said) {
        return Stream.of(said.getOrDefault(SENDERS, "").split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty());
    }
}
