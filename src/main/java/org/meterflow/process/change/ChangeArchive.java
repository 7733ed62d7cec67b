package org.meterflow.process.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** All changes that were ever proposed, to be looked up. */
@Repository
class ChangeArchive {

    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};
    private static final String SELECT = """
            select c.id, c.proposed_at, c.proposed_by, c.reason, e.outcome, e.at, e.actor, e.reason as end_reason
            from process_change c left join process_change_end e on e.change_id = c.id
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ChangeArchive(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ProcessChange> find(long id) {
        List<ProcessChange> found =
                jdbc.sql(SELECT + "where c.id = ?").param(id).query(this::row).list();
        return filled(found, "differences").stream().findFirst();
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
        String its = "where c.id in (select change_id from process_change_file where kind = ? and key = ?)";
        return filled(jdbc.sql(SELECT + its + " order by c.id desc")
                .params(kind.name(), key)
                .query(this::row)
                .list());
    }

    Optional<ModelFile> file(long change, ModelKind kind, String key) {
        return jdbc.sql("select name, content from process_change_file where change_id = ? and kind = ? and key = ?")
                .params(change, kind.name(), key)
                .query((row, number) -> new ModelFile(row.getString("name"), row.getBytes("content")))
                .optional();
    }

    List<ModelFile> files(ProcessChange change) {
        return change.files().stream()
                .flatMap(file -> file(change.id(), file.kind(), file.key()).stream())
                .toList();
    }

    /** Differences can be long, and lists do not show them. */
    private List<ProcessChange> filled(List<ProcessChange> changes) {
        return filled(changes, "'[]' as differences");
    }

    private List<ProcessChange> filled(List<ProcessChange> changes, String differences) {
        if (changes.isEmpty()) {
            return changes;
        }
        Map<Long, List<OfChange>> files = jdbc
                .sql("select change_id, kind, key, title, name, base, " + differences
                        + " from process_change_file where change_id in (:changes) order by kind, title, key")
                .param("changes", changes.stream().map(ProcessChange::id).toList())
                .query(this::file)
                .list()
                .stream()
                .collect(Collectors.groupingBy(OfChange::change));
        return changes.stream()
                .map(change -> change.with(files.getOrDefault(change.id(), List.of()).stream()
                        .map(OfChange::file)
                        .toList()))
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
            ChangedFile file = new ChangedFile(
                    ModelKind.valueOf(row.getString("kind")),
                    row.getString("key"),
                    row.getString("title"),
                    row.getString("name"),
                    row.getInt("base"),
                    json.readValue(row.getString("differences"), DIFFERENCES));
            return new OfChange(row.getLong("change_id"), file);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
