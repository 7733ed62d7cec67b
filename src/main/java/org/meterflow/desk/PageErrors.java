package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Browsers get an error as a page in the console's frame; programs get it as problem details, from others. Whoever asks for
 * an address that only takes forms comes to the page that has the form.
 */
@Component
class PageErrors implements HandlerExceptionResolver, Ordered {

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        String accept = request.getHeader("Accept");
        if (accept == null || !accept.contains("text/html") || !(failure instanceof ErrorResponse refusal)) {
            return null;
        }
        try {
            String path = request.getRequestURI();
            if (failure instanceof HttpRequestMethodNotSupportedException
                    && HttpMethod.GET.matches(request.getMethod())
                    && !path.startsWith(request.getContextPath() + "/api/")) {
                response.sendRedirect(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
                return new ModelAndView();
            }
            response.sendError(refusal.getStatusCode().value());
            return new ModelAndView();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
