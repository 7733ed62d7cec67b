package org.meterflow.desk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.session.SessionInformationExpiredEvent;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * Sends whoever has no session, or one that is over, to the sign-in page, and from there back to the page they were on:
 * a page by redirect; a part of a page by a header, so that the sign-in page does not end up inside a list; anything else
 * (streams, data) by a bare 401. What was sent with a session that is over has not been acted upon.
 */
class SignInFirst implements AuthenticationEntryPoint, AccessDeniedHandler, SessionInformationExpiredStrategy {

    private static final String SIGN_IN = "/sign-in";
    private static final String EXPIRED = SIGN_IN + "?expired";

    private final AccessDeniedHandler refusal = new AccessDeniedHandlerImpl();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        boolean over = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        signIn(request, response, over ? EXPIRED : SIGN_IN);
    }

    /** A form whose token is not the session's: usually the session that opened it is over. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        if (refused instanceof CsrfException && !isSignedIn()) {
            LastPage.before(request).ifPresent(page -> LastPage.remember(request, page));
            signIn(request, response, EXPIRED);
            return;
        }
        Optional<String> page = refused instanceof CsrfException ? LastPage.before(request) : Optional.empty();
        if (page.isEmpty()) {
            refusal.handle(request, response, refused);
            return;
        }
        warn(request, response, page.get());
        redirect(request, response, page.get());
    }

    @Override
    public void onExpiredSessionDetected(SessionInformationExpiredEvent over) {
        if (over.getResponse().isCommitted()) {
            return;
        }
        HttpServletRequest request = over.getRequest();
        LastPage.of(request).ifPresent(page -> LastPage.remember(request, page));
        signIn(request, over.getResponse(), EXPIRED);
    }

    private static void signIn(HttpServletRequest request, HttpServletResponse response, String page) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + EXPIRED);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (accept == null || accept.contains("text/html") || accept.contains("*/*")) {
            redirect(request, response, page);
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** By a path alone: what a stranger wrote into the Host header leads nobody anywhere. */
    private static void redirect(HttpServletRequest request, HttpServletResponse response, String page) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + page);
    }

    private static void warn(HttpServletRequest request, HttpServletResponse response, String page) {
        FlashMap flash = new FlashMap();
        flash.put(
                "warned",
                "Your form has not been sent: you signed in again after you opened it. Check it and send it again.");
        flash.setTargetRequestPath(request.getContextPath() + page.replaceAll("\\?.*", ""));
        flash.startExpirationPeriod(60);
        new SessionFlashMapManager().saveOutputFlashMap(flash, request, response);
    }

    private static boolean isSignedIn() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        return person != null && person.isAuthenticated();
    }
}
