package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;

/** Why a person helps a case: whoever reads its story later has to understand it. */
final class HelpReason {

    private static final int LEAST = 10;

    private HelpReason() {}

    static List<InputError> wrong(String reason) {
        List<InputError> wrong = new ArrayList<>();
        if (reason.strip().length() < LEAST) {
            wrong.add(new InputError(
                    "reason", "Enter a reason of at least 10 characters: it stands in the story of the case"));
        }
        Limits.check("reason", "The reason", reason.strip(), Limits.REASON).ifPresent(wrong::add);
        return wrong;
    }
}
