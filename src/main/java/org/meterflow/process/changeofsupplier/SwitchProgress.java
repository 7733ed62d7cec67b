package org.meterflow.process.changeofsupplier;

import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down how far a switch has come in the market. */
@Repository
class SwitchProgress {

    private final JdbcClient jdbc;

    SwitchProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void move(String switchId, State state) {
        jdbc.sql("update supplier_change set state = ? where switch_id = ?")
                .params(state.name(), switchId)
                .update();
    }

    void validated(String switchId, Mpid losing, Instant windowEndsAt) {
        jdbc.sql("update supplier_change set state = 'PENDING', losing = ?, window_ends_at = ? where switch_id = ?")
                .params(losing.value(), Timestamp.from(windowEndsAt), switchId)
                .update();
    }

    void invalid(String switchId, @Nullable Mpid losing, String reason) {
        jdbc.sql("update supplier_change set losing = ?, reason = ? where switch_id = ?")
                .param(losing == null ? null : losing.value())
                .param(reason)
                .param(switchId)
                .update();
    }

    void foundWanting(String switchId, String reason) {
        jdbc.sql("update supplier_change set reason = ? where switch_id = ?")
                .params(reason, switchId)
                .update();
    }

    void weighed(String switchId, String proposal) {
        jdbc.sql("update supplier_change set objection_proposal = ? where switch_id = ?")
                .params(proposal, switchId)
                .update();
    }

    void objectionDecided(String switchId, String decision, String reason, String by) {
        jdbc.sql("""
                        update supplier_change set objection_decision = ?, objection_reason = ?, objection_by = ?
                        where switch_id = ?""").params(decision, reason, by, switchId).update();
    }

    void cancelRequested(String switchId, Cancellation cancellation, Instant at) {
        jdbc.sql("""
                        update supplier_change set cancelled_by = ?, cancellation_reason = ?, cancelled_at = ?
                        where switch_id = ?""")
                .params(cancellation.by(), cancellation.reason(), Timestamp.from(at), switchId)
                .update();
    }

    void end(String switchId, State state, @Nullable String reason, Instant at) {
        jdbc.sql("update supplier_change set state = ?, reason = coalesce(?, reason), ended_at = ? where switch_id = ?")
                .param(state.name())
                .param(reason)
                .param(Timestamp.from(at))
                .param(switchId)
                .update();
    }
}
