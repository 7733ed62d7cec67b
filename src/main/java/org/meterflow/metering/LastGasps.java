package org.meterflow.metering;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.hub.PowerWatch;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what hubs say with the last of their power, many at once, and tells the platform of those it did not know. */
@Component
class LastGasps implements PowerWatch, StoredInBatches {

    private record Arrival(PowerLoss loss, Runnable stored) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Batches<Arrival> batches;

    LastGasps(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            MeteringSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        this.batches = new Batches<>("last-gasps", settings.batch(), this::store);
    }

    @Override
    public void lost(Eui64 hub, Instant since, Runnable stored) {
        batches.put(new Arrival(new PowerLoss(hub, since), stored));
    }

    private void store(List<Arrival> batch) {
        LinkedHashSet<PowerLoss> distinct = new LinkedHashSet<>();
        batch.forEach(arrival -> distinct.add(arrival.loss()));
        transaction.executeWithoutResult(status -> {
            List<PowerLoss> fresh = insert(List.copyOf(distinct));
            if (!fresh.isEmpty()) {
                events.publishEvent(new HubsLostPower(fresh, clock.instant()));
            }
        });
        batch.forEach(arrival -> arrival.stored().run());
    }

    /** @return those that were not known */
    private List<PowerLoss> insert(List<PowerLoss> losses) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            insert into hub_power_loss (hub, lost_at, received_at)
                            select hub, lost_at, ? from unnest(?, ?) as new (hub, lost_at)
                            on conflict do nothing returning hub, lost_at
                            """);
                    statement.setTimestamp(1, now);
                    statement.setArray(
                            2,
                            connection.createArrayOf(
                                    "text",
                                    losses.stream()
                                            .map(loss -> loss.hub().value())
                                            .toArray()));
                    statement.setArray(
                            3,
                            connection.createArrayOf(
                                    "timestamptz",
                                    losses.stream()
                                            .map(loss -> loss.lostAt().toString())
                                            .toArray()));
                    return statement;
                },
                (row, number) -> new PowerLoss(
                        new Eui64(row.getString(1)), row.getTimestamp(2).toInstant()));
    }

    @Override
    public Batches<?> batches() {
        return batches;
    }
}
