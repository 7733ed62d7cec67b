package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;

/** What makes the forms of a switch complete. */
final class SwitchForms {

    private static final int SHORTEST_REASON = 10;

    private SwitchForms() {}

    static List<FieldError> decisionAndReason(Form form, String question, List<String> decisions) {
        List<FieldError> errors = new ArrayList<>();
        if (!decisions.contains(form.text("decision"))) {
            errors.add(new FieldError("decision", question));
        }
        if (form.text("reason").length() < SHORTEST_REASON) {
            errors.add(new FieldError("reason", "Say why, in at least " + SHORTEST_REASON + " characters"));
        }
        return errors;
    }

    static List<FieldError> readErrors(Form form, SupplierChange change) {
        List<FieldError> errors = new ArrayList<>(
                decisionAndReason(form, "Choose which read both suppliers get", List.of("opening", "final", "other")));
        if (!errors.isEmpty() && errors.get(0).field().equals("decision")) {
            return errors;
        }
        switch (form.text("decision")) {
            case "opening" -> require(change.reads().openingRead(), "There is no opening read from the meter", errors);
            case "final" -> require(change.reads().finalRead(), "There is no final read from the meter", errors);
            default -> {
                if (number(form.text("value"))
                        .filter(value -> value.signum() >= 0)
                        .isEmpty()) {
                    errors.add(new FieldError("value", "Enter the read as a number of 0 or more"));
                }
            }
        }
        return errors;
    }

    private static void require(@Nullable BigDecimal read, String otherwise, List<FieldError> errors) {
        if (read == null) {
            errors.add(new FieldError("decision", otherwise));
        }
    }

    static Optional<BigDecimal> openingRead(Form form, SupplierChange change) {
        return switch (form.text("decision")) {
            case "opening" -> Optional.ofNullable(change.reads().openingRead());
            case "final" -> Optional.ofNullable(change.reads().finalRead());
            default -> number(form.text("value"));
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
