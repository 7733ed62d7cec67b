package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.Octets;
import org.meterflow.simulator.ObjectModel.Outcome;

/** All objects of electricity meters, for each variant once: identity, clock, display, registers and what belongs to them. */
final class EsmeModel {

    static final ObjectModel<Esme> SINGLE = single();
    static final ObjectModel<Esme> TWIN = twin();
    static final ObjectModel<Esme> POLYPHASE = polyphase();

    private static final int ENERGY = 30;
    private static final int REACTIVE_ENERGY = 32;
    private static final int WATT = 27;
    private static final int ENABLE = 51;
    private static final int DISABLE = 52;
    private static final int ARM = 54;

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
        clock(model);
        display(model);
        registers(model);
        supply(model);
        EsmeTariff.addTo(model);
        EsmePrepayment.addTo(model);
        EsmeNetwork.addTo(model, 1);
        EsmeAuxiliary.addTo(model);
        EsmeLogs.addTo(model, false);
        return model;
    }

    private static ObjectModel<Esme> twin() {
        ObjectModel<Esme> model = new ObjectModel<>(SINGLE);
        EsmeTariff.addSecondElement(model);
        EsmeLogs.addTo(model, true);
        model.computed(
                "1 0-0:94.44.34.10 2",
                (esme, now) -> DlmsData.structure(
                        DlmsData.u32(esme.imported(now)),
                        Shapes.unit(0, ENERGY),
                        DlmsData.u32(esme.reactiveImported(now)),
                        Shapes.unit(0, REACTIVE_ENERGY),
                        DlmsData.u32(EsmeLogs.secondary(esme, now))));
        model.computed(
                "1 0-0:94.44.34.1 2",
                (esme, now) -> DlmsData.structure(
                        EsmeLogs.registers(esme.registers.at(now), 0, Registers.BY_TIME),
                        EsmeLogs.secondElement(esme, now)));
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
        model.computed("1 0-0:96.1.4.255 2", (esme, now) -> octets("4D46453030303031"));
        model.computed("1 0-0:96.1.6.255 2", (esme, now) -> octets("10910001"));
        model.kept("1 0-0:94.44.0.4 2", Shapes.BOOL);
        model.kept("1 0-0:94.44.34.11 2", octets("30303030303030303030303030"));
        model.kept("1 1-0:0.0.2.255 2", octets("30303030303030303030303030"));
        EventChoices.addTo(model);
    }

    private static void clock(ObjectModel<Esme> model) {
        model.written("8 0-0:1.0.0.255 9", DlmsData.enumerated(0), ObjectModel.keep("8 0-0:1.0.0.255 9"));
        model.method(
                "8 0-0:1.0.0.255 5",
                DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS, Shapes.OCTETS),
                EsmeModel::presetClock);
        model.method("8 0-0:1.0.0.255 4", Shapes.I8, EsmeModel::setClock);
        model.computed("8 0-0:1.0.0.255 2", (esme, now) -> DlmsData.octets(DlmsTime.encode(now)));
        model.computed("8 0-0:1.0.0.255 4", (esme, now) -> DlmsData.u8(DeviceClock.isReliable(esme.memory) ? 0 : 2));
    }

    private static Outcome presetClock(Esme esme, DlmsData times, Task task) {
        Instant from = DlmsTime.instant(times.at(1).text());
        Instant to = DlmsTime.instant(times.at(2).text());
        if (from == null || to == null || to.isBefore(from)) {
            return Outcome.refused(DlmsResponse.TYPE_UNMATCHED);
        }
        esme.memory.put("clock.from", from);
        esme.memory.put("clock.to", to);
        return Outcome.DONE;
    }

    private static Outcome setClock(Esme esme, DlmsData nothing, Task task) {
        Instant from = esme.memory.time("clock.from");
        Instant to = esme.memory.time("clock.to");
        if (from == null || to == null) {
            return Outcome.refused(DlmsResponse.TEMPORARY_FAILURE);
        }
        esme.setClock(from, to, task);
        return Outcome.DONE;
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

    private static void registers(ObjectModel<Esme> model) {
        model.computed(
                "1 0-0:94.44.34.10 2",
                (esme, now) -> DlmsData.structure(
                        DlmsData.u32(esme.imported(now)),
                        Shapes.unit(0, ENERGY),
                        DlmsData.u32(esme.reactiveImported(now)),
                        Shapes.unit(0, REACTIVE_ENERGY)));
        model.computed(
                "1 0-0:94.44.34.1 2",
                (esme, now) -> DlmsData.structure(EsmeLogs.registers(esme.registers.at(now), 0, Registers.BY_TIME)));
        model.computed(
                "1 0-0:94.44.34.2 2", (esme, now) -> DlmsData.structure(EsmeLogs.blocksByTime(esme.registers.at(now))));
        model.computed(
                "1 0-0:94.44.34.20 2",
                (esme, now) -> DlmsData.structure(
                        DlmsData.u32(Math.round(esme.load.powerAt(now))),
                        Shapes.unit(0, WATT),
                        DlmsData.u32(Math.round(esme.load.powerAt(now)))));
        model.computed("3 1-0:2.8.0.255 2", (esme, now) -> DlmsData.u32(esme.exported(now)));
        model.computed("3 1-0:2.8.0.255 3", (esme, now) -> Shapes.unit(0, ENERGY));
        model.computed(
                "3 1-0:4.8.0.255 2", (esme, now) -> DlmsData.u32((long) (esme.exported(now) * Esme.REACTIVE_SHARE)));
        model.computed("3 1-0:4.8.0.255 3", (esme, now) -> Shapes.unit(0, REACTIVE_ENERGY));
    }

    private static void supply(ObjectModel<Esme> model) {
        model.computed(
                "70 0-0:96.3.10.255 3",
                (esme, now) -> DlmsData.enumerated(esme.supply.state().ordinal()));
        model.computed(
                "70 0-0:96.3.10.255 2", (esme, now) -> DlmsData.bool(esme.supply.state() == SupplySwitch.State.ON));
        model.method("9 0-0:10.0.106.255 1", Shapes.U16, (esme, script, task) -> switch ((int) script.number()) {
            case ENABLE -> {
                esme.switchOn(task.now());
                yield Outcome.DONE;
            }
            case DISABLE -> {
                esme.switchOff(task.now());
                yield Outcome.DONE;
            }
            case ARM -> {
                esme.arming.arm(task.now(), task.alerts());
                yield Outcome.DONE;
            }
            default -> Outcome.refused(DlmsResponse.OTHER_REASON);
        });
    }

    static DlmsData octets(String hex) {
        return DlmsData.octets(Octets.ofHex(hex));
    }
}
