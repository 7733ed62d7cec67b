package org.meterflow.door;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was stopped at the door. It goes on without its body, so that it is answered in the form of the channel it
 * came by.
 *
 * @param status of HTTP
 * @param reason a sentence for the sender
 * @param retryAfter seconds; 0 when it is of no use
 */
public record Refused(int status, String reason, int retryAfter) {

    static final String ATTRIBUTE = "org.meterflow.door.refused";

    static @Nullable Refused of(HttpServletRequest request) {
        return (Refused) request.getAttribute(ATTRIBUTE);
    }

    static Refused tooLong(long limit) {
        return new Refused(413, "At most " + limit + " bytes are taken here", 0);
    }

    static Refused tooSlow(long seconds) {
        return new Refused(408, "The whole request has to arrive within " + seconds + " seconds", 0);
    }

    static Refused noRoom() {
        return new Refused(503, "Too much is being sent at the moment", 5);
    }
}
