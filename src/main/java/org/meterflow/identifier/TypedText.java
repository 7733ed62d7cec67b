package org.meterflow.identifier;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person typed to find something: letter case, spaces and dashes do not matter. */
public record TypedText(String text) {

    private static final int FEWEST_SIGNS = 4;
    private static final int WITH_PROFILE = 21;
    private static final int MPAN_CORE = 13;

    public TypedText {
        text = text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public List<String> words() {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Enough digits to be (the beginning of) a meter point's name; of a full MPAN, as bills print it, its core. */
    public Optional<String> digits() {
        String plain = text.replace(" ", "");
        return Optional.of(plain.length() == WITH_PROFILE ? plain.substring(WITH_PROFILE - MPAN_CORE) : plain)
                .filter(digits -> digits.matches("[0-9]{" + FEWEST_SIGNS + ",13}"));
    }

    /** Enough hexadecimal digits to be a part of an EUI-64. */
    public Optional<String> hexDigits() {
        return Optional.of(text.replaceAll("[\\s:-]", "").toUpperCase(Locale.ROOT))
                .filter(hex -> hex.matches("[0-9A-F]{" + FEWEST_SIGNS + ",16}"));
    }

    /** For PostgreSQL's search by words: every word begins one of the text's, and a number is one of its numbers. */
    public Optional<String> query() {
        List<String> words = words();
        return words.stream().anyMatch(word -> word.matches(".*\\p{L}.*"))
                ? Optional.of(words.stream()
                        .map(word -> word.matches("[0-9]+") ? word : word + ":*")
                        .collect(Collectors.joining(" & ")))
                : Optional.empty();
    }
}
