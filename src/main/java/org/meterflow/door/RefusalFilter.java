package org.meterflow.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells those who were stopped at the door, in the form of their channel. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RefusalFilter extends OncePerRequestFilter {

    private final List<RefusalForm> forms;

    RefusalFilter(List<RefusalForm> forms) {
        this.forms = forms;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Refused refused = Refused.of(request);
        if (refused == null) {
            chain.doFilter(request, response);
            return;
        }
        if (refused.retryAfter() > 0) {
            response.setIntHeader("Retry-After", refused.retryAfter());
        }
        for (RefusalForm form : forms) {
            if (form.speaksFor(request)) {
                form.write(request, response, refused);
                return;
            }
        }
        response.sendError(refused.status(), refused.reason());
    }
}
