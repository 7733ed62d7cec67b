package org.meterflow.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one file has said so far of each meter point, to hold its later records against. What is not needed for the
 * records at hand is in the database, so that a long file fits into any memory.
 */
final class ToldInFile {

    private static final int PAGE = 1_000;

    private final JdbcTemplate jdbc;
    private final JdbcClient queries;
    private final long file;
    private final boolean kept;
    private final Map<Mpxn, List<Told>> known = new HashMap<>();
    private final List<Told> fresh = new ArrayList<>();

    /** @param oneBatch when all records are at hand at once, nothing needs the database */
    ToldInFile(JdbcTemplate jdbc, long file, boolean oneBatch) {
        this.jdbc = jdbc;
        this.queries = JdbcClient.create(jdbc);
        this.file = file;
        this.kept = !oneBatch;
    }

    /**
     * @param placed whether it is part of what the file is to change
     * @param newPoint whether the file brings the meter point
     * @param registered a supplier that is new to a meter point known before
     */
    record Told(
            Mpxn mpxn,
            Period period,
            boolean cancelled,
            boolean placed,
            boolean newPoint,
            @Nullable SupplierRegistered registered) {}

    /** Forgets what the records before needed, and fetches what these do. */
    void turnTo(Collection<Mpxn> mpxns) {
        known.clear();
        fresh.clear();
        if (kept) {
            queries.sql("select * from registration_told where file_id = ? and mpxn = any(?) order by id")
                    .params(file, mpxns.stream().map(Mpxn::value).toArray(String[]::new))
                    .query(ToldInFile::read)
                    .list()
                    .forEach(told -> known.computeIfAbsent(told.mpxn(), first -> new ArrayList<>())
                            .add(told));
        }
    }

    List<Told> of(Mpxn mpxn) {
        return known.getOrDefault(mpxn, List.of());
    }

    void add(Told told) {
        known.computeIfAbsent(told.mpxn(), first -> new ArrayList<>()).add(told);
        fresh.add(told);
    }

    /** Before the next records are turned to. */
    void keep() {
        if (kept) {
            jdbc.batchUpdate("""
                    insert into registration_told (file_id, mpxn, supplier, valid_from, valid_to, cancelled, placed,
                                                   new_point, previous, registered)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, fresh.stream().map(this::row).toList());
        }
    }

    private @Nullable Object[] row(Told told) {
        SupplierRegistered registered = told.registered();
        return new @Nullable Object[] {
            file,
            told.mpxn().value(),
            told.period().supplier().value(),
            told.period().from(),
            told.period().to(),
            told.cancelled(),
            told.placed(),
            told.newPoint(),
            registered == null || registered.previous() == null
                    ? null
                    : registered.previous().value(),
            registered == null ? null : registered.supplier().value()
        };
    }

    /** At the end, in the order of the file. */
    void registered(Consumer<SupplierRegistered> listener) {
        if (!kept) {
            tell(fresh, listener);
            return;
        }
        long last = 0;
        for (List<Kept> page = page(last); !page.isEmpty(); page = page(last)) {
            tell(page.stream().map(Kept::told).toList(), listener);
            last = page.get(page.size() - 1).id();
        }
    }

    private static void tell(List<Told> told, Consumer<SupplierRegistered> listener) {
        told.forEach(one -> Optional.ofNullable(one.registered()).ifPresent(listener));
    }

    private record Kept(long id, Told told) {}

    private List<Kept> page(long after) {
        return queries.sql("""
                        select * from registration_told
                         where file_id = ? and id > ? and registered is not null order by id limit ?
                        """)
                .params(file, after, PAGE)
                .query((row, number) -> new Kept(row.getLong("id"), read(row, number)))
                .list();
    }

    void forget() {
        if (kept) {
            queries.sql("delete from registration_told where file_id = ?")
                    .param(file)
                    .update();
        }
    }

    private static Told read(ResultSet row, int number) throws SQLException {
        Mpxn mpxn = new Mpxn(row.getString("mpxn"));
        LocalDate from = row.getObject("valid_from", LocalDate.class);
        String previous = row.getString("previous");
        String registered = row.getString("registered");
        return new Told(
                mpxn,
                new Period(new Mpid(row.getString("supplier")), from, row.getObject("valid_to", LocalDate.class)),
                row.getBoolean("cancelled"),
                row.getBoolean("placed"),
                row.getBoolean("new_point"),
                registered == null
                        ? null
                        : new SupplierRegistered(
                                mpxn, previous == null ? null : new Mpid(previous), new Mpid(registered), from));
    }
}
