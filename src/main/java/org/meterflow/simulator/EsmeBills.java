package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsNotification;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.SealedRead;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** What an electricity meter keeps and sends for bills: registers and balances at the ends of periods and at changes. */
final class EsmeBills {

    private static final int LOG_CLASS = 7;
    private static final int MESSAGE = 0x0061;
    static final int ALERT = 0x8F0A;
    private static final int BILLS_KEPT = 13;

    private EsmeBills() {}

    static void addTo(ObjectModel<Esme> model) {
        model.log(
                "7 0-0:98.1.0.255 2",
                (esme, from, to, now) -> EsmeRows.registers(esme, billings(esme, from, to, now), false));
        model.log(
                "7 0-0:98.1.1.255 2",
                (esme, from, to, now) -> EsmeRows.balances(esme.ledger, billings(esme, from, to, now)));
        model.log("7 0-0:98.1.2.255 2", (esme, from, to, now) -> changes(esme, from, to));
        model.log("7 0-0:98.1.4.255 2", (esme, from, to, now) -> payments(esme, Ledger.DEBT_PAYMENTS, from, to));
        model.log("7 0-0:98.1.5.255 2", (esme, from, to, now) -> payments(esme, Ledger.TOP_UPS, from, to));
    }

    private static List<Instant> billings(Esme esme, Instant from, Instant to, Instant now) {
        return Periods.billings(now, esme.calendar(), BILLS_KEPT, Periods.latest(from, esme.tenancyBegan()), to);
    }

    /** A meter's registers at the end of a billing period, sealed for its supplier. */
    static Announcement bill(Esme esme, Instant ended) {
        return new Announcement(MESSAGE, ALERT, RemoteParty.SUPPLIER, true, saying -> {
            DlmsData rows = EsmeRows.registers(esme, List.of(ended), false);
            SealedRead read = new SealedRead(
                    LOG_CLASS,
                    Obis.of("0-0:98.1.0.255"),
                    null,
                    null,
                    saying.counter(),
                    saying.recipient(),
                    saying.device());
            DlmsData sealed = read.answer(
                    saying.sealing().seal(DlmsData.structure(rows).encode().bytes()));
            DlmsData content =
                    DlmsData.structure(DlmsData.u16(ALERT), Shapes.time(saying.at()), sealed.at(0), sealed.at(1));
            return new DlmsNotification(0x20000000L | saying.counter() & 0xFFFFFF, content).encode();
        });
    }

    /** Registers and balances at each change of tariff or mode. */
    private static DlmsData changes(Esme esme, Instant from, Instant to) {
        List<Shape> shape = EsmeRows.registerShape(false);
        shape.addAll(EsmeRows.balanceShape());
        List<DlmsData> rows = new ArrayList<>();
        for (Instant at : esme.changes.between(Periods.latest(from, esme.tenancyBegan()), to)) {
            List<DlmsData> fields = EsmeRows.registerRow(esme, at, false);
            fields.addAll(EsmeRows.balances(esme.ledger, at));
            rows.add(new DlmsData.Structure(fields));
        }
        return Shapes.rows(rows, shape.toArray(Shape[]::new));
    }

    private static DlmsData payments(Esme esme, String log, Instant from, Instant to) {
        return Shapes.rows(
                esme.ledger.payments(log, Periods.latest(from, esme.tenancyBegan()), to).stream()
                        .map(payment -> EsmeRows.row(payment.at(), payment.amount()))
                        .toList(),
                EsmeRows.shape(1));
    }
}
