package org.meterflow.process.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.Trouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What has failed, counted where it failed and at each step that called it. Asked of the engine's tables themselves: its
 * queries know a job's own case alone, and a page that is watched asks every second.
 */
@Component
public class Troubles {

    /** A failed job at each place that it counts at: its own first, marked as such. */
    static final String FAILING = """
            with recursive failed (job, retrying, own, instance, element) as (
                select job.id_, job.retries_ > 0, true, job.process_instance_id_,
                       coalesce(job.failed_act_id_, place.act_id_)
                from act_ru_job job join act_ru_execution place on place.id_ = job.execution_id_
                where job.exception_msg_ is not null or job.exception_stack_id_ is not null
                union all
                select failed.job, failed.retrying, false, calling.proc_inst_id_, calling.act_id_
                from failed
                join act_ru_execution called on called.id_ = failed.instance
                join act_ru_execution calling on calling.id_ = called.super_exec_
            ),
            failing as (
                select failed.job, failed.retrying, failed.own, definition.key_ as process, definition.version_ as version,
                       instance.business_key_ as case_id, replace(failed.element, '#multiInstanceBody', '') as element
                from failed
                join act_ru_execution instance on instance.id_ = failed.instance
                join act_re_procdef definition on definition.id_ = instance.proc_def_id_
            )
            """;

    private static final String COUNTS = " as place, count(distinct job) filter (where retrying) as retrying,"
            + " count(distinct job) filter (where not retrying) as incidents from failing ";

    private final JdbcClient jdbc;

    Troubles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By process. */
    Map<String, Trouble> ofProcesses() {
        return counted(jdbc.sql(FAILING + "select process" + COUNTS + "group by process"));
    }

    /** By element of the process's diagram. */
    Map<String, Trouble> ofSteps(String process, @Nullable Integer version) {
        return counted(jdbc.sql(FAILING + "select element" + COUNTS
                        + "where process = :process and coalesce(version = :version, true) group by element")
                .param("process", process)
                .param("version", version, java.sql.Types.INTEGER));
    }

    /** By case id; without those that are well. */
    public Map<String, Trouble> ofCases(String process, Collection<String> cases) {
        return cases.isEmpty()
                ? Map.of()
                : counted(jdbc.sql(FAILING + "select case_id" + COUNTS
                                + "where process = :process and case_id in (:cases) group by case_id")
                        .param("process", process)
                        .param("cases", cases));
    }

    private static Map<String, Trouble> counted(JdbcClient.StatementSpec asked) {
        Map<String, Trouble> counts = new HashMap<>();
        asked.query((ResultSet row) -> note(row, counts));
        return counts;
    }

    private static void note(ResultSet row, Map<String, Trouble> counts) throws SQLException {
        counts.put(row.getString("place"), new Trouble(row.getLong("retrying"), row.getLong("incidents")));
    }
}
