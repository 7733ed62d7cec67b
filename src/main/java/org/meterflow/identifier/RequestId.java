package org.meterflow.identifier;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a service request: who asks, which device (or the DCC itself), and a counter that only grows
 * (DUIS 5.4, RequestIDType). Written {@code originator:target:counter}.
 *
 * @param counter unsigned 64 bit, so a negative {@code long} is a large counter
 */
public record RequestId(Eui64 originator, Eui64 target, long counter) {

    private static final Pattern COUNTER = Pattern.compile("0|[1-9][0-9]{0,19}");

    /** @throws InvalidIdentifier when the text has not three parts, or one of them is wrong */
    public static RequestId of(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 3 || !COUNTER.matcher(parts[2]).matches()) {
            throw new InvalidIdentifier("'" + text + "' is not a request id: originator:target:counter");
        }
        try {
            return new RequestId(Eui64.of(parts[0]), Eui64.of(parts[1]), Long.parseUnsignedLong(parts[2]));
        } catch (NumberFormatException beyond64Bit) {
            throw new InvalidIdentifier("The counter of '" + text + "' is more than 64 bits");
        }
    }

    /** The id of the answer: the two parties change places. */
    public RequestId response() {
        return new RequestId(target, originator, counter);
    }

    @JsonValue
    @Override
    public String toString() {
        return originator + ":" + target + ":" + Long.toUnsignedString(counter);
    }
}
