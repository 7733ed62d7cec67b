package org.meterflow.process.changeofsupplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down how a switch's meter changes hands. */
@Repository
class HandOvers {

    private final JdbcClient jdbc;

    HandOvers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void nextReadinessRound(String switchId) {
        jdbc.sql("update supplier_change set readiness_round = readiness_round + 1 where switch_id = ?")
                .param(switchId)
                .update();
    }

    void readinessFound(String switchId, String readiness, String reason) {
        jdbc.sql("update supplier_change set readiness = ?, readiness_reason = ? where switch_id = ?")
                .params(readiness, reason, switchId)
                .update();
    }

    void goOnWithoutMeter(String switchId, boolean withoutMeter) {
        jdbc.sql("update supplier_change set without_meter = ? where switch_id = ?")
                .params(withoutMeter, switchId)
                .update();
    }

    void nextKeysRound(String switchId) {
        jdbc.sql("update supplier_change set keys_round = keys_round + 1 where switch_id = ?")
                .param(switchId)
                .update();
    }

    void goOnWithoutKeys(String switchId) {
        jdbc.sql("update supplier_change set without_keys = true where switch_id = ?")
                .param(switchId)
                .update();
    }

    void keysReported(String switchId) {
        jdbc.sql("update supplier_change set keys_reported = true where switch_id = ?")
                .param(switchId)
                .update();
    }

    void readsFound(String switchId, BillingReads reads) {
        jdbc.sql("""
                        update supplier_change
                        set final_read = ?, opening_read = ?, read_unit = ?, reads_agree = ?, read_remark = ?
                        where switch_id = ?""")
                .param(reads.finalRead())
                .param(reads.openingRead())
                .param(reads.unit())
                .param(reads.agree())
                .param(reads.remark())
                .param(switchId)
                .update();
    }
}
