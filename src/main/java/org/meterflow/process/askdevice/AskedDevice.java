package org.meterflow.process.askdevice;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a device.
 *
 * @param reason why there is no answer; null when there is one
 * @param values of the answer, by name: text, number, yes or no, instant
 */
public record AskedDevice(AskOutcome outcome, @Nullable String reason, Map<String, Object> values) {

    public boolean answered() {
        return outcome == AskOutcome.ANSWERED;
    }
}
