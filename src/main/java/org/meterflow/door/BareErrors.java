package org.meterflow.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The answer to what is so wrong that it never gets to a page or a program: a problem (RFC 9457) for programs, a line for
 * people, and nothing about the server. Public, because the server makes it by name.
 */
public final class BareErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        String accept = request.getHeader("Accept");
        String path = request.getRequestURI();
        boolean program = (path != null && path.startsWith("/api")) || accept == null || !accept.contains("text/html");
        byte[] text = (program
                        ? "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}"
                        : "<!DOCTYPE html><html lang=\"en-GB\"><title>" + title + "</title><p>" + title + " (" + status
                                + ")</p></html>")
                .getBytes(UTF_8);
        try {
            response.setContentType(program ? "application/problem+json" : "text/html;charset=UTF-8");
            response.setContentLength(text.length);
            response.getOutputStream().write(text);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().trace("The error could not be told", gone);
        }
    }
}
