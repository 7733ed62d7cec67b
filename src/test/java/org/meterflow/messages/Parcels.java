package org.meterflow.messages;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small process on a real table: posting a parcel starts a case, collecting it needs a case that waits. */
public class Parcels implements MessageConsumer {

    private final JdbcClient jdbc;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> conflicts = new ConcurrentHashMap<>();
    private final Map<String, Integer> busies = new ConcurrentHashMap<>();
    private final List<String> offered = new CopyOnWriteArrayList<>();

    Parcels(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("create table if not exists parcel (id text primary key, awaited boolean, collected int default 0)")
                .update();
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(
                new MessageType(
                        "parcelPosted",
                        "A parcel was posted",
                        "schemas/parcelPosted.json",
                        "parcelId",
                        Duration.ofMinutes(10),
                        Set.of("post-office")),
                new MessageType(
                        "parcelCollected",
                        "A parcel was collected",
                        "schemas/parcelCollected.json",
                        "parcelId",
                        Duration.ofMinutes(10),
                        Set.of("post-office", "carrier")));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        offered.add(message.key());
        Delivery outcome = message.name().equals("parcelPosted") ? post(message.key()) : collect(message.key());
        misbehave(message.key());
        return oneMoreOf(busies, message.key()) ? Delivery.busy("held elsewhere") : outcome;
    }

    private Delivery post(String parcel) {
        jdbc.sql("insert into parcel (id, awaited) values (?, false)")
                .param(parcel)
                .update();
        return Delivery.started();
    }

    private Delivery collect(String parcel) {
        boolean taken =
                jdbc.sql("update parcel set collected = collected + 1, awaited = false where id = ? and awaited")
                                .param(parcel)
                                .update()
                        == 1;
        return taken ? Delivery.correlated() : Delivery.waiting("No parcel " + parcel + " is waiting to be collected");
    }

    private void misbehave(String parcel) {
        if (oneMoreOf(failures, parcel)) {
            throw new IllegalStateException("the sorting machine jams");
        }
        if (oneMoreOf(conflicts, parcel)) {
            throw new CannotAcquireLockException("somebody else was faster");
        }
    }

    private static boolean oneMoreOf(Map<String, Integer> left, String parcel) {
        int before = left.getOrDefault(parcel, 0);
        left.computeIfPresent(parcel, (same, times) -> times > 1 ? times - 1 : null);
        return before > 0;
    }

    @Override
    public Collection<String> waitingKeys(InboundMessage message) {
        return jdbc.sql("select id from parcel where awaited")
                .query(String.class)
                .list();
    }

    void fail(String parcel, int times) {
        failures.put(parcel, times);
    }

    void conflict(String parcel, int times) {
        conflicts.put(parcel, times);
    }

    void beBusy(String parcel, int times) {
        busies.put(parcel, times);
    }

    void behave(String parcel) {
        failures.remove(parcel);
    }

    void await(String parcel) {
        jdbc.sql("insert into parcel (id, awaited) values (?, true) on conflict (id) do update set awaited = true")
                .param(parcel)
                .update();
    }

    int timesCollected(String parcel) {
        return jdbc.sql("select collected from parcel where id = ?")
                .param(parcel)
                .query(Integer.class)
                .single();
    }

    int posted(String parcel) {
        return jdbc.sql("select count(*) from parcel where id = ?")
                .param(parcel)
                .query(Integer.class)
                .single();
    }

    long timesOffered(String parcel) {
        return offered.stream().filter(parcel::equals).count();
    }
}
