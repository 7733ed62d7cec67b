package org.meterflow.desk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Sends a stranger to the sign-in page: a page by redirect; a part of a page by a header, so that the sign-in page does
 * not end up inside a list; anything else (streams, data) by a bare 401.
 */
class SignInFirst implements AuthenticationEntryPoint {

    private final LoginUrlAuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint("/sign-in");

    SignInFirst() {
        page.setFavorRelativeUris(true);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException, ServletException {
        String accept = request.getHeader("Accept");
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + "/sign-in?expired");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (accept == null || accept.contains("text/html") || accept.contains("*/*")) {
            page.commence(request, response, refusal);
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }
}
