package org.meterflow.process.help;

import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.RunningCases;

/** A called case stands still, goes on and ends with the one on whose behalf it runs. */
final class Outermost {

    private Outermost() {}

    /** Why a case cannot be helped as a whole, as a sentence. */
    static Optional<String> obstacle(RunningCases running, CaseKey key) {
        Optional<CaseKey> outermost = running.outermost(key);
        if (outermost.isEmpty()) {
            return Optional.of("The case has ended.");
        }
        return outermost.get().equals(key)
                ? Optional.empty()
                : Optional.of("This case is part of another one. Help that case, and this one goes with it.");
    }
}
