package org.meterflow.messages.web;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * The API's refusals (RFC 9457). The type never changes, so that programs can act on it; {@code retryable} says whether
 * the same request can succeed later without anybody changing anything.
 */
enum ApiProblem {
    NO_KEY(HttpStatus.UNAUTHORIZED, "No valid API key", false),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "Not allowed", false),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", false),
    UNKNOWN_MESSAGE(HttpStatus.NOT_FOUND, "Unknown message", false),
    DIFFERENT_CONTENT(HttpStatus.CONFLICT, "Message id used before for other content", false),
    SEVERAL_MESSAGES(HttpStatus.CONFLICT, "Several messages have this id", false),
    TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "Message too large", false),
    NOT_A_CLOUD_EVENT(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not a CloudEvent", false),
    MALFORMED(HttpStatus.BAD_REQUEST, "Malformed request", false),
    INVALID(HttpStatus.UNPROCESSABLE_ENTITY, "Message does not satisfy its schema", false),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", true),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Temporarily unavailable", true),
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "Internal failure", true);

    private final HttpStatus status;
    private final String title;
    private final boolean retryable;

    ApiProblem(HttpStatus status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    boolean retryable() {
        return retryable;
    }

    /** What the server itself found wrong, by its status; one that has no name of its own is told by the status alone. */
    static ProblemDetail ofStatus(int status, String detail) {
        return Stream.of(MALFORMED, NO_KEY, NOT_ALLOWED, NOT_FOUND, TOO_LARGE, TOO_MANY_REQUESTS, UNAVAILABLE, FAILED)
                .filter(problem -> problem.status.value() == status)
                .findFirst()
                .map(problem -> problem.because(detail))
                .orElseGet(() -> {
                    ProblemDetail unnamed = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
                    unnamed.setProperty("retryable", status == HttpStatus.REQUEST_TIMEOUT.value());
                    return unnamed;
                });
    }

    /** Stable for ever. */
    URI type() {
        return URI.create(
                "urn:meterflow:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    ProblemDetail because(String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(type());
        problem.setTitle(title);
        problem.setProperty("retryable", retryable);
        return problem;
    }
}
