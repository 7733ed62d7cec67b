package org.meterflow.process.configuremeter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.identifier.Fuel;
import org.meterflow.process.CaseKey;
import org.meterflow.process.placed.PlacedCall;

/** What a meter can be told, and what it cannot. */
class WantedSettingsTest {

    private static final Map<String, String> SAID = Map.of(
            "paymentMode", "credit",
            "standingCharge", "3.2767",
            "unitPrice", "0.24125",
            "billingDay", "28",
            "supplierName", "Fifteen letters",
            "supplierTelephone", "0800 000 0000",
            "readings", "none");

    private static PlacedCall said(Map<String, String> otherwise) {
        Map<String, String> said = new HashMap<>(SAID);
        said.putAll(otherwise);
        CaseKey key = new CaseKey("configureMeter", "C");
        return new PlacedCall(key, key, "setMeter", "1", "Set up meter", said, Instant.EPOCH, null, null);
    }

    @Test
    void the_largest_that_fits_is_taken() {
        assertThat(WantedSettings.wrong(said(Map.of()), Fuel.GAS)).isEmpty();
        assertThat(WantedSettings.wrong(said(Map.of("nightPrice", "0", "emergencyCredit", "100")), Fuel.ELECTRICITY))
                .isEmpty();
        assertThat(WantedSettings.of(said(Map.of())).wantsReadings()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "standingCharge,    3.2768,           The standing charge is from 0 to 3.2767 pounds",
        "standingCharge,    0.55125,          The standing charge has at most 4 decimals",
        "unitPrice,         -0.1,             The unit price is from 0 to 3.2767 pounds",
        "unitPrice,         0.241255,         The unit price has at most 5 decimals",
        "nightPrice,        0.1,              Gas has no night price",
        "billingDay,        0,                The billing day is one from 1 to 28",
        "billingDay,        29,               The billing day is one from 1 to 28",
        "supplierName,      Sixteen letters!, The supplier’s name has from 1 to 15 characters",
        "supplierTelephone, '',               The telephone number has from 1 to 18 characters",
        "emergencyCredit,   100.01,           The emergency credit is from 0 to 100 pounds"
    })
    void what_no_gas_meter_takes_is_said_in_a_sentence(String property, String value, String sentence) {
        assertThat(WantedSettings.wrong(said(Map.of(property, value)), Fuel.GAS))
                .containsExactly(sentence);
    }
}
