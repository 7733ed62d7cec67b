package org.meterflow.process.topup;

import org.meterflow.identifier.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what goes wrong with a payment into a problem; a payment that was not taken may be sent again. */
@RestControllerAdvice(basePackageClasses = TopUpProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class TopUpProblems {

    private static final Logger log = LoggerFactory.getLogger(TopUpProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TopUpProblem problem) {
        return answer(problem.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(PaymentRefused refused) {
        return answer(TopUpProblem.of(refused, Reason.of(refused)));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> onDatabaseGone(RuntimeException failure) {
        log.warn("A payment was not taken: {}", Reason.of(failure));
        return answer(TopUpProblem.unavailable());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
