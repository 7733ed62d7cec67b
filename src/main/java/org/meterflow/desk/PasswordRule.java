package org.meterflow.desk;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a password has to be like. */
final class PasswordRule {

    private static final int SHORTEST = 12;

    /** As many bytes as go into its hash. */
    private static final int LONGEST = 72;

    private PasswordRule() {}

    static List<InputError> errors(String password, boolean needed) {
        if (password.isEmpty() && !needed) {
            return List.of();
        }
        boolean fits = password.length() >= SHORTEST && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        return fits
                ? List.of()
                : List.of(new InputError(
                        "password",
                        "Enter a password of at least %s and at most %s characters".formatted(SHORTEST, LONGEST)));
    }
}
