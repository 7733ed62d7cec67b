package org.meterflow.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.TypedText;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Meter points as rows. */
@Component
class MeterPointRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MeterPointRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    Optional<MeterPoint> find(Mpxn mpxn) {
        return jdbc.sql("select * from meter_point where mpxn = ?")
                .param(mpxn.value())
                .query(MeterPointRows::read)
                .optional();
    }

    List<MeterPoint> findAll(Collection<Mpxn> wanted) {
        return jdbc.sql("select * from meter_point where mpxn = any(?)")
                .param(wanted.stream().map(Mpxn::value).toArray(String[]::new))
                .query(MeterPointRows::read)
                .list();
    }

    List<MeterPoint> named(TypedText typed, int limit) {
        return jdbc.sql("""
                        select * from meter_point
                         where mpxn like :digits || '%' or uprn = :digits
                            or to_tsvector('simple', regexp_replace(address || ' ' || postcode || ' ' || replace(postcode, ' ', ''), '[^[:alnum:]]+', ' ', 'g'))
                               @@ to_tsquery('simple', :words)
                         order by postcode, address, mpxn limit :limit
                        """)
                .param("digits", typed.digits().orElse(null), Types.VARCHAR)
                .param("words", typed.query().orElse(null), Types.VARCHAR)
                .param("limit", limit)
                .query(MeterPointRows::read)
                .list();
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

    void upsert(Collection<MeterPoint> points) {
        batches.batchUpdate(
                """
                insert into meter_point (mpxn, network, agent, address, postcode, uprn, energisation, profile, area,
                                         export)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (mpxn) do update
                   set network = excluded.network, agent = excluded.agent, address = excluded.address,
                       postcode = excluded.postcode, uprn = excluded.uprn, energisation = excluded.energisation,
                       profile = excluded.profile, area = excluded.area, export = excluded.export
                """,
                points.stream()
                        .sorted(Comparator.comparing(point -> point.mpxn().value()))
                        .map(MeterPointRows::row)
                        .toList());
    }

    private static @Nullable Object[] row(MeterPoint point) {
        return new @Nullable Object[] {
            point.mpxn().value(),
            point.network().value(),
            point.agent() == null ? null : point.agent().value(),
            point.address(),
            point.postcode(),
            point.uprn(),
            point.energisation().name(),
            point.profile(),
            point.area(),
            point.export()
        };
    }

    /** What is known of these, each locked against other writers until the transaction ends. */
    Map<Mpxn, MeterPoint> locked(Collection<Mpxn> mpxns) {
        return jdbc
                .sql("select * from meter_point where mpxn = any(?) order by mpxn for update")
                .param(mpxns.stream().map(Mpxn::value).toArray(String[]::new))
                .query(MeterPointRows::read)
                .stream()
                .collect(Collectors.toMap(MeterPoint::mpxn, point -> point));
    }

    private static MeterPoint read(ResultSet row, int number) throws SQLException {
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
}
