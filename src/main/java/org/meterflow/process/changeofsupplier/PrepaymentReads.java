package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.springframework.stereotype.Component;

/** How a meter is paid for, and what is on it when supply starts: from its own log of midnight, else from the nearest read. */
@Component
class PrepaymentReads {

    private static final Duration DAY = Duration.ofDays(1);

    /** Names of the midnight log, by those of the balance. */
    private static final Map<String, String> IN_A_LOG = Map.of(
            "Meter balance", "meterBalance",
            "Payment debt", "paymentDebt",
            "Time debt 1", "timeDebt1",
            "Time debt 2", "timeDebt2");

    private final SwitchRequests requests;
    private final BusinessCalendar calendar;
    private final SwitchSettings settings;

    PrepaymentReads(SwitchRequests requests, BusinessCalendar calendar, SwitchSettings settings) {
        this.requests = requests;
        this.calendar = calendar;
        this.settings = settings;
    }

    /** The meter's own mode; what the market's message says where the meter has not said. */
    boolean paysInAdvance(SupplierChange change) {
        return Stream.of("final", "objection")
                .flatMap(purpose -> requests.find(change, purpose, Question.PAYMENT_MODE).stream())
                .filter(RequestedService::answered)
                .flatMap(request -> MeterSnapshot.paysInAdvance(request.answer()).stream())
                .findFirst()
                .orElse(change.agreement().prepayment());
    }

    /** Empty answers where the meter gave none. */
    MeterSnapshot snapshot(SupplierChange change) {
        Boolean mode = requests.find(change, "final", Question.PAYMENT_MODE)
                .filter(RequestedService::answered)
                .flatMap(request -> MeterSnapshot.paysInAdvance(request.answer()))
                .orElse(null);
        return new MeterSnapshot(
                answer(change, "final", Question.TARIFF),
                mode,
                balance(change),
                answer(change, "final", Question.PREPAYMENT_CONFIGURATION));
    }

    /** Where the request did not say that the consumer pays in advance, the meter's own midnight or what came after it. */
    private Map<String, String> balance(SupplierChange change) {
        return Stream.of(
                        answer(change, "final", Question.PREPAYMENT_BALANCE),
                        midnightBalance(change),
                        answer(change, "opening", Question.PREPAYMENT_BALANCE))
                .filter(answer -> !answer.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    private Map<String, String> midnightBalance(SupplierChange change) {
        Map<String, String> balance = new HashMap<>();
        answer(change, "opening", Question.PREPAYMENT_LOG).forEach((name, value) -> {
            String known = IN_A_LOG.get(name.substring(name.indexOf(' ') + 1));
            if (known != null) {
                balance.putIfAbsent(known, value);
            }
        });
        return balance;
    }

    private Map<String, String> answer(SupplierChange change, String purpose, Question question) {
        return requests.find(change, purpose, question)
                .filter(RequestedService::answered)
                .map(RequestedService::answer)
                .orElse(Map.of());
    }

    /** Empty when the consumer does not pay in advance, or the meter has not said what is on it. */
    Optional<PrepaymentAccount> account(SupplierChange change) {
        return paysInAdvance(change) ? atMidnight(change).or(() -> nearest(change)) : Optional.empty();
    }

    private Optional<PrepaymentAccount> atMidnight(SupplierChange change) {
        Map<String, String> log = requests.find(change, "opening", Question.PREPAYMENT_LOG)
                .filter(RequestedService::answered)
                .map(RequestedService::answer)
                .orElse(Map.of());
        return log.keySet().stream()
                .filter(name -> name.endsWith(" Meter balance"))
                .map(name -> name.substring(0, name.indexOf(' ')))
                .findFirst()
                .map(time -> account(change, name -> log.get(time + " " + name), Instant.parse(time)));
    }

    private PrepaymentAccount account(SupplierChange change, Function<String, @Nullable String> row, Instant time) {
        BigDecimal debt = Stream.of("Accumulated debt", "Payment debt", "Time debt 1", "Time debt 2")
                .map(name -> pounds(row.apply(name)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return account(change, pounds(row.apply("Meter balance")), debt, time);
    }

    private static BigDecimal pounds(@Nullable String value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value);
    }

    /** Of the reads before and after supply started the one nearer to it, unless it is more than a day away. */
    private Optional<PrepaymentAccount> nearest(SupplierChange change) {
        return Stream.of("final", "opening")
                .flatMap(purpose -> requests.find(change, purpose, Question.PREPAYMENT_BALANCE).stream())
                .filter(request ->
                        request.answered() && distance(change, request).compareTo(DAY) <= 0)
                .min((one, other) -> distance(change, one).compareTo(distance(change, other)))
                .map(request -> account(change, request));
    }

    private static Duration distance(SupplierChange change, RequestedService request) {
        Instant at = request.answeredAt();
        return at == null
                ? Duration.ofSeconds(Long.MAX_VALUE)
                : Duration.between(at, change.supplyStartsAt()).abs();
    }

    private PrepaymentAccount account(SupplierChange change, RequestedService read) {
        BigDecimal debt = Stream.of("accumulatedDebt", "paymentDebt", "timeDebt1", "timeDebt2")
                .map(name -> pounds(read.answer().get(name)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Instant at = read.answeredAt();
        return account(
                change, pounds(read.answer().get("meterBalance")), debt, at == null ? change.supplyStartsAt() : at);
    }

    private PrepaymentAccount account(SupplierChange change, BigDecimal balance, BigDecimal debt, Instant at) {
        LocalDate refundBy = calendar.plusWorkingDays(change.supplyStartDate(), settings.refundDays());
        return new PrepaymentAccount(balance, debt, at, balance.signum() > 0 ? refundBy : null);
    }
}
