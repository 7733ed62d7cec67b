package org.meterflow.simulator;

import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** All objects of a hub: identity, the log of its home's devices, its books, and the second radio band. */
final class ChfModel {

    static final ObjectModel<Chf> MODEL = model();

    private static final String LOG = "104 0-0:30.3.0.255 ";
    private static final String FORMER_LOG = "104 0-0:30.3.1.255 ";

    private ChfModel() {}

    private static ObjectModel<Chf> model() {
        ObjectModel<Chf> model = new ObjectModel<>();
        model.computed("1 0-0:0.2.1.255 2", (chf, now) -> DlmsData.octets(chf.firmware.version()));
        model.computed("1 0-0:96.1.1.255 2", (chf, now) -> DlmsData.octets(Octets.of(chf.eui.bytes())));
        model.computed("1 0-0:96.1.4.255 2", (chf, now) -> Shapes.octets("4D46453030303032"));
        model.computed("1 0-0:96.1.6.255 2", (chf, now) -> Shapes.octets("10910002"));
        deviceLog(model);
        books(model);
        SecondBand.addTo(model);
        return model;
    }

    private static void deviceLog(ObjectModel<Chf> model) {
        model.method(
                LOG + "1",
                DlmsData.structure(Shapes.OCTETS, DlmsData.enumerated(0), Shapes.OCTETS, DlmsData.enumerated(0)),
                (chf, entry, task) -> chf.add(eui(entry.at(0)), entry.at(2).text(), task));
        model.method(LOG + "2", Shapes.OCTETS, (chf, device, task) -> chf.remove(eui(device), task));
        model.kept(LOG + "3", Shapes.U16);
        model.kept(LOG + "2", Shapes.BOOL);
        model.computed(LOG + "4", (chf, now) -> chf.log(now));
        model.method(LOG + "4", null, (chf, none, task) -> Outcome.of(chf.security(task.now())));
        model.method(FORMER_LOG + "4", null, (chf, none, task) -> Outcome.of(chf.formerSecurity(task.now())));
        model.method(
                LOG + "5",
                DlmsData.structure(Shapes.OCTETS, DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS))),
                (chf, entries, task) -> chf.restore(entries, task));
    }

    static Eui64 eui(DlmsData data) {
        if (data.text().length() != 8) {
            throw new org.meterflow.gbcs.MalformedGbcs("A device has 8 bytes");
        }
        return Eui64.of(data.text().bytes());
    }

    private static void books(ObjectModel<Chf> model) {
        model.log("7 0-0:99.98.0.255 2", (chf, from, to, now) -> Books.events(chf.memory, from, to));
        model.log("7 0-0:99.98.1.255 2", (chf, from, to, now) -> Books.security(chf.memory, from, to));
    }
}
