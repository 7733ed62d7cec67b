package org.meterflow.process.changeofsupplier;

import java.util.List;
import java.util.Optional;
import org.meterflow.process.changeofsupplier.DualFuelGroup.Decision;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The groups of switches that were asked for together, as rows. Whoever writes to one's halves locks its row before theirs. */
@Repository
class DualFuelGroups {

    private static final String SELECT =
            "select group_id, one_fails_all_fail, decision, because from dual_fuel_group where group_id = ?";

    private final JdbcClient jdbc;

    DualFuelGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of two halves that come at the same instant the second waits until the first has been written down. */
    DualFuelGroup open(String groupId, boolean oneFailsAllFail) {
        jdbc.sql("insert into dual_fuel_group (group_id, one_fails_all_fail) values (?, ?) on conflict do nothing")
                .params(groupId, oneFailsAllFail)
                .update();
        return lock(groupId);
    }

    DualFuelGroup lock(String groupId) {
        return jdbc.sql(SELECT + " for update")
                .param(groupId)
                .query(DualFuelGroup.class)
                .single();
    }

    Optional<DualFuelGroup> find(String groupId) {
        return jdbc.sql(SELECT).param(groupId).query(DualFuelGroup.class).optional();
    }

    void secured(String groupId) {
        jdbc.sql("update dual_fuel_group set decision = ? where group_id = ?")
                .params(Decision.SECURED.name(), groupId)
                .update();
    }

    void failed(String groupId, String because) {
        jdbc.sql("update dual_fuel_group set decision = ?, because = ? where group_id = ?")
                .params(Decision.FAILED.name(), because, groupId)
                .update();
    }

    /** The switches of a group except one, the first requested first, locked. */
    List<SupplierChange> othersLocked(String groupId, String switchId) {
        return others(groupId, switchId, " for update");
    }

    List<SupplierChange> others(String groupId, String switchId) {
        return others(groupId, switchId, "");
    }

    private List<SupplierChange> others(String groupId, String switchId, String locking) {
        return jdbc.sql("select * from supplier_change where dual_fuel_group = ? and switch_id <> ?"
                        + " order by requested_at, switch_id" + locking)
                .params(groupId, switchId)
                .query(SupplierChangeRow::read)
                .list();
    }
}
