package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.Octets;

/** An electricity meter's account: payment mode, credits and top-ups. */
final class EsmePrepayment {

    private static final String ACCOUNT = "111 0-0:19.0.0.255 ";
    private static final String NEXT_ACCOUNT = "111 0-1:19.0.0.255 ";
    private static final DlmsData REFERENCES =
            DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS, Shapes.BITS));

    private EsmePrepayment() {}

    static void addTo(ObjectModel<Esme> model) {
        mode(model);
        credits(model);
        EsmeDebts.addTo(model);
        EsmeLimits.addTo(model);
        model.method("115 0-0:19.40.0.255 1", Shapes.OCTETS, EsmePrepayment::topUp);
        model.computed(
                "1 0-0:94.44.34.30 2", (esme, now) -> new DlmsData.Structure(EsmeRows.balances(esme.ledger, now)));
    }

    private static void mode(ObjectModel<Esme> model) {
        model.active(ACCOUNT + "2", (esme, now) -> esme.terms.modeAsInstalled());
        model.active(ACCOUNT + "11", (esme, now) -> references());
        model.passive(NEXT_ACCOUNT + "2", DlmsData.structure(DlmsData.enumerated(1), DlmsData.enumerated(1)));
        model.passive(NEXT_ACCOUNT + "11", REFERENCES);
        model.activation(NEXT_ACCOUNT + "13", NEXT_ACCOUNT + "2", ACCOUNT + "2", NEXT_ACCOUNT + "11", ACCOUNT + "11");
        model.active("21 0-0:16.0.1.255 2", (esme, now) -> DlmsData.array(DlmsData.i32(0)));
        model.written("9000 0-0:94.44.128.22 4", Shapes.I32, (esme, value, task) -> {
            esme.memory.put("9000 0-0:94.44.128.22 4", DlmsData.array(value));
            return DlmsResponse.SUCCESS;
        });
        model.activation("9000 0-0:94.44.128.22 6", "9000 0-0:94.44.128.22 4", "21 0-0:16.0.1.255 2");
    }

    private static DlmsData references() {
        DlmsData bits = new DlmsData.BitString(3, Octets.ofHex("E0"));
        DlmsData credit = Shapes.octets("0000130A00FF");
        return DlmsData.array(
                DlmsData.structure(credit, Shapes.octets("0000131400FF"), bits),
                DlmsData.structure(credit, Shapes.octets("0000131404FF"), bits));
    }

    private static void credits(ObjectModel<Esme> model) {
        model.computed("112 0-0:19.10.0.255 2", (esme, now) -> DlmsData.i32(esme.ledger.balance(now)));
        model.method("112 0-0:19.10.0.255 1", Shapes.I32, (esme, amount, task) -> {
            esme.ledger.adjust(amount.number(), task.now());
            return Outcome.DONE;
        });
        model.method("112 0-0:19.10.0.255 2", Shapes.I32, (esme, nothing, task) -> {
            esme.ledger.reset(task.now());
            return Outcome.DONE;
        });
        model.method("112 0-0:19.10.1.255 2", Shapes.I32, (esme, nothing, task) -> Outcome.DONE);
        model.method("112 0-0:19.10.2.255 2", Shapes.I32, (esme, nothing, task) -> Outcome.DONE);
        model.method(
                "112 0-0:19.10.1.255 3",
                Shapes.I8,
                (esme, nothing, task) -> esme.emergency.activate(task.now(), task.alerts())
                        ? Outcome.DONE
                        : Outcome.refused(DlmsResponse.OTHER_REASON));
        model.active("112 0-0:19.10.1.255 9", (esme, now) -> DlmsData.i32(esme.terms.emergencyLimit()));
        model.active("112 0-0:19.10.1.255 10", (esme, now) -> DlmsData.i32(100_000));
    }

    private static Outcome topUp(Esme esme, DlmsData token, Task task) {
        String digits = new String(token.text().bytes(), StandardCharsets.US_ASCII);
        TopUps.Result result = esme.topUps.apply(digits, task);
        return result.code() == TopUps.ADDED ? Outcome.DONE : Outcome.refused(DlmsResponse.HARDWARE_FAULT);
    }
}
