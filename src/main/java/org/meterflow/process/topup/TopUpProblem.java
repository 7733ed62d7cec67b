package org.meterflow.process.topup;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that ends in a problem (RFC 9457), with the same types as elsewhere in the API, and some of its own. */
class TopUpProblem extends RuntimeException {

    private final ProblemDetail problem;

    private TopUpProblem(HttpStatus status, String type, String title, String detail) {
        super(detail);
        this.problem = of(status, type, title, detail, false);
    }

    private static ProblemDetail of(HttpStatus status, String type, String title, String detail, boolean retryable) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:meterflow:problem:" + type));
        problem.setTitle(title);
        problem.setProperty("retryable", retryable);
        return problem;
    }

    static TopUpProblem notAllowed(String detail) {
        return new TopUpProblem(HttpStatus.FORBIDDEN, "not-allowed", "Not allowed", detail);
    }

    static TopUpProblem notFound(String detail) {
        return new TopUpProblem(HttpStatus.NOT_FOUND, "not-found", "Not found", detail);
    }

    static TopUpProblem malformed(String detail) {
        return new TopUpProblem(HttpStatus.BAD_REQUEST, "malformed", "Malformed request", detail);
    }

    /** @param faults field to what is wrong there */
    static TopUpProblem invalid(Map<String, String> faults) {
        TopUpProblem invalid = new TopUpProblem(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "invalid",
                "Message does not satisfy its schema",
                "The payment has faults, see errors");
        List<Map<String, String>> errors = faults.entrySet().stream()
                .map(fault -> Map.of("pointer", "/" + fault.getKey(), "message", fault.getValue()))
                .toList();
        invalid.problem.setProperty("errors", errors);
        return invalid;
    }

    static ProblemDetail of(PaymentRefused refused, String detail) {
        boolean conflict = refused.why() == PaymentRefused.Why.REFERENCE_USED;
        return of(
                conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_ENTITY,
                "top-up-" + refused.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                refused.why().title(),
                detail,
                false);
    }

    static ProblemDetail unavailable() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "Temporarily unavailable",
                "The payment was not taken; send it again with the same reference",
                true);
    }

    ProblemDetail problem() {
        return problem;
    }
}
