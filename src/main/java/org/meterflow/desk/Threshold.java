package org.meterflow.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.meterflow.door.RateLimits;
import org.meterflow.door.Sender;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Between the street and the console: who has no session yet comes in one by one, since each gets one, and passwords are
 * looked at no faster than a person types.
 */
class Threshold extends OncePerRequestFilter {

    private final Guesses guesses;
    private final RateLimits newcomers;

    Threshold(Guesses guesses, DeskSettings.SignIn settings) {
        this.guesses = guesses;
        this.newcomers = new RateLimits(settings.newcomers(), settings.newcomersAtOnce(), System::nanoTime);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/assets/") || path.startsWith("/actuator/health") || path.equals("/error");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sender = Sender.of(request);
        Duration wait = request.getSession(false) == null ? newcomers.take(sender) : Duration.ZERO;
        if (!wait.isZero()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RateLimits.seconds(wait)));
            response.sendError(429, "Too many come from your address at once");
            return;
        }
        if (request.getMethod().equals("POST") && request.getServletPath().equals("/sign-in")) {
            wait = guesses.admit(nameIn(request), sender);
        }
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RateLimits.seconds(wait)));
            response.sendRedirect(request.getContextPath() + "/sign-in?wait=" + RateLimits.seconds(wait));
        }
    }

    /** As the sign-in itself reads it; the same name in other letters is nobody's, and not worth a bucket of its own. */
    private static String nameIn(HttpServletRequest request) {
        String name = request.getParameter("name");
        String stripped = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        return stripped.substring(0, Math.min(stripped.length(), 64));
    }
}
