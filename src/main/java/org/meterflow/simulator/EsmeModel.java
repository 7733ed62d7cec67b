package org.meterflow.simulator;

import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.Octets;

/** All objects of electricity meters, for each variant once: its identity and display, and what other classes add. */
final class EsmeModel {

    static final ObjectModel<Esme> SINGLE = single();
    static final ObjectModel<Esme> TWIN = twin();
    static final ObjectModel<Esme> POLYPHASE = polyphase();

    private EsmeModel() {}

    static ObjectModel<Esme> of(SimulatedHome.Variant variant) {
        return switch (variant) {
            case SINGLE -> SINGLE;
            case TWIN -> TWIN;
            case POLYPHASE -> POLYPHASE;
        };
    }

    private static ObjectModel<Esme> single() {
        ObjectModel<Esme> model = new ObjectModel<>();
        identity(model);
        EsmeClock.addTo(model);
        display(model);
        EsmeReadings.addTo(model);
        EsmeSupply.addTo(model);
        EsmeTariff.addTo(model);
        EsmePrepayment.addTo(model);
        EsmeNetwork.addTo(model, 1);
        EsmeAuxiliary.addTo(model);
        EsmeLogs.addTo(model);
        EsmeBills.addTo(model);
        EsmeBooks.addTo(model);
        return model;
    }

    private static ObjectModel<Esme> twin() {
        ObjectModel<Esme> model = new ObjectModel<>(SINGLE);
        EsmeTariff.addSecondElement(model);
        EsmeReadings.addSecondElement(model);
        EsmeLogs.addSecondElement(model);
        return model;
    }

    private static ObjectModel<Esme> polyphase() {
        ObjectModel<Esme> model = new ObjectModel<>(SINGLE);
        EsmeNetwork.addTo(model, 3);
        return model;
    }

    private static void identity(ObjectModel<Esme> model) {
        model.computed("1 0-0:0.2.1.255 2", (esme, now) -> DlmsData.octets(esme.firmware.version()));
        model.computed("1 0-0:96.1.1.255 2", (esme, now) -> DlmsData.octets(esme.identity()));
        model.computed(
                "1 0-0:96.1.2.255 2",
                (esme, now) -> DlmsData.octets(Octets.of(new byte[] {(byte) esme.variant.ordinal()})));
        model.computed("1 0-0:96.1.4.255 2", (esme, now) -> Shapes.octets("4D46453030303031"));
        model.computed("1 0-0:96.1.6.255 2", (esme, now) -> Shapes.octets("10910001"));
        model.kept("1 0-0:94.44.0.4 2", Shapes.BOOL);
        model.kept("1 0-0:94.44.34.11 2", Shapes.octets("30303030303030303030303030"));
        model.kept("1 1-0:0.0.2.255 2", Shapes.octets("30303030303030303030303030"));
        EventChoices.addTo(model);
    }

    private static void display(ObjectModel<Esme> model) {
        model.written("1 0-2:96.13.1.255 2", Shapes.OCTETS, ObjectModel.keep("1 0-2:96.13.1.255 2"));
        model.written("1 0-3:96.13.1.255 2", Shapes.OCTETS, ObjectModel.keep("1 0-3:96.13.1.255 2"));
        model.written("1 0-0:94.44.3.1 2", Shapes.OCTETS, ObjectModel.keep("1 0-0:94.44.3.1 2"));
        model.written("1 0-0:94.44.3.2 2", Shapes.OCTETS, ObjectModel.keep(Esme.TENANCY));
        model.kept("9000 0-0:96.13.0.255 2", Shapes.OCTETS);
        model.kept("9000 0-0:96.13.1.255 2", Shapes.OCTETS);
        model.kept("21 0-0:16.0.0.255 2", DlmsData.array(DlmsData.u32(1000), DlmsData.u32(2000)));
        DlmsData dates = DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS));
        model.kept(Esme.BILLING_CALENDAR, dates, (esme, now) -> new DlmsData.Array(esme.calendar()));
        model.written(Esme.BILLING_CALENDAR, dates, (esme, value, task) -> {
            esme.memory.put(Esme.BILLING_CALENDAR, value);
            esme.billing.begin(task.now());
            return DlmsResponse.SUCCESS;
        });
        model.kept(
                EsmePrices.DAILY_RESET,
                DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS)),
                (esme, now) -> DlmsData.array());
        model.written(
                EsmePrices.DAILY_RESET,
                DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS)),
                (esme, value, task) -> {
                    esme.beforeChange(task.now());
                    esme.memory.put(EsmePrices.DAILY_RESET, value);
                    return DlmsResponse.SUCCESS;
                });
    }
}
