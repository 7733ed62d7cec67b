package org.meterflow.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Registrations as rows: valid days and the time they have been known, each as a range; nothing is ever overwritten. */
@Component
class RegistrationRows {

    private static final String SELECT = """
            select r.mpxn, r.supplier, m.network, r.source,
                   lower(r.valid) as valid_from, upper(r.valid) as valid_to,
                   lower(r.known) as known_since, upper(r.known) as known_until
              from registration r join meter_point m on m.mpxn = r.mpxn
             where
            """;

    private final JdbcClient jdbc;

    RegistrationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Registration> where(String condition, @Nullable Object... parameters) {
        return jdbc.sql(SELECT + condition + " order by r.mpxn, lower(r.known), lower(r.valid)")
                .params(parameters)
                .query(RegistrationRows::read)
                .list();
    }

    List<Registration> current(Mpxn mpxn) {
        return where("r.mpxn = ? and upper_inf(r.known)", mpxn.value());
    }

    Optional<MeterPoint> meterPoint(Mpxn mpxn) {
        return jdbc.sql("select * from meter_point where mpxn = ?")
                .param(mpxn.value())
                .query(RegistrationRows::readMeterPoint)
                .optional();
    }

    /** @throws UnknownMeterPoint when there is none to lock */
    void lock(Mpxn mpxn) {
        boolean there = jdbc.sql("select mpxn from meter_point where mpxn = ? for update")
                .param(mpxn.value())
                .query(String.class)
                .optional()
                .isPresent();
        if (!there) {
            throw new UnknownMeterPoint(mpxn);
        }
    }

    void upsert(MeterPoint point) {
        jdbc.sql("""
                        insert into meter_point (mpxn, network, agent, address, postcode, uprn, energisation, profile,
                                                 area, export)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (mpxn) do update
                           set network = excluded.network, agent = excluded.agent, address = excluded.address,
                               postcode = excluded.postcode, uprn = excluded.uprn, energisation = excluded.energisation,
                               profile = excluded.profile, area = excluded.area, export = excluded.export
                        """)
                .params(
                        point.mpxn().value(),
                        point.network().value(),
                        point.agent() == null ? null : point.agent().value(),
                        point.address(),
                        point.postcode(),
                        point.uprn(),
                        point.energisation().name(),
                        point.profile(),
                        point.area(),
                        point.export())
                .update();
    }

    /** Ends the knowledge of periods the new timeline no longer has, and begins that of those it adds. */
    void replace(Mpxn mpxn, SupplyTimeline before, SupplyTimeline after, Instant now, String source) {
        Set<Period> gone = new HashSet<>(before.periods());
        after.periods().forEach(gone::remove);
        gone.forEach(period -> close(mpxn, period, now));
        Set<Period> fresh = new HashSet<>(after.periods());
        before.periods().forEach(fresh::remove);
        fresh.forEach(period -> jdbc.sql("""
                        insert into registration (mpxn, supplier, valid, known, source)
                        values (?, ?, daterange(?, ?), tstzrange(?, null), ?)
                        """)
                .params(
                        mpxn.value(),
                        period.supplier().value(),
                        period.from(),
                        period.to(),
                        now.atOffset(ZoneOffset.UTC),
                        source)
                .update());
    }

    /** What was learnt in this very instant was never known to anyone, so it leaves no trace. */
    private void close(Mpxn mpxn, Period period, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        delete from registration
                         where mpxn = ? and lower(valid) = ? and upper_inf(known) and lower(known) >= ?
                        """).params(mpxn.value(), period.from(), at).update();
        jdbc.sql("""
                        update registration set known = tstzrange(lower(known), ?)
                         where mpxn = ? and lower(valid) = ? and upper_inf(known)
                        """).params(at, mpxn.value(), period.from()).update();
    }

    private static Registration read(ResultSet row, int number) throws SQLException {
        return new Registration(
                new Mpxn(row.getString("mpxn")),
                new Mpid(row.getString("supplier")),
                new Mpid(row.getString("network")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getTimestamp("known_since").toInstant(),
                instant(row.getObject("known_until", OffsetDateTime.class)),
                row.getString("source"));
    }

    private static MeterPoint readMeterPoint(ResultSet row, int number) throws SQLException {
        String agent = row.getString("agent");
        return new MeterPoint(
                new Mpxn(row.getString("mpxn")),
                new Mpid(row.getString("network")),
                agent == null ? null : new Mpid(agent),
                row.getString("address"),
                row.getString("postcode"),
                row.getString("uprn"),
                Energisation.valueOf(row.getString("energisation")),
                row.getString("profile"),
                row.getString("area"),
                row.getBoolean("export"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
