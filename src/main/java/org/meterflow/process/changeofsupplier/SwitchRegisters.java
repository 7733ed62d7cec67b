package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.springframework.stereotype.Component;

/** What the meter said its register was, before supply started, at its start and after it; kWh or m³, as the meter counts. */
@Component
class SwitchRegisters {

    private final SwitchRequests requests;

    SwitchRegisters(SwitchRequests requests) {
        this.requests = requests;
    }

    /** Why there is no final register; null when there is one. */
    @Nullable
    String noneAtEnd(SupplierChange change) {
        if (atEnd(change).isPresent()) {
            return null;
        }
        RequestedService asked =
                requests.find(change, "final", Question.IMPORT_REGISTERS).orElse(null);
        if (asked == null) {
            return "The meter was not asked before supply started";
        }
        return asked.state() == RequestedService.State.REFUSED
                ? "The final read was refused: " + asked.accessSentence()
                : "The meter was out of reach before supply started";
    }

    /** What the meter showed while the losing supplier still supplied. */
    Optional<BigDecimal> atEnd(SupplierChange change) {
        return requests.find(change, "final", Question.IMPORT_REGISTERS)
                .filter(request ->
                        request.answeredAt() != null && !request.answeredAt().isAfter(change.supplyStartsAt()))
                .flatMap(SwitchRegisters::register);
    }

    Optional<BigDecimal> afterStart(SupplierChange change) {
        return requests.find(change, "opening", Question.IMPORT_REGISTERS).flatMap(SwitchRegisters::register);
    }

    private static Optional<BigDecimal> register(RequestedService request) {
        return request.number("importKwh").or(() -> request.number("cubicMetres"));
    }

    /** The register as it stood when supply started, from the meter's own daily log. */
    Optional<BigDecimal> atStart(SupplierChange change) {
        return requests.find(change, "opening", Question.DAILY_LOG)
                .flatMap(request -> request.answer().entrySet().stream().findFirst())
                .map(entry -> new BigDecimal(entry.getValue()));
    }
}
