package org.meterflow.identifier;

import java.util.Locale;

/** What a failure says, for people and parties to read: an exception need not have a message, and nobody is told "null". */
public final class Reason {

    private Reason() {}

    /** Its message; failing that, what kind of failure it is. */
    public static String of(Throwable failure) {
        String message = failure.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        String kind = failure.getClass().getSimpleName().replaceFirst("(Exception|Error)$", "");
        String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isBlank() ? "something failed" : words;
    }
}
