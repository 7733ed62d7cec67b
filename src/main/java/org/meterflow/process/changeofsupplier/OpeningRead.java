package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.springframework.stereotype.Component;

/** The read with which the one supplier's bill ends and the other's begins: compared, reviewed where need be, shared. */
@Component
class OpeningRead {

    private final SupplierChanges changes;
    private final ReadComparison comparison;
    private final SwitchNotices notices;
    private final SwitchTimeline story;

    OpeningRead(SupplierChanges changes, ReadComparison comparison, SwitchNotices notices, SwitchTimeline story) {
        this.changes = changes;
        this.comparison = comparison;
        this.notices = notices;
        this.story = story;
    }

    /** @return whether the reads agree */
    boolean compare(SupplierChange change) {
        ReadComparison.Result result = comparison.of(change);
        changes.readsFound(
                change.switchId(),
                result.finalRead(),
                result.openingRead(),
                result.unit(),
                result.agree(),
                result.remark());
        story.decided(change, result.agree() ? "The reads agree" : "The reads do not agree", result.remark());
        return result.agree();
    }

    List<FieldError> review(SupplierChange change, Form form) {
        List<FieldError> errors = SwitchForms.readErrors(form, change);
        if (errors.isEmpty()) {
            Optional<BigDecimal> value = SwitchForms.openingRead(form, change);
            changes.readsFound(
                    change.switchId(),
                    change.finalRead(),
                    value.orElse(null),
                    change.readUnit() == null ? ReadComparison.unit(change) : change.readUnit(),
                    true,
                    form.text("reason"));
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
        if (change.openingRead() != null) {
            read.put("openingRead", change.openingRead());
            read.put("unit", String.valueOf(change.readUnit()));
        }
        read.put("remark", String.valueOf(change.readRemark()));
        notices.tellSuppliers(change, "openingRead", read);
    }
}
