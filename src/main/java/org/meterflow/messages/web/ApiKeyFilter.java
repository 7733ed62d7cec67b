package org.meterflow.messages.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meterflow.door.RateLimits;
import org.meterflow.door.Sender;
import org.meterflow.messages.ApiClient;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows a caller by its key, slows down a party that calls too often and an address that guesses, and leaves one that is suspended only what it needs:
 * what became of its own messages, and what it is told. One that has withdrawn gets nothing any more.
 */
class ApiKeyFilter extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";
    private static final String API_KEY = "X-API-Key";

    private static final List<String> LEFT_TO_THE_SUSPENDED =
            List.of("/api/messages", "/api/turned-away", "/api/notifications");

    private final KnownKeys keys;
    private final Parties parties;
    private final RateLimits limits;
    private final ProblemWriter problems;

    ApiKeyFilter(KnownKeys keys, Parties parties, ApiSettings settings, ProblemWriter problems) {
        this.keys = keys;
        this.parties = parties;
        this.limits = new RateLimits(settings.rate(), settings.burst(), System::nanoTime);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = of(request);
        String sender = Sender.of(request);
        Duration guesser = key == null ? Duration.ZERO : keys.waitOf(sender, key);
        if (!guesser.isZero()) {
            refuse(request, response, "Too many wrong keys came from your address", guesser);
            return;
        }
        Optional<ApiClient> client = key == null ? Optional.empty() : keys.clientOf(sender, key);
        if (client.isPresent()) {
            Duration wait = limits.take(client.get().party());
            if (!wait.isZero()) {
                refuse(request, response, client.get().party() + " has called too often", wait);
                return;
            }
            if (isBarred(request, client.get())) {
                problems.write(
                        request,
                        response,
                        ApiProblem.NOT_ALLOWED,
                        client.get().party() + " may not do that: it is suspended or has withdrawn");
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new ApiKeyAuthentication(client.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    /** What it sends is turned away where it is read, so that there is a note of it. */
    private boolean isBarred(HttpServletRequest request, ApiClient client) {
        PartyStatus status = parties.find(client.party()).map(Party::status).orElse(PartyStatus.LIVE);
        boolean sends =
                request.getMethod().equals("POST") && request.getRequestURI().startsWith("/api/messages/");
        return switch (status) {
            case LIVE -> false;
            case SUSPENDED -> !sends && LEFT_TO_THE_SUSPENDED.stream().noneMatch(request.getRequestURI()::startsWith);
            case WITHDRAWN -> !sends;
        };
    }

    private static @Nullable String of(HttpServletRequest request) {
        return keyIn(request::getHeader);
    }

    static @Nullable String keyIn(Function<String, @Nullable String> headers) {
        String authorization = headers.apply(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String header = headers.apply(API_KEY);
        return header == null ? null : header.strip();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String why, Duration wait)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(RateLimits.seconds(wait)));
        problems.write(
                request,
                response,
                ApiProblem.TOO_MANY_REQUESTS,
                why + "; the next call is answered in " + wait.toMillis() + " ms");
    }
}
