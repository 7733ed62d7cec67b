package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.Told;
import org.meterflow.process.engine.Cases;
import org.meterflow.registration.Registrations;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open switches of a supplier that supplies no more: those to it end, those from it go on with who supplies instead. */
@Component
public class SwitchesOfSupplier {

    /** Of these a supply start is still ahead. */
    private static final String AHEAD = " state in ('PENDING', 'OBJECTED', 'CONFIRMED', 'SECURED') ";

    private final SupplierChanges changes;
    private final SwitchProgress progress;
    private final Registrations registrations;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    SwitchesOfSupplier(
            SupplierChanges changes,
            SwitchProgress progress,
            Registrations registrations,
            Cases cases,
            JdbcClient jdbc,
            Clock clock) {
        this.changes = changes;
        this.progress = progress;
        this.registrations = registrations;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Switch ids. */
    public List<String> openTo(Set<Mpid> suppliers) {
        return jdbc.sql("select switch_id from supplier_change where gaining = any(?) and" + AHEAD
                        + "order by switch_id")
                .param((Object) names(suppliers))
                .query(String.class)
                .list();
    }

    public long openFrom(Set<Mpid> suppliers) {
        return jdbc.sql("select count(*) from supplier_change where losing = any(?) and" + AHEAD)
                .param((Object) names(suppliers))
                .query(Long.class)
                .single();
    }

    /**
     * The DCC cancels a switch; of one that is secured the registration is taken back, and a reversal sees to the keys.
     *
     * @param why a sentence that all its parties are told
     */
    public void end(String switchId, String why) {
        SupplierChange change = changes.findLocked(switchId).orElseThrow();
        if (change.cancellation() != null || change.state().ended()) {
            return;
        }
        if (change.state() == SupplierChange.State.SECURED) {
            registrations.cancelRegistration(change.mpxn(), change.gaining(), change.supplyStartDate(), why);
            return;
        }
        progress.cancelRequested(switchId, new Cancellation(Cancellation.DCC, why), clock.instant());
        Told told = cases.tell(change.key(), "switchCancelled");
        if (told != Told.DELIVERED && told != Told.KEPT) {
            throw new ConcurrencyFailureException("Switch " + switchId + " is between two steps");
        }
    }

    /** From now on it is this supplier that loses these meter points, where they are to be switched. */
    public void loseFrom(Collection<Mpxn> mpxns, Set<Mpid> failed, Mpid successor) {
        jdbc.sql("update supplier_change set losing = ? where mpxn = any(?) and losing = any(?) and" + AHEAD)
                .params(successor.value(), mpxns.stream().map(Mpxn::value).toArray(String[]::new), names(failed))
                .update();
    }

    /** Those of these of which the last switch said that the consumer pays in advance. */
    public List<Mpxn> paidInAdvance(Collection<Mpxn> mpxns) {
        return jdbc.sql("""
                        select mpxn from (
                            select distinct on (mpxn) mpxn, prepayment from supplier_change
                            where mpxn = any(?) and state in ('SECURED', 'ACTIVE', 'CHANGED')
                            order by mpxn, supply_starts_at desc) last
                        where prepayment""")
                .param((Object) mpxns.stream().map(Mpxn::value).toArray(String[]::new))
                .query((row, number) -> new Mpxn(row.getString(1)))
                .list();
    }

    private static String[] names(Set<Mpid> mpids) {
        return mpids.stream().map(Mpid::value).toArray(String[]::new);
    }
}
