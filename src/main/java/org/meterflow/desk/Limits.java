package org.meterflow.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How much fits into the console's own fields. Templates know it as {@code limits}, and say it at each field. */
@Component
class Limits {

    static final int NAME = 100;
    static final int REASON = 1000;
    static final int ADDRESS = 500;
    /** Of a message that is only checked: about as much as a program may send. */
    static final int CONTENT = 250_000;

    static final int REQUEST = 500_000;
    static final int LIST = 10_000;

    public int name() {
        return NAME;
    }

    public int reason() {
        return REASON;
    }

    public int address() {
        return ADDRESS;
    }

    public int content() {
        return CONTENT;
    }

    public int request() {
        return REQUEST;
    }

    /** Of devices, one in each line. */
    public int list() {
        return LIST;
    }

    /** "1,000" */
    public String words(int limit) {
        return String.format(Locale.UK, "%,d", limit);
    }

    /** What is wrong with a text that has to be there. */
    static List<InputError> needed(String field, String missing, String what, String text) {
        return text.isBlank()
                ? List.of(new InputError(field, missing))
                : check(field, what, text.strip().replace("\r\n", "\n"), REASON).stream()
                        .toList();
    }

    static Optional<InputError> check(String field, String what, String text, int limit) {
        return text.length() <= limit
                ? Optional.empty()
                : Optional.of(new InputError(
                        field, String.format(Locale.UK, "%s must be %,d characters or less", what, limit)));
    }
}
