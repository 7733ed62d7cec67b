package org.meterflow.messages.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meterflow.door.BodyRule;
import org.meterflow.door.RefusalForm;
import org.meterflow.door.Refused;
import org.meterflow.door.RequestHead;
import org.meterflow.messages.ApiClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Whatever goes wrong under /api, and wherever, is told as a problem: never as a page. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ApiErrors extends OncePerRequestFilter implements RefusalForm {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);
    private static final String PATHS = "/api/";

    private final ProblemWriter problems;

    ApiErrors(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public boolean speaksFor(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith(PATHS) || path.equals("/api");
    }

    @Override
    public void write(HttpServletRequest request, HttpServletResponse response, Refused refused) throws IOException {
        problems.write(request, response, ApiProblem.ofStatus(refused.status(), refused.reason()));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !speaksFor(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, new AsProblems(request, response));
        } catch (ServletException | RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            String trace = UUID.randomUUID().toString();
            log.error("A request failed, trace {}", trace, failure);
            problems.write(request, response, ApiProblem.FAILED, "Something failed here. Trace " + trace);
        }
    }

    private final class AsProblems extends HttpServletResponseWrapper {

        private final HttpServletRequest request;
        private final HttpServletResponse inner;

        AsProblems(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
            this.inner = response;
        }

        @Override
        public void sendError(int status) throws IOException {
            sendError(status, null);
        }

        @Override
        public void sendError(int status, @Nullable String message) throws IOException {
            HttpStatus known = HttpStatus.resolve(status);
            String detail = message == null && known != null ? known.getReasonPhrase() : String.valueOf(message);
            inner.resetBuffer();
            problems.write(request, inner, ApiProblem.ofStatus(status, detail));
        }
    }

    /** How much the API takes: a message from whoever has a key, next to nothing from others. */
    @Component
    static class MessageLength implements BodyRule {

        private final ApiClients clients;
        private final ApiSettings settings;

        MessageLength(ApiClients clients, ApiSettings settings) {
            this.clients = clients;
            this.settings = settings;
        }

        @Override
        public boolean concerns(RequestHead head) {
            return head.path().startsWith(PATHS);
        }

        @Override
        public long fromAnybody(RequestHead head) {
            return Math.min(settings.strangersLimit().toBytes(), most(head));
        }

        @Override
        public long most(RequestHead head) {
            return settings.largestMessage().toBytes();
        }

        @Override
        public boolean knowsSender(RequestHead head, byte[] beginning) {
            String key = ApiKeyFilter.keyIn(head::header);
            return key != null && clients.authenticate(key).isPresent();
        }
    }
}
