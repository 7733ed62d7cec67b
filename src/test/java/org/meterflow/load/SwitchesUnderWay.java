package org.meterflow.load;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far many switches have come, as their database tells: for those who look from outside. */
class SwitchesUnderWay {

    private final JdbcClient jdbc;
    private final String prefix;

    /** @param prefix with which the ids of the switches begin that are looked at; no quotation marks */
    SwitchesUnderWay(JdbcClient jdbc, String prefix) {
        this.jdbc = jdbc;
        this.prefix = prefix;
    }

    /** Where all of them have to be before time may go on to the stage's own moment. */
    enum Stage {
        INVITED("window_ends_at", "1 second"),
        CONFIRMED("gate_closes_at", "1 second"),
        KEYS_WAIT_FOR_THEIR_HOUR("supply_starts_at", "-59 minutes"),
        KEYS_ACCEPTED("supply_starts_at", "5 seconds");

        private final String moment;
        private final String shift;

        Stage(String moment, String shift) {
            this.moment = moment;
            this.shift = shift;
        }
    }

    /** How many have come as far as this stage, or further. */
    int at(Stage stage) {
        return switch (stage) {
            case INVITED ->
                switches(
                        "state <> 'REQUESTED' and exists (select from party_question q where q.case_key = c.switch_id)");
            case CONFIRMED -> switches("state in ('CONFIRMED', 'SECURED', 'ACTIVE', 'CHANGED')");
            case KEYS_WAIT_FOR_THEIR_HOUR ->
                switches("state in ('SECURED', 'ACTIVE', 'CHANGED') and " + allKeys("r.attempt = 0"));
            case KEYS_ACCEPTED ->
                switches("state in ('SECURED', 'ACTIVE', 'CHANGED') and "
                        + allKeys("r.state in ('ACCEPTED', 'ANSWERED')"));
        };
    }

    private int switches(String condition) {
        return count("select count(*) from supplier_change c where " + ours() + " and " + condition);
    }

    private String ours() {
        return "switch_id like '" + prefix + "%'";
    }

    private static String allKeys(String condition) {
        return "(select bool_and(" + condition
                + ") from requested_service r where r.parent_process = 'changeOfSupplier'"
                + " and r.parent_case = c.switch_id and r.question = 'SUPPLIER_CREDENTIALS')";
    }

    /** When time may go on to, once everything has reached the stage. */
    Instant endOf(Stage stage) {
        return jdbc.sql("select max(" + stage.moment + ") + cast(? as interval) from supplier_change where " + ours())
                .param(stage.shift)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** With a question to a meter, or a command for one, that has no answer yet. */
    int askingAMeter() {
        return count("select count(distinct r.parent_case) from requested_service r join meter_command c"
                + " on c.reference = r.command_reference and c.answered_at is null and c.settled_at is null"
                + " where r.parent_process = 'changeOfSupplier'");
    }

    int changed() {
        return switches("state = 'CHANGED'");
    }

    int openTasks() {
        return count("select count(*) from act_ru_task");
    }

    int failedJobs() {
        return count("select count(*) from act_ru_job where retries_ = 0")
                + count("select count(*) from act_ru_incident");
    }

    int runningCases() {
        return count("select count(*) from act_ru_execution where parent_id_ is null");
    }

    /** With whatever they have begun, but for the settings of gaining suppliers: those have days of their own. */
    int runningSwitches() {
        return count("select count(*) from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_"
                + " where e.id_ = e.root_proc_inst_id_ and d.key_ <> 'supplierSettings'");
    }

    int notRegisteredOnceWithTheGainingSupplier() {
        return switches("""
                1 <> (select count(*) from registration r
                      where r.mpxn = c.mpxn and r.supplier = c.gaining and upper_inf(r.known)
                        and r.valid @> c.supply_start_date and r.source = 'switch ' || c.switch_id)""");
    }

    Map<String, Integer> states() {
        return tally("select state as what, count(*) as n from supplier_change where " + ours() + " group by state");
    }

    /** Where the running cases rest: element of the diagram to number. */
    Map<String, Integer> tokens() {
        return tally("select act_id_ as what, count(*) as n from act_ru_execution where act_id_ is not null"
                + " and is_active_ group by act_id_");
    }

    /** Changes with everything that happens. */
    String progress() {
        return states() + " " + tokens() + " " + count("select count(*) from meter_attempt") + " "
                + count("select count(*) from case_event");
    }

    /** What went wrong and was mended, most frequent first: silent meters, failed jobs with retries left. */
    List<String> troubles() {
        return jdbc.sql("""
                        select 'command: ' || coalesce(reason, '') || ' x' || count(*) from meter_command
                        where reason is not null group by reason
                        union all
                        select 'request: ' || question || ' ' || coalesce(reason, '') || ' x' || count(*)
                        from requested_service where reason is not null group by question, reason
                        union all
                        select 'job: ' || exception_msg_ || ' x' || count(*) from act_ru_job
                        where exception_msg_ is not null group by exception_msg_
                        union all
                        select 'switch: ' || coalesce(read_remark, readiness_reason, '') || ' x' || count(*)
                        from supplier_change where state <> 'CHANGED' and coalesce(read_remark, readiness_reason) is not null
                        group by coalesce(read_remark, readiness_reason, '')""").query(String.class).list();
    }

    private Map<String, Integer> tally(String sql) {
        Map<String, Integer> found = new TreeMap<>();
        jdbc.sql(sql).query(row -> {
            found.put(row.getString("what"), row.getInt("n"));
        });
        return found;
    }

    int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
