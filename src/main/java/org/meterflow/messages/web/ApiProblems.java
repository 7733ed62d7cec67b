package org.meterflow.messages.web;

import java.util.UUID;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.MessageRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever goes wrong in this package's controllers into a problem with a stable type. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems {

    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MessageRefused refused) {
        return on(Refusal.of(refused));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Refusal refusal) {
        ProblemDetail problem = refusal.problem().because(refusal.detail());
        if (!refusal.faults().isEmpty()) {
            problem.setProperty("errors", refusal.faults());
        }
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException mismatch) {
        return answer(
                ApiProblem.MALFORMED.because("'" + mismatch.getValue() + "' is not a value for " + mismatch.getName()));
    }

    /** What the firewall finds in a parameter, it finds when the parameter is asked for. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestRejectedException rejected) {
        return answer(ApiProblem.MALFORMED.because("A parameter holds a character that cannot be kept"));
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ResponseEntity<ProblemDetail> onDatabaseGone(RuntimeException failure) {
        log.warn("The database cannot be reached: {}", Reason.of(failure));
        return answer(ApiProblem.UNAVAILABLE.because("The message was not accepted; send it again with the same id"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onSurprise(RuntimeException failure) {
        String trace = UUID.randomUUID().toString();
        log.error("A request failed, trace {}", trace, failure);
        ProblemDetail problem =
                ApiProblem.FAILED.because("Something failed here; send it again with the same id. Trace " + trace);
        problem.setProperty("trace", trace);
        return answer(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
