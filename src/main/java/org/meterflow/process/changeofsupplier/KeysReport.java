package org.meterflow.process.changeofsupplier;

import org.springframework.stereotype.Component;

/** Tells whose keys the devices hold, once for each switch: it may be known long after supply has started. */
@Component
class KeysReport {

    private final SwitchKeys keys;
    private final HandOvers handOvers;
    private final FormerSupplier formerSupplier;
    private final SwitchNotices notices;

    KeysReport(SwitchKeys keys, HandOvers handOvers, FormerSupplier formerSupplier, SwitchNotices notices) {
        this.keys = keys;
        this.handOvers = handOvers;
        this.formerSupplier = formerSupplier;
        this.notices = notices;
    }

    void report(SupplierChange change) {
        if (change.handOver().keysReported()) {
            return;
        }
        String problem = keys.problem(change).orElse(null);
        if (problem == null) {
            formerSupplier.tellKeysReplaced(change, change.losingSupplier());
        }
        notices.tellKeys(change, change.gaining(), problem);
        handOvers.keysReported(change.switchId());
    }
}
