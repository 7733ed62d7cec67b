package org.meterflow.process.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.FailedStep;
import org.meterflow.process.FailureCause;
import org.meterflow.process.Trouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has failed, by its cause. It counts the same failures as {@link Troubles}, so that the numbers of all pages agree. */
@Component
public class FailureCauses {

    /** Of what it said, without the kind of exception: words with a digit in them are what differs from case to case. */
    private static final String CAUSED = Troubles.FAILING + """
            , said as (
                select failing.*, job.create_time_ as since, job.suspension_state_ = 2 as suspended,
                       coalesce(incident.incident_timestamp_, job.create_time_) as latest,
                       coalesce(nullif(btrim(job.exception_msg_), ''), 'It gave no reason') as message
                from failing
                join act_ru_job job on job.id_ = failing.job
                left join act_ru_incident incident on incident.id_ = (
                    select min(each.id_) from act_ru_incident each where each.configuration_ = job.id_)
                where failing.own
            ),
            told as (
                select said.*, regexp_replace(
                           regexp_replace(message, '^(([[:alnum:]_$]+[.])+[[:alnum:]_$]+: )+', ''),
                           '[[:alnum:]_:./+-]*[0-9][[:alnum:]_:./+-]*', '…', 'g') as sentence
                from said
            ),
            caused as (
                select told.*, left(md5(process || ' ' || element || ' ' || sentence), 16) as cause from told
            )
            """;

    private static final String CAUSES = """
            select cause, process, element, sentence, count(*) filter (where retrying) as retrying,
                   count(*) filter (where not retrying) as incidents, count(distinct case_id) as cases,
                   min(since) as first, max(latest) as last
            from caused
            """;

    private static final String GROUPED = """
            group by cause, process, element, sentence
            order by incidents desc, retrying desc, last desc, cause limit :limit offset :offset
            """;

    private static final String STEPS =
            "select job, process, case_id, element, message, retrying, suspended, since from caused"
                    + " where cause = :cause ";

    private final JdbcClient jdbc;

    FailureCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those with the most given up first.
     *
     * @param process only what counts there: what failed in it, and in the cases that it called
     */
    public List<FailureCause> all(@Nullable String process, int limit, int offset) {
        return jdbc.sql(CAUSED + CAUSES + " where cast(:process as text) is null or job in"
                        + " (select job from failing where process = :process) " + GROUPED)
                .param("process", process, java.sql.Types.VARCHAR)
                .param("limit", limit)
                .param("offset", offset)
                .query(FailureCauses::cause)
                .list();
    }

    /** How much has failed in all, each once. */
    public Trouble total(@Nullable String process) {
        return jdbc.sql(CAUSED + "select count(*) filter (where retrying) as retrying,"
                        + " count(*) filter (where not retrying) as incidents from caused"
                        + " where cast(:process as text) is null or job in"
                        + " (select job from failing where process = :process)")
                .param("process", process, java.sql.Types.VARCHAR)
                .query(Trouble.class)
                .single();
    }

    /** Empty when nothing fails for it any more. */
    public Optional<FailureCause> find(String cause) {
        return jdbc.sql(CAUSED + CAUSES + " where cause = :cause " + GROUPED)
                .param("cause", cause)
                .param("limit", 1)
                .param("offset", 0)
                .query(FailureCauses::cause)
                .optional();
    }

    /** The steps that failed for this cause: those given up first, the oldest first. */
    public List<FailedStep> steps(String cause, int limit, int offset) {
        return jdbc.sql(CAUSED + STEPS + "order by retrying, since, job limit :limit offset :offset")
                .param("cause", cause)
                .param("limit", limit)
                .param("offset", offset)
                .query(FailureCauses::step)
                .list();
    }

    /** Those of them that wait for a person, the oldest first, without those of suspended cases. */
    public List<FailedStep> givenUp(String cause, int limit) {
        return jdbc.sql(CAUSED + STEPS + "and not retrying and not suspended order by since, job limit :limit")
                .param("cause", cause)
                .param("limit", limit)
                .query(FailureCauses::step)
                .list();
    }

    /** How many of them can be tried. */
    public long countGivenUp(String cause) {
        return jdbc.sql(CAUSED + "select count(*) from caused where cause = :cause and not retrying and not suspended")
                .param("cause", cause)
                .query(Long.class)
                .single();
    }

    private static FailureCause cause(ResultSet row, int number) throws SQLException {
        return new FailureCause(
                row.getString("cause"),
                row.getString("process"),
                row.getString("element"),
                row.getString("sentence"),
                new Trouble(row.getLong("retrying"), row.getLong("incidents")),
                row.getLong("cases"),
                row.getTimestamp("first").toInstant(),
                row.getTimestamp("last").toInstant());
    }

    private static FailedStep step(ResultSet row, int number) throws SQLException {
        return new FailedStep(
                row.getString("job"),
                new CaseKey(row.getString("process"), row.getString("case_id")),
                row.getString("element"),
                row.getString("message"),
                row.getBoolean("retrying"),
                row.getBoolean("suspended"),
                row.getTimestamp("since").toInstant());
    }
}
