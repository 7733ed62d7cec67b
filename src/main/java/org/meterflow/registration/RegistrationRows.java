package org.meterflow.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.springframework.jdbc.core.JdbcTemplate;
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
    private final JdbcTemplate batches;

    RegistrationRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    List<Registration> where(String condition, @Nullable Object... parameters) {
        return jdbc.sql(SELECT + condition + " order by r.mpxn, lower(r.known), lower(r.valid)")
                .params(parameters)
                .query(RegistrationRows::read)
                .list();
    }

    List<Mpxn> suppliedBy(Set<Mpid> suppliers, LocalDate day, String after, int most) {
        return jdbc.sql(
                        "select mpxn from registration where supplier = any(?) and valid @> ?::date and upper_inf(known)"
                                + " and mpxn > ? order by mpxn limit ?")
                .params(suppliers.stream().map(Mpid::value).toArray(String[]::new), day, after, most)
                .query((row, number) -> new Mpxn(row.getString(1)))
                .list();
    }

    List<Registration> current(Mpxn mpxn) {
        return where("r.mpxn = ? and upper_inf(r.known)", mpxn.value());
    }

    /** A meter point's timeline before and after. */
    record Change(Mpxn mpxn, SupplyTimeline before, SupplyTimeline after) {}

    /**
     * Ends the knowledge of periods the new timelines no longer have, and begins that of those they add. What was
     * learnt in this very instant was never known to anyone, so it leaves no trace.
     */
    void replace(List<Change> changes, Instant now, String source) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        List<Object[]> gone = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        for (Change change : changes) {
            String mpxn = change.mpxn().value();
            difference(change.before(), change.after())
                    .forEach(period -> gone.add(new Object[] {at, mpxn, period.from()}));
            difference(change.after(), change.before())
                    .forEach(period -> fresh.add(new @Nullable Object[] {
                        mpxn, period.supplier().value(), period.from(), period.to(), at, source
                    }));
        }
        batches.batchUpdate("""
                delete from registration
                 where lower(known) >= ? and mpxn = ? and lower(valid) = ? and upper_inf(known)
                """, gone);
        batches.batchUpdate("""
                update registration set known = tstzrange(lower(known), ?)
                 where mpxn = ? and lower(valid) = ? and upper_inf(known)
                """, gone);
        batches.batchUpdate("""
                insert into registration (mpxn, supplier, valid, known, source)
                values (?, ?, daterange(?, ?), tstzrange(?, null), ?)
                """, fresh);
    }

    private static Set<Period> difference(SupplyTimeline one, SupplyTimeline other) {
        Set<Period> left = new LinkedHashSet<>(one.periods());
        other.periods().forEach(left::remove);
        return left;
    }

    /** What is known now about who supplies these. */
    Map<Mpxn, SupplyTimeline> timelines(Collection<Mpxn> mpxns) {
        return where("r.mpxn = any(?) and upper_inf(r.known)", (Object) names(mpxns)).stream()
                .collect(Collectors.groupingBy(
                        Registration::mpxn,
                        Collectors.collectingAndThen(Collectors.toList(), RegistrationRows::timeline)));
    }

    SupplyTimeline timeline(Mpxn mpxn) {
        return timelines(List.of(mpxn)).getOrDefault(mpxn, new SupplyTimeline(List.of()));
    }

    private static SupplyTimeline timeline(List<Registration> known) {
        return new SupplyTimeline(known.stream()
                .map(one -> new Period(one.supplier(), one.from(), one.to()))
                .toList());
    }

    private static String[] names(Collection<Mpxn> mpxns) {
        return mpxns.stream().map(Mpxn::value).toArray(String[]::new);
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

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
