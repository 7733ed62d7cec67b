package org.meterflow.process.changeofsupplier;

import java.math.BigDecimal;
import org.meterflow.identifier.Fuel;
import org.springframework.stereotype.Component;

/** Whether the opening read follows plausibly from the final one (domain: disagreement above a tolerance is disputed). */
@Component
class ReadComparison {

    private final SwitchRegisters registers;
    private final SwitchSettings settings;

    ReadComparison(SwitchRegisters registers, SwitchSettings settings) {
        this.registers = registers;
        this.settings = settings;
    }

    static String unit(SupplierChange change) {
        return change.mpxn().fuel() == Fuel.GAS ? "m³" : "kWh";
    }

    BillingReads of(SupplierChange change) {
        if (change.handOver().withoutMeter()) {
            return new BillingReads(null, null, null, true, "The switch went on without the meter: there are no reads");
        }
        BigDecimal before = registers.atEnd(change).orElse(null);
        BigDecimal midnight = registers.atStart(change).orElse(null);
        if (before == null && midnight != null) {
            return new BillingReads(
                    midnight,
                    midnight,
                    unit(change),
                    true,
                    registers.noneAtEnd(change) + ": its own midnight value counts for both");
        }
        BigDecimal after =
                midnight != null ? midnight : registers.afterStart(change).orElse(null);
        if (before == null || after == null) {
            String missing = before == null ? "final" : "opening";
            return new BillingReads(before, after, unit(change), false, "There is no " + missing + " read");
        }
        return compare(change, before, after, midnight != null);
    }

    /** A meter that keeps a log has counted up to midnight for the one supplier and from then on for the other. */
    private BillingReads compare(SupplierChange change, BigDecimal before, BigDecimal after, boolean atMidnight) {
        boolean gas = change.mpxn().fuel() == Fuel.GAS;
        BigDecimal difference = after.subtract(before);
        BigDecimal kwh = gas ? difference.multiply(settings.gasKwhPerCubicMetre()) : difference;
        BigDecimal tolerance = gas ? settings.gasReadToleranceKwh() : settings.readToleranceKwh();
        boolean agree = kwh.signum() >= 0 && kwh.compareTo(tolerance) <= 0;
        if (agree && atMidnight) {
            String remark = "Final and opening " + amount(after, change)
                    + " from the meter's daily log at midnight, when supply started; it was "
                    + amount(before, change) + " when it was read on the day before";
            return new BillingReads(after, after, unit(change), true, remark);
        }
        String source = atMidnight ? "the meter's daily log at midnight" : "the registers after the change";
        String remark = "Final " + before.toPlainString() + ", opening " + amount(after, change) + " from " + source
                + (agree ? "" : kwh.signum() < 0 ? ": it has run backwards" : ": above the tolerance");
        return new BillingReads(before, after, unit(change), agree, remark);
    }

    private static String amount(BigDecimal read, SupplierChange change) {
        return read.toPlainString() + " " + unit(change);
    }
}
