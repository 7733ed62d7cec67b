package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/** The page of this console that somebody was on, and to which they come back after they have signed in. */
final class LastPage {

    private static final String AFTER_SIGN_IN = "SPRING_SECURITY_SAVED_REQUEST";

    private LastPage() {}

    /** The page that was asked for, or the one whose form or part this is. */
    static Optional<String> of(HttpServletRequest request) {
        boolean isPage = HttpMethod.GET.matches(request.getMethod())
                && request.getHeader("HX-Request") == null
                && Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "")
                        .contains("text/html");
        return isPage ? own(request, request.getRequestURI(), request.getQueryString()) : before(request);
    }

    /** The page from which this was sent, when it is one of ours. */
    static Optional<String> before(HttpServletRequest request) {
        String referrer = request.getHeader(HttpHeaders.REFERER);
        try {
            URI page = URI.create(referrer == null ? "" : referrer);
            return request.getServerName().equals(page.getHost())
                    ? own(request, page.getRawPath(), page.getRawQuery())
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<String> own(HttpServletRequest request, String path, @Nullable String query) {
        String context = request.getContextPath();
        if (!path.startsWith(context + "/")) {
            return Optional.empty();
        }
        String page = path.substring(context.length()) + (query == null ? "" : "?" + query);
        return Optional.of(page).filter(OwnPath::isOne);
    }

    static void remember(HttpServletRequest request, String page) {
        if (!page.startsWith("/sign-in")) {
            request.getSession().setAttribute(AFTER_SIGN_IN, new SimpleSavedRequest(page));
        }
    }
}
