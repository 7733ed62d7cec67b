package org.meterflow.simulator;

import java.util.List;
import java.util.function.Function;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.simulator.EventLog.Entry;

/** An electricity meter's books of events: its own, of security, of the power, of auxiliary switches and of the boost. */
final class EsmeBooks {

    private static final String EVENTS = "7 0-0:99.98.0.255";

    private EsmeBooks() {}

    static void addTo(ObjectModel<Esme> model) {
        model.log(EVENTS + " 2", (esme, from, to, now) -> Books.events(esme.memory, from, to));
        model.method(EVENTS + " 1", Shapes.I8, (esme, nothing, task) -> {
            esme.events.clear();
            esme.events.add(task.now(), Books.CLEARED, "");
            return Outcome.DONE;
        });
        model.log("7 0-0:99.98.1.255 2", (esme, from, to, now) -> Books.security(esme.memory, from, to));
        book(
                model,
                "7 0-0:99.98.4.255 2",
                EventLog.POWER,
                entry -> DlmsData.structure(time(entry), DlmsData.u16(entry.code()), DlmsData.u32(entry.number(0))),
                Shapes.NUMBER,
                Shapes.CODE,
                Shapes.NUMBER);
        book(
                model,
                "7 0-17:99.98.2.255 2",
                EventLog.AUXILIARY,
                entry -> DlmsData.structure(
                        time(entry),
                        DlmsData.u16(entry.code()),
                        DlmsData.enumerated(entry.number(0)),
                        DlmsData.u32(entry.number(1))),
                Shapes.NUMBER,
                Shapes.CODE,
                Shapes.CHOICE,
                Shapes.NUMBER);
        model.method("7 0-17:99.98.2.255 1", Shapes.I8, (esme, nothing, task) -> {
            new EventLog(esme.memory, EventLog.AUXILIARY).clear();
            return Outcome.DONE;
        });
        book(
                model,
                "7 0-0:99.98.20.255 2",
                EventLog.BOOST,
                entry -> EsmeRows.row(entry.at(), entry.number(0)),
                EsmeRows.shape(1));
    }

    private static void book(
            ObjectModel<Esme> model, String object, String book, Function<Entry, DlmsData> row, Shape... shape) {
        model.log(object, (esme, from, to, now) -> {
            List<DlmsData> rows = new EventLog(esme.memory, book)
                    .between(from, to).stream().map(row).toList();
            return Shapes.rows(rows, shape);
        });
    }

    private static DlmsData time(Entry entry) {
        return DlmsData.u32(DlmsTime.secondsSince2000(entry.at()));
    }
}
