package org.meterflow.process.tellconsumer;

import java.util.Locale;

/** What suppliers confirm, in words. */
final class ConsumerWords {

    private ConsumerWords() {}

    /** {@code largePrint} as "in large print"; an ordinary letter is just that. */
    static String format(String format) {
        String spaced = format.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.UK);
        return switch (format) {
            case "standard" -> "in the usual format";
            case "audio" -> "as sound";
            default -> "in " + spaced;
        };
    }
}
