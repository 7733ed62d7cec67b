package org.meterflow.simulator;

import org.meterflow.gbcs.DlmsData;

/** What an electricity meter's registers read at the moment: energy both ways, by time of use and block, and power. */
final class EsmeReadings {

    private static final String ENERGY_IN = "1 0-0:94.44.34.10 2";
    private static final String BY_TIME = "1 0-0:94.44.34.1 2";
    private static final int ENERGY = 30;
    private static final int REACTIVE_ENERGY = 32;
    private static final int WATT = 27;

    private EsmeReadings() {}

    static void addTo(ObjectModel<Esme> model) {
        model.computed(
                ENERGY_IN,
                (esme, now) -> DlmsData.structure(
                        DlmsData.u32(esme.energy.imported(now)),
                        Shapes.unit(0, ENERGY),
                        DlmsData.u32(esme.energy.reactiveImported(now)),
                        Shapes.unit(0, REACTIVE_ENERGY)));
        model.computed(
                BY_TIME,
                (esme, now) -> DlmsData.structure(EsmeRows.registers(esme.registers.at(now), 0, Registers.BY_TIME)));
        model.computed(
                "1 0-0:94.44.34.2 2",
                (esme, now) -> DlmsData.structure(
                        EsmeRows.registers(esme.registers.at(now), Registers.BY_TIME, Registers.ALL)));
        model.computed(
                "1 0-0:94.44.34.20 2",
                (esme, now) -> DlmsData.structure(
                        DlmsData.u32(Math.round(esme.load.powerAt(now))),
                        Shapes.unit(0, WATT),
                        DlmsData.u32(Math.round(esme.load.powerAt(now)))));
        model.computed("3 1-0:2.8.0.255 2", (esme, now) -> DlmsData.u32(esme.energy.exported(now)));
        model.computed("3 1-0:2.8.0.255 3", (esme, now) -> Shapes.unit(0, ENERGY));
        model.computed("3 1-0:4.8.0.255 2", (esme, now) -> DlmsData.u32(esme.energy.reactiveExported(now)));
        model.computed("3 1-0:4.8.0.255 3", (esme, now) -> Shapes.unit(0, REACTIVE_ENERGY));
    }

    /** A twin element meter tells what went through its second circuit along with the rest. */
    static void addSecondElement(ObjectModel<Esme> model) {
        model.computed(
                ENERGY_IN,
                (esme, now) -> DlmsData.structure(
                        DlmsData.u32(esme.energy.imported(now)),
                        Shapes.unit(0, ENERGY),
                        DlmsData.u32(esme.energy.reactiveImported(now)),
                        Shapes.unit(0, REACTIVE_ENERGY),
                        DlmsData.u32(EsmeRows.secondary(esme, now))));
        model.computed(
                BY_TIME,
                (esme, now) -> DlmsData.structure(
                        EsmeRows.registers(esme.registers.at(now), 0, Registers.BY_TIME),
                        EsmeRows.secondElement(esme, now)));
    }
}
