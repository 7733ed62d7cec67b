package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.meterflow.identifier.Eui64;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Hears what the head-end tells the platform; can be made to stumble over a command once. */
class Facts {

    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private final Set<String> stumblesOver = ConcurrentHashMap.newKeySet();

    @EventListener
    void stumble(MeterAnswered answered) {
        if (stumblesOver.remove(answered.reference())) {
            throw new IllegalStateException("The test stumbles over " + answered.reference());
        }
    }

    @TransactionalEventListener(
            classes = {
                MeterAnswered.class,
                MeterUnreachable.class,
                CommandTookEffect.class,
                MeterAlerted.class,
                HubConnected.class,
                HubDisconnected.class
            },
            phase = TransactionPhase.AFTER_COMMIT)
    void on(Object fact) {
        heard.add(fact);
    }

    void stumbleOver(String reference) {
        stumblesOver.add(reference);
    }

    MeterAnswered answered(String reference) {
        return await(() -> answers(reference)).get(0);
    }

    List<MeterAnswered> answers(String reference) {
        return all(MeterAnswered.class).stream()
                .filter(fact -> fact.reference().equals(reference))
                .toList();
    }

    MeterUnreachable unreachable(String reference) {
        return await(() -> all(MeterUnreachable.class).stream()
                        .filter(fact -> fact.reference().equals(reference))
                        .toList())
                .get(0);
    }

    CommandTookEffect effect(String reference) {
        return await(() -> effects(reference)).get(0);
    }

    List<CommandTookEffect> effects(String reference) {
        return all(CommandTookEffect.class).stream()
                .filter(fact -> fact.reference().equals(reference))
                .toList();
    }

    List<MeterAlerted> alerts(Eui64 device) {
        return all(MeterAlerted.class).stream()
                .filter(fact -> fact.device().equals(device))
                .toList();
    }

    MeterAlerted alert(Eui64 device) {
        return await(() -> alerts(device)).get(0);
    }

    HubDisconnected gone(Eui64 hub) {
        return await(() -> all(HubDisconnected.class).stream()
                        .filter(fact -> fact.hub().equals(hub))
                        .toList())
                .get(0);
    }

    private <T> List<T> all(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> List<T> await(Supplier<List<T>> facts) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(facts.get()).isNotEmpty());
        return facts.get();
    }
}
