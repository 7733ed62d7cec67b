package org.meterflow.process.topup;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;

/**
 * What somebody has paid for energy, as the payment provider says it.
 *
 * @param payer the party that took the money
 * @param reference that party's own, never used twice
 * @param supplier whose customer paid; null where the provider does not know
 */
record Payment(
        String payer,
        String reference,
        Mpxn mpxn,
        int pence,
        @Nullable Mpid supplier,
        Channel channel) {

    /** Where it was paid. */
    enum Channel {
        SHOP("In a shop"),
        APP("In an app"),
        WEB("On a web site"),
        PHONE("By phone"),
        AUTOMATIC("Automatically");

        private final String words;

        Channel(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The case that it starts: references are the provider's own, so the provider is part of the name. */
    String caseId() {
        return caseId(payer, reference);
    }

    static String caseId(String payer, String reference) {
        return payer + ":" + reference;
    }

    BigDecimal pounds() {
        return BigDecimal.valueOf(pence, 2);
    }

    String inWords() {
        return inWords(pence);
    }

    static String inWords(int pence) {
        return String.format(Locale.UK, "£%,d.%02d", pence / 100, pence % 100);
    }
}
