package org.meterflow.process.help;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a help would mean for a case as it stands now.
 *
 * @param forbidden why it cannot be done, in sentences; null when it can
 * @param happens what would happen, a sentence each
 * @param remains what it cannot change or take back, a sentence each
 */
public record HelpPlan(@Nullable String forbidden, List<String> happens, List<String> remains) {

    static HelpPlan forbidden(String why) {
        return new HelpPlan(why, List.of(), List.of());
    }

    void require() {
        if (forbidden != null) {
            throw new CannotHelp(forbidden);
        }
    }
}
