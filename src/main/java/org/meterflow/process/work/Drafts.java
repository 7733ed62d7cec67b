package org.meterflow.process.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.meterflow.process.TaskAnswered;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people typed and have not sent: it outlives session, browser and program, and nobody else reads it. */
@Repository
public class Drafts {

    private static final TypeReference<Map<String, String>> ANSWERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final WorkSettings settings;
    private final Clock clock;

    Drafts(JdbcClient jdbc, ObjectMapper json, WorkSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    public Optional<Draft> of(String person, String task) {
        return jdbc.sql("select answers, version, saved_at from task_draft where person = ? and task = ?")
                .params(person, task)
                .query((row, number) -> draft(row))
                .optional();
    }

    /** In place of what was saved before. Those that are too old go at the same time. */
    @Transactional
    public Draft keep(String person, String task, Map<String, String> answers) {
        jdbc.sql("delete from task_draft where saved_at < ?")
                .param(Timestamp.from(clock.instant().minus(settings.drafts())))
                .update();
        return jdbc.sql("""
                        insert into task_draft (person, task, answers, version, saved_at) values (?, ?, ?::jsonb, 1, ?)
                        on conflict (person, task) do update
                            set answers = excluded.answers, version = task_draft.version + 1, saved_at = excluded.saved_at
                        returning answers, version, saved_at
                        """)
                .params(person, task, written(answers), Timestamp.from(clock.instant()))
                .query((row, number) -> draft(row))
                .single();
    }

    public void discard(String person, String task) {
        jdbc.sql("delete from task_draft where person = ? and task = ?")
                .params(person, task)
                .update();
    }

    /** What has been sent is no draft any more. What others typed stays theirs: they read it when they come too late. */
    @EventListener
    void on(TaskAnswered sent) {
        discard(sent.person(), sent.task().id());
    }

    private String written(Map<String, String> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Draft draft(ResultSet row) throws SQLException {
        try {
            return new Draft(
                    json.readValue(row.getString("answers"), ANSWERS),
                    row.getInt("version"),
                    row.getTimestamp("saved_at").toInstant());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
