package org.meterflow.process.work;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was answered in tasks, for good: question and answer as they stood in the form. */
@Repository
public class Decisions {

    private final JdbcClient jdbc;

    Decisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction that completes the task. */
    public void keep(String task, Map<String, String> answers) {
        int position = 0;
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            jdbc.sql("insert into task_answer (task, position, question, answer) values (?, ?, ?, ?)")
                    .params(task, position++, answer.getKey(), answer.getValue())
                    .update();
        }
    }

    /** In the order of the form; empty when nothing was asked, or the task ended before answers were kept. */
    public Map<String, String> of(String task) {
        Map<String, String> answers = new LinkedHashMap<>();
        jdbc.sql("select question, answer from task_answer where task = ? order by position")
                .param(task)
                .query(row -> {
                    answers.put(row.getString("question"), row.getString("answer"));
                });
        return answers;
    }
}
