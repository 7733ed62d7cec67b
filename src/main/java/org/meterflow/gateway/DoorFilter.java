package org.meterflow.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.meterflow.door.RateLimits;
import org.meterflow.door.Refused;
import org.meterflow.door.Sender;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 404 at the wrong door, and 503 before the platform is ready, before anything else sees the request; at the
 * gateway's own doors it turns away who comes too often, and who sends what would have to be unpacked first.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DoorFilter extends OncePerRequestFilter {

    private final Doors doors;
    private final GatewayRefusals refusals;
    private final RateLimits limits;

    DoorFilter(Doors doors, GatewayRefusals refusals, GatewaySettings settings) {
        this.doors = doors;
        this.refusals = refusals;
        this.limits = new RateLimits(settings.rate(), settings.burst(), System::nanoTime);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (doors.locked(request)) {
            response.setHeader("Retry-After", "5");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (!doors.leadsTo(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else if (doors.isOurs(request)) {
            letIn(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void letIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sender = Sender.of(request);
        Duration wait = limits.take(sender);
        String encoding = request.getHeader("Content-Encoding");
        if (!wait.isZero()) {
            int seconds = (int) RateLimits.seconds(wait);
            response.setIntHeader("Retry-After", seconds);
            refusals.write(request, response, new Refused(429, "Too many requests come from your address", seconds));
        } else if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            refusals.write(request, response, new Refused(415, "Content is taken as it is, not in an encoding", 0));
        } else {
            chain.doFilter(new FromSender(request, sender), response);
        }
    }
}
