package org.meterflow.process.changeofsupplier;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The switches there are. What happens to them is written by {@link SwitchProgress} and {@link HandOvers}. */
@Repository
class SupplierChanges {

    private final JdbcClient jdbc;

    SupplierChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when a switch of this id is known already */
    boolean add(SwitchAgreement agreement) {
        return jdbc.sql("""
                                insert into supplier_change
                                    (switch_id, mpxn, gaining, supply_start_date, domestic, prepayment, requested_at,
                                     requested_by, state, gate_closes_at, supply_starts_at, date_chosen,
                                     dual_fuel_group, returns_switch)
                                values (?, ?, ?, ?, ?, ?, ?, ?, 'REQUESTED', ?, ?, ?, ?, ?) on conflict (switch_id) do nothing""")
                        .params(Arrays.asList(
                                agreement.switchId(),
                                agreement.mpxn().value(),
                                agreement.gaining().value(),
                                agreement.supplyStartDate(),
                                agreement.domestic(),
                                agreement.prepayment(),
                                Timestamp.from(agreement.requestedAt()),
                                agreement.requestedBy(),
                                Timestamp.from(agreement.gateClosesAt()),
                                Timestamp.from(agreement.supplyStartsAt()),
                                agreement.dateChosen(),
                                agreement.dualFuelGroup(),
                                agreement.returns()))
                        .update()
                == 1;
    }

    /** @throws IllegalStateException when there is none */
    SupplierChange require(String switchId) {
        return find(switchId).orElseThrow(() -> new IllegalStateException("There is no switch " + switchId));
    }

    Optional<SupplierChange> find(String switchId) {
        return one("select * from supplier_change where switch_id = ?", switchId);
    }

    /** For a decision that must not cross another: waits for it. */
    Optional<SupplierChange> findLocked(String switchId) {
        return one("select * from supplier_change where switch_id = ? for update", switchId);
    }

    private Optional<SupplierChange> one(String sql, String key) {
        return jdbc.sql(sql).param(key).query(SupplierChangeRow::read).optional();
    }

    /** Another switch of the meter point that has been validated and has not ended. */
    Optional<String> openSwitchOf(Mpxn mpxn, String except) {
        return jdbc.sql("""
                        select switch_id from supplier_change
                        where mpxn = ? and switch_id <> ?
                          and state not in ('REQUESTED', 'REJECTED', 'REFUSED', 'CANCELLED', 'CHANGED')""").params(mpxn.value(), except).query(String.class).optional();
    }

    /** The last switch of the meter point that has been secured, whether or not it has ended. */
    Optional<SupplierChange> lastSecuredOf(Mpxn mpxn) {
        return one("""
                        select * from supplier_change
                        where mpxn = ? and state in ('SECURED', 'ACTIVE', 'CHANGED')
                        order by supply_starts_at desc limit 1""", mpxn.value());
    }

    /** @param terms names of meter points and suppliers that the text means */
    List<String> search(String text, String[] terms, int limit, int offset) {
        return jdbc.sql("""
                        select switch_id from supplier_change
                        where ? = '' or starts_with(lower(switch_id), lower(?)) or dual_fuel_group = ?
                           or mpxn = any(?) or gaining = any(?) or losing = any(?)
                        order by requested_at desc, switch_id limit ? offset ?""")
                .params(text, text, text, terms, terms, terms, limit, offset)
                .query(String.class)
                .list();
    }

    /** Switches that end neither here nor now and concern one of these suppliers. */
    List<String> openOf(Mpid supplier, int limit) {
        return jdbc.sql("""
                        select switch_id from supplier_change
                        where (gaining = ? or losing = ?) and ended_at is null order by requested_at desc limit ?""")
                .params(supplier.value(), supplier.value(), limit)
                .query(String.class)
                .list();
    }
}
