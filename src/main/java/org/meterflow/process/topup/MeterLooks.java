package org.meterflow.process.topup;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.identifier.Fuel;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.Requester;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.process.topup.PaidTopUp.Finding;
import org.springframework.stereotype.Component;

/** Reading at the meter what a top-up has done there: the account, the supply, and why a token was not taken. */
@Component
class MeterLooks {

    /** A device's clock and ours may differ by this much. */
    private static final Duration BEFORE = Duration.ofMinutes(2);

    private final ServiceRequest requests;
    private final Clock clock;

    MeterLooks(ServiceRequest requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** @return the request's id, the same for the same attempt */
    String balance(PaidTopUp topUp) {
        return prepare(order(topUp, "balance:" + topUp.pauses(), Question.PREPAYMENT_BALANCE));
    }

    String supply(PaidTopUp topUp) {
        return prepare(order(topUp, "supply", Question.SUPPLY_STATE));
    }

    /** A gas meter has said why in its answer, as far as it can. */
    List<String> reason(PaidTopUp topUp) {
        boolean knowsWhy = topUp.finding() != null && topUp.finding() != Finding.UNKNOWN;
        if (knowsWhy) {
            return List.of();
        }
        ServiceOrder mode = order(topUp, "mode", Question.PAYMENT_MODE);
        ServiceOrder log = order(topUp, "log", Question.EVENT_LOG)
                .withLog(topUp.takenAt().minus(BEFORE), clock.instant().plus(BEFORE));
        return topUp.payment().mpxn().fuel() == Fuel.GAS
                ? List.of(prepare(mode))
                : List.of(prepare(mode), prepare(log));
    }

    private ServiceOrder order(PaidTopUp topUp, String what, Question question) {
        return ServiceOrder.of(
                topUp.caseId() + ":" + what,
                topUp.key(),
                question,
                topUp.token().device(),
                topUp.payment().mpxn(),
                Requester.of(topUp.token().user()));
    }

    private String prepare(ServiceOrder order) {
        requests.prepare(order);
        return order.id();
    }

    /**
     * What the account is worth: a top-up raises it by its whole amount, whatever part of it pays a debt.
     *
     * @return pounds; empty when the meter could not be asked
     */
    Optional<BigDecimal> worth(PaidTopUp topUp) {
        return answer(topUp, "balance:" + topUp.pauses()).map(answer -> {
            BigDecimal owed = Stream.of("accumulatedDebt", "paymentDebt", "timeDebt1", "timeDebt2")
                    .map(name -> number(answer, name))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return number(answer, "meterBalance")
                    .add(number(answer, "emergencyCreditBalance"))
                    .subtract(owed);
        });
    }

    private static BigDecimal number(RequestedService answer, String name) {
        return answer.number(name).orElse(BigDecimal.ZERO);
    }

    /** Empty when nobody could look. */
    Optional<Boolean> armed(PaidTopUp topUp) {
        return answer(topUp, "supply").map(answer -> MeterWords.armed(answer.answer()));
    }

    Finding finding(PaidTopUp topUp) {
        return answer(topUp, "log")
                .flatMap(log -> MeterWords.lastRefusal(log.answer()))
                .or(() -> answer(topUp, "mode")
                        .flatMap(mode -> MeterWords.prepayment(mode.answer()))
                        .filter(prepayment -> !prepayment)
                        .map(credit -> Finding.CREDIT_MODE))
                .orElse(Finding.UNKNOWN);
    }

    private Optional<RequestedService> answer(PaidTopUp topUp, String what) {
        return requests.find(topUp.caseId() + ":" + what).filter(RequestedService::answered);
    }
}
