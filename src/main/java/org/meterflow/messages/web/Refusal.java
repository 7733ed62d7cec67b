package org.meterflow.messages.web;

import java.util.List;
import org.meterflow.identifier.Reason;
import org.meterflow.messages.MessageRefused;

/** A request that ends in a problem. */
class Refusal extends RuntimeException {

    private final ApiProblem problem;
    private final List<MessageRefused.Fault> faults;

    Refusal(ApiProblem problem, String detail, List<MessageRefused.Fault> faults) {
        super(detail);
        this.problem = problem;
        this.faults = List.copyOf(faults);
    }

    Refusal(ApiProblem problem, String detail) {
        this(problem, detail, List.of());
    }

    /** The same cause, in HTTP's terms. */
    static Refusal of(MessageRefused refused) {
        ApiProblem problem = switch (refused.why()) {
            case UNKNOWN_NAME -> ApiProblem.UNKNOWN_MESSAGE;
            case SENDER_NOT_ALLOWED -> ApiProblem.NOT_ALLOWED;
            case INVALID -> ApiProblem.INVALID;
            case DIFFERENT_CONTENT -> ApiProblem.DIFFERENT_CONTENT;
        };
        return new Refusal(problem, Reason.of(refused), refused.faults());
    }

    ApiProblem problem() {
        return problem;
    }

    String detail() {
        return Reason.of(this);
    }

    List<MessageRefused.Fault> faults() {
        return faults;
    }
}
