package org.meterflow.gateway;

import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** What to show of the requests; null means any. */
public record ServiceRequestFilter(
        @Nullable String text,
        @Nullable Eui64 originator,
        @Nullable Eui64 device,
        @Nullable String variant,
        @Nullable String code,
        ServiceRequest.@Nullable State state) {

    public static ServiceRequestFilter all() {
        return new ServiceRequestFilter(null, null, null, null, null, null);
    }

    /** @param text a part of a request id, or of a reason */
    public static ServiceRequestFilter containing(String text) {
        return new ServiceRequestFilter(text, null, null, null, null, null);
    }
}
