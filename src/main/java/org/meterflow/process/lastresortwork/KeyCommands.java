package org.meterflow.process.lastresortwork;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The commands that replace keys, and what came of each. */
@Repository
class KeyCommands {

    private static final String PREFIX = "lastResort:";

    private final JdbcClient jdbc;

    KeyCommands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param done null while there is no answer */
    record KeyCommand(
            String reference,
            String caseId,
            String mpxn,
            @Nullable Boolean done,
            @Nullable String said) {}

    static boolean isOne(String reference) {
        return reference.startsWith(PREFIX);
    }

    /** The same for the same try, so that it is one command. */
    String add(String caseId, Mpxn mpxn, Eui64 device, int tried) {
        String reference = PREFIX + caseId + ":" + device + "#" + tried;
        jdbc.sql("insert into last_resort_command (reference, case_id, mpxn, device, tried) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(reference, caseId, mpxn.value(), device.value(), tried)
                .update();
        return reference;
    }

    Optional<KeyCommand> find(String reference) {
        return jdbc.sql("select reference, case_id, mpxn, done, said from last_resort_command where reference = ?")
                .param(reference)
                .query(KeyCommand.class)
                .optional();
    }

    /** What one answer has said is not said otherwise by another. */
    void answered(String reference, boolean done, @Nullable String said) {
        jdbc.sql("update last_resort_command set done = ?, said = ? where reference = ? and done is not true")
                .param(done)
                .param(said)
                .param(reference)
                .update();
    }

    /** Those of the last try at a meter point. */
    List<KeyCommand> lastAt(String caseId, Mpxn mpxn) {
        return jdbc.sql("""
                        select c.reference, c.case_id, c.mpxn, c.done, c.said
                        from last_resort_command c
                        join last_resort_meter_point p on p.case_id = c.case_id and p.mpxn = c.mpxn and p.tries = c.tried
                        where c.case_id = ? and c.mpxn = ? order by c.device""")
                .params(caseId, mpxn.value())
                .query(KeyCommand.class)
                .list();
    }
}
