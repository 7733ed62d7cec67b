package org.meterflow.simulator;

import java.util.Objects;
import org.meterflow.gbcs.DlmsData;

/** An electricity meter's tariff, active and passive: calendar, thresholds, currency and prices. */
final class EsmeTariff {

    static final DlmsData SEASONS = DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS, Shapes.OCTETS));
    static final DlmsData WEEKS = DlmsData.array(DlmsData.structure(
            Shapes.OCTETS, Shapes.U8, Shapes.U8, Shapes.U8, Shapes.U8, Shapes.U8, Shapes.U8, Shapes.U8));
    static final DlmsData DAYS = DlmsData.array(DlmsData.structure(
            Shapes.U8, DlmsData.array(DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS, Shapes.U16))));

    private static final String CALENDAR = "20 0-0:13.0.0.255 ";
    private static final int RESET_BLOCKS = 99;
    private static final int THRESHOLD_OBJECTS = 8;

    private EsmeTariff() {}

    static void addTo(ObjectModel<Esme> model) {
        asInstalled(model, "3 0-0:94.44.1.7 3");
        model.computed("3 0-0:94.44.1.7 2", (esme, now) -> DlmsData.u32(esme.prices.current(now)));
        for (int attribute = 3; attribute <= 5; attribute++) {
            asInstalled(model, CALENDAR + attribute);
        }
        asInstalled(model, "11 0-0:11.0.0.255 2");
        asInstalled(model, "9000 0-0:94.44.2.0 2");
        asInstalled(model, "113 0-0:19.20.4.255 5");
        asInstalled(model, "113 0-0:19.20.0.255 5");
        calendar(model, CALENDAR, "11 0-1:11.0.0.255 2");
        model.activation("9000 0-0:94.44.128.29 6", "11 0-1:11.0.0.255 2", "11 0-0:11.0.0.255 2");
        thresholds(model);
        model.passive("9000 0-0:94.44.2.0 4", Shapes.BOOL);
        model.activation("9000 0-0:94.44.2.0 6", "9000 0-0:94.44.2.0 4", "9000 0-0:94.44.2.0 2");
        charge(model, "113 0-0:19.20.4.255");
        charge(model, "113 0-0:19.20.0.255");
        model.method("9 0-0:10.0.100.255 1", Shapes.U16, (esme, script, task) -> {
            if (script.number() != RESET_BLOCKS) {
                return Outcome.refused(org.meterflow.gbcs.DlmsResponse.OTHER_REASON);
            }
            esme.beforeChange(task.now());
            esme.registers.resetBlocks(task.now());
            return Outcome.DONE;
        });
    }

    private static void asInstalled(ObjectModel<Esme> model, String name) {
        model.computed(name, (esme, now) -> esme.prices.active(name, now));
    }

    private static void calendar(ObjectModel<Esme> model, String calendar, String specialDays) {
        model.passive(calendar + "7", SEASONS);
        model.passive(calendar + "8", WEEKS);
        model.passive(calendar + "9", DAYS);
        model.passive(specialDays, Shapes.SPECIAL_DAYS);
        model.activation(
                calendar + "10",
                calendar + "7",
                calendar + "3",
                calendar + "8",
                calendar + "4",
                calendar + "9",
                calendar + "5");
    }

    private static void thresholds(ObjectModel<Esme> model) {
        String[] changes = new String[2 * THRESHOLD_OBJECTS];
        for (int i = 0; i < THRESHOLD_OBJECTS; i++) {
            String active = "21 0-0:16.0.%s.255 2".formatted(11 + i);
            String passive = "21 0-0:16.1.%s.255 2".formatted(11 + i);
            asInstalled(model, active);
            model.passive(passive, DlmsData.array(Shapes.U32));
            changes[2 * i] = passive;
            changes[2 * i + 1] = active;
        }
        model.activation("9000 0-0:63.1.1.255 6", changes);
    }

    static void charge(ObjectModel<Esme> model, String object) {
        model.passive(object + " 6", Shapes.UNIT_CHARGE);
        model.activation(object + " 7", object + " 6", object + " 5");
    }

    /** The second circuit of a twin element meter has a calendar and four prices of its own. */
    static void addSecondElement(ObjectModel<Esme> model) {
        model.active(SecondElement.CHARGE, (esme, now) -> second(esme).charge());
        charge(model, "113 0-0:19.20.5.255");
        model.computed(
                "3 0-0:94.44.1.8 2", (esme, now) -> DlmsData.u32(second(esme).currentPrice(now)));
        model.computed("3 0-0:94.44.1.8 3", (esme, now) -> Shapes.unit(-5, 254));
        model.active(SecondElement.SPECIAL_DAYS, (esme, now) -> DlmsData.array());
        for (int attribute = 3; attribute <= 5; attribute++) {
            int each = attribute;
            model.active(
                    SecondElement.CALENDAR + each, (esme, now) -> second(esme).calendar(each));
        }
        calendar(model, SecondElement.CALENDAR, "11 0-1:11.0.1.255 2");
        model.activation("9000 0-0:94.44.128.30 6", "11 0-1:11.0.1.255 2", "11 0-0:11.0.1.255 2");
    }

    private static SecondElement second(Esme esme) {
        return Objects.requireNonNull(esme.second, "Only a twin element meter has a second element");
    }
}
