package org.meterflow.process.changeofsupplier;

import java.util.List;
import java.util.Map;
import org.meterflow.process.interlock.Interlock;
import org.meterflow.process.interlock.Meeting;
import org.springframework.stereotype.Component;

/** A valid switch and the other cases at its meter point: it waits for none of them, and they tell of each other. */
@Component
class SwitchMeters {

    private final Interlock interlock;
    private final SwitchFacts facts;

    SwitchMeters(Interlock interlock, SwitchFacts facts) {
        this.interlock = interlock;
        this.facts = facts;
    }

    void enter(SupplierChange change) {
        String meterPoint = change.mpxn().value();
        interlock.lock(List.of(meterPoint));
        Map<String, Object> named = facts.of(change).named();
        List<Meeting> met = interlock.meetings(change.key(), named, meterPoint);
        interlock.begin(change.key(), List.of(meterPoint), met);
    }
}
