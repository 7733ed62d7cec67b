package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.springframework.stereotype.Component;

/** The read with which the one supplier's bill ends and the other's begins: compared, reviewed where need be, shared. */
@Component
class OpeningRead {

    private final HandOvers handOvers;
    private final ReadComparison comparison;
    private final PrepaymentReads prepayment;
    private final SwitchNotices notices;
    private final SwitchTimeline story;

    OpeningRead(
            HandOvers handOvers,
            ReadComparison comparison,
            PrepaymentReads prepayment,
            SwitchNotices notices,
            SwitchTimeline story) {
        this.handOvers = handOvers;
        this.comparison = comparison;
        this.prepayment = prepayment;
        this.notices = notices;
        this.story = story;
    }

    /** @return whether the reads agree */
    boolean compare(SupplierChange change) {
        BillingReads reads = comparison.of(change);
        boolean agree = Boolean.TRUE.equals(reads.agree());
        handOvers.readsFound(change.switchId(), reads);
        story.decided(
                change, agree ? "The reads agree" : "The reads do not agree", Objects.toString(reads.remark(), ""));
        return agree;
    }

    List<FieldError> review(SupplierChange change, Form form) {
        List<FieldError> errors = SwitchForms.readErrors(form, change);
        if (errors.isEmpty()) {
            Optional<BigDecimal> value = SwitchForms.openingRead(form, change);
            handOvers.readsFound(
                    change.switchId(),
                    new BillingReads(
                            change.reads().finalRead(),
                            value.orElse(null),
                            change.reads().unit() == null
                                    ? ReadComparison.unit(change)
                                    : change.reads().unit(),
                            true,
                            form.text("reason")));
            story.person(
                    change,
                    form,
                    "Set the opening read to "
                            + value.map(BigDecimal::toPlainString).orElse("none"));
        }
        return errors;
    }

    void share(SupplierChange change) {
        Map<String, Object> read = new LinkedHashMap<>();
        BillingReads reads = change.reads();
        if (reads.openingRead() != null && reads.unit() != null) {
            read.put("openingRead", reads.openingRead());
            read.put("unit", reads.unit());
        }
        if (reads.finalRead() != null) {
            read.put("finalRead", reads.finalRead());
        }
        if (reads.remark() != null) {
            read.put("remark", reads.remark());
        }
        notices.tellSuppliers(change, "openingRead", read);
        prepayment.account(change).ifPresent(account -> settle(change, account));
    }

    /** The balance is the consumer's money, and the losing supplier's to give back. */
    private void settle(SupplierChange change, PrepaymentAccount account) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("balance", account.balance());
        told.put("debt", account.debt());
        told.put("readAt", account.readAt().toString());
        if (account.refundBy() != null) {
            told.put("refundBy", account.refundBy().toString());
        }
        notices.tellLosing(change, "prepaymentBalance", told);
    }
}
