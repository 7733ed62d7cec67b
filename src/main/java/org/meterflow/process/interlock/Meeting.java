package org.meterflow.process.interlock;

import java.util.Locale;
import org.meterflow.process.CaseKey;

/**
 * A case that is about to start, and one that is under way at the same meter point.
 *
 * @param running the one that is under way
 * @param name what it is called: {@code Change of supplier}
 * @param reason a sentence or a part of one, as the table gives it
 */
public record Meeting(CaseKey running, String name, String meterPoint, Ruling ruling, String reason) {

    /** Whether the case must not start now. */
    public boolean refuses() {
        return ruling == Ruling.REFUSE;
    }

    /** What a person or a party is told who wants to start the case; ids of others' cases are not for them. */
    public String sentence() {
        return "%s is under way at this meter point: %s".formatted(oneOf(name), reason);
    }

    /** {@code A change of supplier}, {@code An installation}; of a name that begins with an abbreviation that stays large. */
    static String oneOf(String name) {
        boolean word = name.length() > 1 && Character.isLowerCase(name.charAt(1));
        String plain = word ? name.substring(0, 1).toLowerCase(Locale.UK) + name.substring(1) : name;
        return ("aeiou".indexOf(plain.charAt(0)) >= 0 ? "An " : "A ") + plain;
    }
}
