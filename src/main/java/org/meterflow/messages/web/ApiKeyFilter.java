package org.meterflow.messages.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.ApiClient;
import org.meterflow.messages.ApiClients;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a caller by its key, and slows down a party that calls too often. */
class ApiKeyFilter extends OncePerRequestFilter {

    private static final String BEARER = "bearer ";
    private static final String API_KEY = "X-API-Key";

    private final ApiClients clients;
    private final RateLimits limits;
    private final ProblemWriter problems;

    ApiKeyFilter(ApiClients clients, RateLimits limits, ProblemWriter problems) {
        this.clients = clients;
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(request);
        Optional<ApiClient> client = key == null ? Optional.empty() : clients.authenticate(key);
        if (client.isPresent()) {
            Duration wait = limits.take(client.get().party());
            if (!wait.isZero()) {
                refuse(request, response, client.get(), wait);
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new ApiKeyAuthentication(client.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String key(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String header = request.getHeader(API_KEY);
        return header == null ? null : header.strip();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ApiClient client, Duration wait)
            throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()));
        problems.write(
                request,
                response,
                ApiProblem.TOO_MANY_REQUESTS,
                client.party() + " has called too often; it may call again in " + wait.toMillis() + " ms");
    }
}
