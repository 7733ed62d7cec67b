package org.meterflow.door;

import java.util.Optional;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/** What is known of a request before its body is let in. */
public final class RequestHead {

    private final Request request;

    RequestHead(Request request) {
        this.request = request;
        request.action(ActionCode.REQ_LOCALPORT_ATTRIBUTE, request);
    }

    public int door() {
        return request.getLocalPort();
    }

    /** As it was sent: nothing decoded. */
    public String path() {
        return request.requestURI().toString();
    }

    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    public Optional<String> cookie(String name) {
        String cookies = header("Cookie");
        if (cookies != null) {
            for (String cookie : cookies.split(";")) {
                String[] parts = cookie.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name)) {
                    return Optional.of(parts[1]);
                }
            }
        }
        return Optional.empty();
    }
}
