package org.meterflow.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries the sender's address to the route, in a header that nobody else can set. */
final class FromSender extends HttpServletRequestWrapper {

    static final String HEADER = "Meterflow-Sender";

    private final String sender;

    FromSender(HttpServletRequest request, String sender) {
        super(request);
        this.sender = sender;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return HEADER.equalsIgnoreCase(name) ? sender : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return HEADER.equalsIgnoreCase(name) ? Collections.enumeration(List.of(sender)) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>(Collections.list(super.getHeaderNames()));
        names.removeIf(HEADER::equalsIgnoreCase);
        names.add(HEADER);
        return Collections.enumeration(names);
    }
}
