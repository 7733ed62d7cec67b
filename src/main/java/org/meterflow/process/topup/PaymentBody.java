package org.meterflow.process.topup;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;

/** A payment as it is sent; whatever is wrong with it is said field by field. */
record PaymentBody(
        @Schema(description = "Yours, never used for another payment", example = "PZ-2026-000417") @Nullable
        String paymentReference,

        @Schema(description = "MPAN core or MPRN", example = "2200100000056") @Nullable
        String mpxn,

        @Schema(description = "Pounds", example = "20.00") @Nullable
        BigDecimal amount,

        @Schema(description = "Whose customer paid (MPID), when the card or account says it", example = "ALDR")
        @Nullable
        String supplier,

        @Schema(description = "SHOP, APP, WEB, PHONE or AUTOMATIC", example = "SHOP") @Nullable
        String channel) {

    private static final String REFERENCE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
    private static final BigDecimal MOST = new BigDecimal("100000");

    /** Field to what is wrong there; empty when nothing is. */
    @JsonIgnore
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (paymentReference == null || !paymentReference.matches(REFERENCE)) {
            faults.put(
                    "paymentReference",
                    "is up to 40 letters, digits, dots, underscores and dashes, and begins with a letter or digit");
        }
        problem(mpxn, Mpxn::new).ifPresent(wrong -> faults.put("mpxn", wrong));
        if (amount == null
                || amount.signum() <= 0
                || amount.compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            faults.put("amount", "is in pounds, with two decimals at most");
        }
        if (supplier != null) {
            problem(supplier, Mpid::new).ifPresent(wrong -> faults.put("supplier", wrong));
        }
        if (channel == null || channels().noneMatch(channel::equals)) {
            faults.put("channel", "is one of " + channels().collect(Collectors.joining(", ")));
        }
        return faults;
    }

    private static Stream<String> channels() {
        return Stream.of(Payment.Channel.values()).map(Enum::name);
    }

    private interface Check {
        Object of(String text);
    }

    private static Optional<String> problem(@Nullable String text, Check check) {
        if (text == null) {
            return Optional.of("is required");
        }
        try {
            check.of(text);
            return Optional.empty();
        } catch (InvalidIdentifier wrong) {
            return Optional.of(Reason.of(wrong));
        }
    }

    /** Of a body without faults. */
    Payment by(String payer) {
        return new Payment(
                payer,
                requireNonNull(paymentReference),
                new Mpxn(requireNonNull(mpxn)),
                requireNonNull(amount).movePointRight(2).intValueExact(),
                supplier == null ? null : new Mpid(supplier),
                Payment.Channel.valueOf(requireNonNull(channel).toUpperCase(Locale.ROOT)));
    }
}
