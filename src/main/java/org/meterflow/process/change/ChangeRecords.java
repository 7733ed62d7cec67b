package org.meterflow.process.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.change.ProcessChange.End;
import org.meterflow.process.change.ProcessChange.Outcome;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All changes that were ever proposed, with their files. Nothing of it is changed or forgotten. */
@Repository
class ChangeRecords {

    private static final long LOCK = 0x4D46_0090L;
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};
    private static final String SELECT = """
            select c.id, c.proposed_at, c.proposed_by, c.reason, e.outcome, e.at, e.actor, e.reason as end_reason
            from process_change c left join process_change_end e on e.change_id = c.id
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    ChangeRecords(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Lets nobody else decide about a change until this transaction ends. */
    void alone() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
    }

    long add(String person, String reason) {
        return jdbc.sql("""
                        insert into process_change (proposed_at, proposed_by, reason) values (?, ?, ?) returning id
                        """)
                .params(Timestamp.from(clock.instant()), person, reason)
                .query(Long.class)
                .single();
    }

    void add(long change, ChangedFile file, byte[] content) {
        try {
            jdbc.sql("""
                            insert into process_change_file (change_id, kind, key, title, name, content, base, differences)
                            values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                            """)
                    .params(
                            change,
                            file.kind().name(),
                            file.key(),
                            file.title(),
                            file.name(),
                            content,
                            file.base(),
                            json.writeValueAsString(file.differences()))
                    .update();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return false when it has ended already */
    boolean end(long change, Outcome outcome, String person, String reason) {
        return jdbc.sql("""
                                insert into process_change_end (change_id, outcome, at, actor, reason)
                                values (?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(change, outcome.name(), Timestamp.from(clock.instant()), person, reason)
                        .update()
                == 1;
    }

    Optional<ProcessChange> find(long id) {
        return filled(jdbc.sql(SELECT + "where c.id = ?")
                        .param(id)
                        .query(this::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** The newest first. */
    List<ProcessChange> latest(int most, int skipped) {
        return filled(jdbc.sql(SELECT + "order by c.id desc limit ? offset ?")
                .params(most, skipped)
                .query(this::row)
                .list());
    }

    List<ProcessChange> waiting() {
        return filled(jdbc.sql(SELECT + "where e.change_id is null order by c.id")
                .query(this::row)
                .list());
    }

    /** The newest first. */
    List<ProcessChange> of(ModelKind kind, String key) {
        return filled(
                jdbc.sql(SELECT + """
                        where c.id in (select change_id from process_change_file where kind = ? and key = ?)
                        order by c.id desc
                        """).params(kind.name(), key).query(this::row).list());
    }

    Optional<ModelFile> file(long change, ModelKind kind, String key) {
        return jdbc.sql("select name, content from process_change_file where change_id = ? and kind = ? and key = ?")
                .params(change, kind.name(), key)
                .query((row, number) -> new ModelFile(row.getString("name"), row.getBytes("content")))
                .optional();
    }

    private List<ProcessChange> filled(List<ProcessChange> changes) {
        if (changes.isEmpty()) {
            return changes;
        }
        Map<Long, List<OfChange>> files = jdbc
                .sql("""
                        select change_id, kind, key, title, name, base, differences from process_change_file
                        where change_id in (:changes) order by kind, title, key
                        """)
                .param("changes", changes.stream().map(ProcessChange::id).toList())
                .query(this::file)
                .list()
                .stream()
                .collect(Collectors.groupingBy(OfChange::change));
        return changes.stream()
                .map(change -> new ProcessChange(
                        change.id(),
                        change.proposedAt(),
                        change.proposedBy(),
                        change.reason(),
                        files.getOrDefault(change.id(), List.of()).stream()
                                .map(OfChange::file)
                                .toList(),
                        change.end()))
                .toList();
    }

    private ProcessChange row(ResultSet row, int number) throws SQLException {
        return new ProcessChange(
                row.getLong("id"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("proposed_by"),
                row.getString("reason"),
                List.of(),
                end(row));
    }

    private static @Nullable End end(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return outcome == null
                ? null
                : new End(
                        Outcome.valueOf(outcome),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("end_reason"));
    }

    private record OfChange(long change, ChangedFile file) {}

    private OfChange file(ResultSet row, int number) throws SQLException {
        try {
            return new OfChange(
                    row.getLong("change_id"),
                    new ChangedFile(
                            ModelKind.valueOf(row.getString("kind")),
                            row.getString("key"),
                            row.getString("title"),
                            row.getString("name"),
                            row.getInt("base"),
                            json.readValue(row.getString("differences"), DIFFERENCES)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
