package org.meterflow.process.migration;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meterflow.process.CaseKey;
import org.meterflow.process.migration.MigratedCase.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The migrations and their cases, written down: what is under way when a node ends goes on in the next. */
@Component
class MigrationRows {

    private static final String MIGRATIONS = """
            select m.id, m.process, m.from_version, m.to_version, m.reason, m.asked_by, m.asked_at, m.ended,
                   count(*) filter (where c.outcome = 'WAITING') as waiting,
                   count(*) filter (where c.outcome = 'MOVED') as moved,
                   count(*) filter (where c.outcome = 'LEFT') as "left"
            from case_migration m left join migrated_case c on c.migration = m.id
            """;
    private static final String GROUPED = " group by m.id order by m.id desc limit ?";

    private final JdbcClient jdbc;

    MigrationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two who ask for the same at one moment ask one after the other. */
    void lock(String process) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('migration of ' || ?))")
                .params(process)
                .query((row, number) -> number)
                .list();
    }

    long add(String process, int from, int to, String reason, String person, Instant now) {
        return jdbc.sql("insert into case_migration (process, from_version, to_version, reason, asked_by, asked_at)"
                        + " values (?, ?, ?, ?, ?, ?) returning id")
                .params(process, from, to, reason, person, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void add(long migration, List<CaseKey> cases) {
        jdbc.sql("insert into migrated_case (migration, case_id) select ?, unnest(?::text[])")
                .params(migration, cases.stream().map(CaseKey::caseId).toArray(String[]::new))
                .update();
    }

    Optional<Migration> underWay(String process, int from, int to) {
        return jdbc.sql(MIGRATIONS
                        + " where m.process = ? and m.from_version = ? and m.to_version = ? and m.ended is null"
                        + GROUPED)
                .params(process, from, to, 1)
                .query(Migration.class)
                .optional();
    }

    Optional<Migration> find(long id) {
        return jdbc.sql(MIGRATIONS + " where m.id = ?" + GROUPED)
                .params(id, 1)
                .query(Migration.class)
                .optional();
    }

    List<Migration> of(String process, int most) {
        return jdbc.sql(MIGRATIONS + " where m.process = ?" + GROUPED)
                .params(process, most)
                .query(Migration.class)
                .list();
    }

    List<MigratedCase> cases(long id, int limit, int offset) {
        return jdbc.sql("select case_id, outcome, said from migrated_case where migration = ?"
                        + " order by outcome <> 'LEFT', case_id limit ? offset ?")
                .params(id, limit, offset)
                .query(MigratedCase.class)
                .list();
    }

    List<Migration> open() {
        return jdbc.sql(MIGRATIONS + " where m.ended is null" + GROUPED)
                .params(100)
                .query(Migration.class)
                .list();
    }

    /**
     * The next case, for this transaction alone; another node takes another.
     *
     * @param busy those to be left for later
     */
    Optional<String> next(long migration, Set<String> busy) {
        return jdbc.sql("select case_id from migrated_case where migration = ? and outcome = 'WAITING'"
                        + " and case_id <> all (?::text[]) order by case_id limit 1 for update skip locked")
                .params(migration, busy.toArray(String[]::new))
                .query(String.class)
                .optional();
    }

    void settle(long migration, String caseId, Outcome outcome, String said) {
        jdbc.sql(
                        "update migrated_case set outcome = ?, said = ? where migration = ? and case_id = ? and outcome = 'WAITING'")
                .params(outcome.name(), said, migration, caseId)
                .update();
    }

    void endIfDone(long migration, Instant now) {
        jdbc.sql("update case_migration set ended = ? where id = ? and ended is null and not exists"
                        + " (select from migrated_case where migration = ? and outcome = 'WAITING')")
                .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), migration, migration)
                .update();
    }
}
