package org.meterflow.simulator;

import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;

/** The debts that an electricity meter collects: two over time, and one from payments. */
final class EsmeDebts {

    private static final long SECONDS_A_DAY = 86_400;

    private static final DlmsData NOTHING = DlmsData.structure(
            DlmsData.structure(DlmsData.i8(0), DlmsData.i8(-5)),
            DlmsData.structure(DlmsData.u16(0), Shapes.octets("000000000000"), DlmsData.i8(0)),
            DlmsData.array(DlmsData.structure(Shapes.OCTETS, DlmsData.i16(0))));

    private EsmeDebts() {}

    static void addTo(ObjectModel<Esme> model) {
        overTime(model, Ledger.TIME_DEBT_1);
        overTime(model, Ledger.TIME_DEBT_2);
        amount(model, "113 0-0:19.20.3.255 4", Ledger.PAYMENT_DEBT);
        model.kept("113 0-0:19.20.3.255 13", DlmsData.u16(0));
    }

    private static void overTime(ObjectModel<Esme> model, int debt) {
        String charge = "113 0-0:19.20." + debt + ".255 ";
        model.active(charge + "5", (esme, now) -> NOTHING);
        model.passive(charge + "6", Shapes.UNIT_CHARGE);
        model.kept(charge + "8", DlmsData.u32(SECONDS_A_DAY));
        model.method(charge + "2", Shapes.I8, (esme, none, task) -> {
            Octets passive = esme.memory.octets(charge + "6");
            esme.ledger.settle(task.now());
            if (passive != null) {
                esme.memory.put(charge + "5", passive);
            }
            return Outcome.DONE;
        });
        amount(model, charge + "4", debt);
    }

    private static void amount(ObjectModel<Esme> model, String method, int debt) {
        model.method(method, Shapes.I32, (esme, amount, task) -> {
            esme.ledger.changeDebt(debt, amount.number(), task.now());
            return Outcome.DONE;
        });
    }
}
