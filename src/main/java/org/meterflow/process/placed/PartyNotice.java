package org.meterflow.process.placed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterflow.messages.NoticeType;

/** A notification as a box says it: {@code party}, {@code message}, and what goes with it as {@code data.<name>}. */
public final class PartyNotice {

    public static final String PARTY = "party";
    public static final String MESSAGE = "message";

    private static final String DATA = "data.";
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,59}");
    private static final Pattern FACT = Pattern.compile("[$#]\\{\\s*facts\\.(\\w+)\\s*}");

    private PartyNotice() {}

    /** What goes with it, by the name under which the party reads it. */
    public static Map<String, Object> data(Map<String, String> said) {
        Map<String, Object> data = new LinkedHashMap<>();
        said.forEach((property, value) -> {
            if (property.startsWith(DATA) && !value.isBlank()) {
                data.put(property.substring(DATA.length()), value);
            }
        });
        return data;
    }

    /**
     * What is wrong with a box, as the ends of sentences that begin with the box.
     *
     * @param own names in the notification that the platform fills
     * @param known properties of the step beside these
     */
    public static List<String> wrong(Map<String, String> said, Set<String> own, Set<String> known) {
        List<String> wrong = new ArrayList<>();
        String message = said.getOrDefault(MESSAGE, "");
        if (!message.isBlank() && !NAME.matcher(message.strip()).matches()) {
            wrong.add("'%s' is no name of a message. Write letters and digits, as in meterRemoved.".formatted(message));
        }
        said.keySet().stream()
                .filter(property -> !known.contains(property))
                .filter(property -> !property.startsWith(DATA))
                .forEach(property ->
                        wrong.add("it has no property '%s'. What goes with the message is written as data.%s."
                                .formatted(property, property)));
        said.keySet().stream()
                .filter(property -> property.startsWith(DATA))
                .map(property -> property.substring(DATA.length()))
                .filter(name -> own.contains(name) || !NAME.matcher(name).matches())
                .forEach(name -> wrong.add(
                        own.contains(name)
                                ? "the platform itself writes '%s' into the message. Take another name.".formatted(name)
                                : "'%s' is no name of a field. Write letters and digits, as in data.meterPoint."
                                        .formatted(name)));
        return wrong;
    }

    /** Its fields, for those who read a catalogue. */
    public static List<NoticeType.Field> fields(Map<String, String> said) {
        return said.entrySet().stream()
                .filter(property -> property.getKey().startsWith(DATA))
                .map(property -> new NoticeType.Field(
                        property.getKey().substring(DATA.length()), described(property.getValue())))
                .toList();
    }

    /** The fact that a field says; not what always stands there: strangers read the catalogue too. */
    private static String described(String value) {
        Matcher fact = FACT.matcher(value.strip());
        if (fact.matches()) {
            return inWords(fact.group(1));
        }
        return value.contains("{") ? "text, with what the case knows" : "the same text each time";
    }

    /** A field's name as people read it: {@code meterPoint} is “Meter point”. */
    public static String label(String name) {
        String words = inWords(name);
        return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    private static String inWords(String fact) {
        return fact.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.UK);
    }

    /** Whom it goes to, for those who read a catalogue: the fact that names it in words, and no party by its name. */
    public static String recipient(Map<String, String> said) {
        String party = said.getOrDefault(PARTY, "").strip();
        Matcher fact = FACT.matcher(party);
        if (fact.matches()) {
            return inWords(fact.group(1));
        }
        return party.contains("{") ? "the party that the case names" : "one party, the same each time";
    }
}
