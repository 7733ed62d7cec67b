package org.meterflow.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.TrustCell;
import org.meterflow.identifier.Eui64;

/**
 * How a simulated device stands at this moment.
 *
 * @param supplier whom it trusts as its supplier; null for a hub
 * @param changeDue when a replacement of credentials is to happen; null when none waits
 * @param refused how many commands it kept silent to, by reason, since the start
 * @param events its last entries in its own log, oldest first
 * @param account what it has measured and what that has cost; null for what is no meter
 * @param counters of the last command of each sender, and of its own last message under its own identity
 * @param last null when it has heard none since the start
 */
public record DeviceView(
        Eui64 device,
        Instant clock,
        @Nullable Eui64 supplier,
        @Nullable Instant changeDue,
        Map<Refusal, Integer> refused,
        List<String> events,
        @Nullable Account account,
        Map<String, String> counters,
        @Nullable LastCommand last) {

    public DeviceView {
        refused = Map.copyOf(refused);
        events = List.copyOf(events);
    }

    static DeviceView of(SimulatedDevice device, Instant network) {
        Instant now = device.clock(network);
        Credential supplier = device.trust().in(TrustCell.SUPPLIER_SIGNING);
        Logbook logbook = device.logbook();
        List<String> told = new ArrayList<>(device.security().history());
        told.addAll(logbook.events());
        return new DeviceView(
                device.eui(),
                now,
                supplier == null ? null : supplier.party(),
                device.security().changeDue(),
                logbook.refused(),
                told,
                device.behaviour().account(now),
                device.state().counters(device.eui()),
                logbook.last());
    }

    /**
     * @param used kWh of electricity, m³ of gas
     * @param balance pounds: left where it is positive, owed where it is negative
     */
    public record Account(BigDecimal used, BigDecimal balance) {

        private static final int THOUSANDTHS = 3;

        /** @param used Wh or litres */
        static Account of(long used, Ledger ledger, Instant now) {
            return new Account(
                    BigDecimal.valueOf(used, THOUSANDTHS), BigDecimal.valueOf(ledger.balance(now), Ledger.DECIMALS));
        }
    }
}
