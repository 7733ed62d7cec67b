package org.meterflow.metering;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.meterflow.outage.OutageGrew;
import org.meterflow.outage.OutageOpened;
import org.meterflow.outage.OutageRestored;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What is told of outages. */
class OutageFacts {

    final List<Object> facts = new CopyOnWriteArrayList<>();

    @TransactionalEventListener(
            classes = {OutageOpened.class, OutageGrew.class, OutageRestored.class},
            phase = TransactionPhase.AFTER_COMMIT)
    void on(Object fact) {
        facts.add(fact);
    }

    <T> List<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<OutageOpened> opened(String area) {
        return all(OutageOpened.class).stream()
                .filter(fact -> fact.area().equals(area))
                .toList();
    }

    List<OutageRestored> restored(String area) {
        return all(OutageRestored.class).stream()
                .filter(fact -> fact.area().equals(area))
                .toList();
    }
}
