package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.Octets;
import org.meterflow.simulator.ObjectModel.Outcome;

/** An electricity meter's account: payment mode, credits, debts, limits, and top-ups. */
final class EsmePrepayment {

    private static final String ACCOUNT = "111 0-0:19.0.0.255 ";
    private static final String NEXT_ACCOUNT = "111 0-1:19.0.0.255 ";
    private static final DlmsData REFERENCES =
            DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS, Shapes.BITS));
    private static final long MAX_BALANCE = 25_000_000;
    private static final long MAX_CREDIT = 25_000_000;
    private static final long LOW_CREDIT = 200_000;
    private static final long CAP_PERIOD = 604_800;
    private static final int DEBT_CAP = 30;
    private static final long SECONDS_A_DAY = 86_400;
    private static final int EMERGENCY_ACTIVATED = 0x81AB;

    private EsmePrepayment() {}

    static void addTo(ObjectModel<Esme> model) {
        mode(model);
        credits(model);
        debts(model);
        limits(model);
        model.method("115 0-0:19.40.0.255 1", Shapes.OCTETS, EsmePrepayment::topUp);
        model.computed("1 0-0:94.44.34.30 2", (esme, now) -> balances(esme, now));
    }

    static DlmsData balances(Esme esme, Instant at) {
        return DlmsData.structure(
                DlmsData.i32(esme.ledger.balance(at)),
                DlmsData.i32(esme.ledger.emergencyCredit(at)),
                DlmsData.i32(0),
                DlmsData.i32(esme.ledger.debt(Ledger.PAYMENT_DEBT, at)),
                DlmsData.i32(esme.ledger.debt(Ledger.TIME_DEBT_1, at)),
                DlmsData.i32(esme.ledger.debt(Ledger.TIME_DEBT_2, at)));
    }

    private static void mode(ObjectModel<Esme> model) {
        model.active(ACCOUNT + "2", (esme, now) -> esme.modeAsInstalled());
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
        DlmsData credit = EsmeModel.octets("0000130A00FF");
        return DlmsData.array(
                DlmsData.structure(credit, EsmeModel.octets("0000131400FF"), bits),
                DlmsData.structure(credit, EsmeModel.octets("0000131404FF"), bits));
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
                (esme, nothing, task) -> activateEmergency(esme, task.now(), task.alerts())
                        ? Outcome.DONE
                        : Outcome.refused(DlmsResponse.OTHER_REASON));
        model.active("112 0-0:19.10.1.255 9", (esme, now) -> DlmsData.i32(esme.emergencyLimit()));
        model.active("112 0-0:19.10.1.255 10", (esme, now) -> DlmsData.i32(100_000));
    }

    /** Only a prepayment meter gives emergency credit, and only when little is left. */
    static boolean activateEmergency(Esme esme, Instant now, Announcer alerts) {
        long threshold = esme.number("112 0-0:19.10.1.255 10", 100_000);
        boolean available =
                esme.prepayment() && !esme.ledger.emergencyActive() && esme.ledger.balance(now) <= threshold;
        if (available) {
            esme.ledger.activateEmergency(now);
            esme.events.add(now, EMERGENCY_ACTIVATED, "");
            alerts.say(Announcement.dlms(EMERGENCY_ACTIVATED));
            esme.arming.arm(now, alerts);
        }
        return available;
    }

    private static void debts(ObjectModel<Esme> model) {
        DlmsData nothing = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(0), DlmsData.i8(-5)),
                DlmsData.structure(DlmsData.u16(0), EsmeModel.octets("000000000000"), DlmsData.i8(0)),
                DlmsData.array(DlmsData.structure(Shapes.OCTETS, DlmsData.i16(0))));
        for (int debt : new int[] {Ledger.TIME_DEBT_1, Ledger.TIME_DEBT_2}) {
            String charge = "113 0-0:19.20." + debt + ".255 ";
            model.active(charge + "5", (esme, now) -> nothing);
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
            debt(model, charge + "4", debt);
        }
        debt(model, "113 0-0:19.20.3.255 4", Ledger.PAYMENT_DEBT);
        model.kept("113 0-0:19.20.3.255 13", DlmsData.u16(0));
    }

    private static void debt(ObjectModel<Esme> model, String method, int debt) {
        model.method(method, Shapes.I32, (esme, amount, task) -> {
            esme.ledger.changeDebt(debt, amount.number(), task.now());
            return Outcome.DONE;
        });
    }

    private static void limits(ObjectModel<Esme> model) {
        limit(model, "94.44.2.20", MAX_BALANCE);
        limit(model, "94.44.2.10", MAX_CREDIT);
        model.passive("11 0-1:11.0.2.255 2", Shapes.SPECIAL_DAYS);
        model.active("11 0-0:11.0.2.255 2", (esme, now) -> DlmsData.array());
        model.activation("9000 0-0:94.44.128.31 6", "11 0-1:11.0.2.255 2", "11 0-0:11.0.2.255 2");
        model.passive("10 0-1:12.0.1.255 2", Shapes.SCHEDULE);
        model.active("10 0-0:12.0.1.255 2", (esme, now) -> DlmsData.array());
        model.activation("9000 0-0:94.44.128.28 6", "10 0-1:12.0.1.255 2", "10 0-0:12.0.1.255 2");
        threshold(model, "94.44.128.9", Shapes.I32, ACCOUNT + "16", DlmsData.i32(LOW_CREDIT));
        threshold(model, "94.44.128.12", Shapes.U16, ACCOUNT + "18", DlmsData.u16(DEBT_CAP));
        threshold(model, "94.44.128.13", Shapes.I32, ACCOUNT + "19", DlmsData.i32(CAP_PERIOD));
        threshold(model, "94.44.128.2", Shapes.I32, "112 0-0:19.10.1.255 9", null);
        threshold(model, "94.44.128.3", Shapes.I32, "112 0-0:19.10.1.255 10", null);
    }

    /** A limit that may also be written at once, as older meters have it. */
    private static void limit(ObjectModel<Esme> model, String object, long asMade) {
        String name = "9000 0-0:" + object + " ";
        model.kept(name + "2", DlmsData.i32(asMade));
        model.passive(name + "4", Shapes.I32);
        model.activation(name + "6", name + "4", name + "2");
    }

    private static void threshold(
            ObjectModel<Esme> model,
            String object,
            DlmsData shape,
            String active,
            @org.jspecify.annotations.Nullable DlmsData asMade) {
        String name = "9000 0-0:" + object + " ";
        model.passive(name + "4", shape);
        model.activation(name + "6", name + "4", active);
        if (asMade != null) {
            model.active(active, (esme, now) -> asMade);
        }
    }

    private static Outcome topUp(Esme esme, DlmsData token, Task task) {
        String digits = new String(token.text().bytes(), StandardCharsets.US_ASCII);
        TopUps.Result result = esme.topUps.apply(digits, limits(esme), task);
        return result.code() == TopUps.ADDED ? Outcome.DONE : Outcome.refused(DlmsResponse.HARDWARE_FAULT);
    }

    static TopUps.Limits limits(Esme esme) {
        return new TopUps.Limits(
                esme.number("9000 0-0:94.44.2.10 2", MAX_CREDIT), esme.number("9000 0-0:94.44.2.20 2", MAX_BALANCE));
    }
}
