package org.meterflow.process.kit;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question of a task, as it stands in the diagram.
 *
 * @param name by which conditions read the answer: {@code ${secondLook.decision == 'agree'}}
 * @param hint a sentence under the label; empty when there is none
 * @param unit shown after a number; empty when there is none
 * @param requiredWith another field of the same form: once that is answered, so must this be; empty when there is none
 * @param confidential the answer is for decisions and the task's team alone: neither the case's story nor a finished task shows it
 * @param choices value to words, in the diagram's order; of a choice, and of yes and no
 * @param most of a number its largest value, of a text its greatest length; null when the diagram says nothing
 */
public record TaskField(
        String name,
        String label,
        FieldKind kind,
        String hint,
        String unit,
        boolean required,
        String requiredWith,
        boolean confidential,
        Map<String, String> choices,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most) {

    private static final int FEW = 3;
    private static final int SHORT = 12;
    private static final int ONE_LINE = 100;
    private static final int LONGEST = 1000;

    /** What stands under the label: the diagram's own hint, or else what an answer of this kind looks like; or nothing. */
    public String help() {
        return hint.isEmpty() ? kind.example() : hint;
    }

    /** Characters that a text may have. */
    public int length() {
        return most == null ? LONGEST : Math.min(most.intValue(), LONGEST);
    }

    public boolean severalLines() {
        return kind == FieldKind.TEXT && length() > ONE_LINE;
    }

    /** Such as yes, no and not known: side by side they are read at one glance. */
    public boolean fewShortChoices() {
        return choices.size() <= FEW && choices.values().stream().allMatch(words -> words.length() <= SHORT);
    }

    /** What is wrong with an answer, as a sentence. */
    public Optional<String> problem(String typed) {
        if (typed.isEmpty()) {
            return required
                    ? Optional.of(asked(isSelected() ? "Select an answer" : "Enter an answer"))
                    : Optional.empty();
        }
        boolean fits = choices.isEmpty() ? kind.accepts(typed) : choices.containsKey(typed);
        return fits ? outside(typed) : Optional.of(asked(kind.wanted()));
    }

    private boolean isSelected() {
        return kind == FieldKind.PARTY || !choices.isEmpty();
    }

    private Optional<String> outside(String typed) {
        if (kind != FieldKind.TEXT && !kind.isNumber()) {
            return Optional.empty();
        }
        BigDecimal measured = kind.isNumber()
                ? new BigDecimal(typed)
                : BigDecimal.valueOf(typed.replace("\r\n", "\n").length());
        String what = kind.isNumber() ? "" : " characters";
        if (least != null && measured.compareTo(least) < 0) {
            return Optional.of(asked("Enter %s%s or more".formatted(plain(least), what)));
        }
        return most != null && measured.compareTo(most) > 0
                ? Optional.of(asked("Enter %s%s or less".formatted(plain(most), what)))
                : Optional.empty();
    }

    /** The question again, since the summary stands far from its field. */
    private String asked(String sentence) {
        return label.endsWith("?")
                ? label + " " + sentence
                : label + ": " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String plain(BigDecimal number) {
        return String.format(Locale.UK, "%,.9f", number).replaceAll("\\.?0+$", "");
    }

    /** The answer in a person's words. */
    public String read(String kept) {
        String words = choices.getOrDefault(kept, kind.read(kept));
        return unit.isEmpty() ? words : words + " " + unit;
    }
}
