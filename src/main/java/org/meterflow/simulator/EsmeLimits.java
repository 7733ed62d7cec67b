package org.meterflow.simulator;

import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;

/** The limits of an electricity meter's account, and the calendar of the hours in which it is not switched off. */
final class EsmeLimits {

    static final String LOW_CREDIT = "111 0-0:19.0.0.255 16";
    static final long LOW_CREDIT_AS_MADE = 200_000;

    private static final long CAP_PERIOD = 604_800;
    private static final int DEBT_CAP = 30;

    private EsmeLimits() {}

    static void addTo(ObjectModel<Esme> model) {
        limit(model, "94.44.2.20", EsmeTerms.MAX_BALANCE);
        limit(model, "94.44.2.10", EsmeTerms.MAX_CREDIT);
        friendlyHours(model);
        threshold(model, "94.44.128.9", Shapes.I32, LOW_CREDIT, DlmsData.i32(LOW_CREDIT_AS_MADE));
        threshold(model, "94.44.128.12", Shapes.U16, "111 0-0:19.0.0.255 18", DlmsData.u16(DEBT_CAP));
        threshold(model, "94.44.128.13", Shapes.I32, "111 0-0:19.0.0.255 19", DlmsData.i32(CAP_PERIOD));
        threshold(model, "94.44.128.2", Shapes.I32, "112 0-0:19.10.1.255 9", null);
        threshold(model, "94.44.128.3", Shapes.I32, "112 0-0:19.10.1.255 10", null);
    }

    private static void friendlyHours(ObjectModel<Esme> model) {
        model.passive("11 0-1:11.0.2.255 2", Shapes.SPECIAL_DAYS);
        model.active("11 0-0:11.0.2.255 2", (esme, now) -> DlmsData.array());
        model.activation("9000 0-0:94.44.128.31 6", "11 0-1:11.0.2.255 2", "11 0-0:11.0.2.255 2");
        model.passive("10 0-1:12.0.1.255 2", Shapes.SCHEDULE);
        model.active("10 0-0:12.0.1.255 2", (esme, now) -> DlmsData.array());
        model.activation("9000 0-0:94.44.128.28 6", "10 0-1:12.0.1.255 2", "10 0-0:12.0.1.255 2");
    }

    /** A limit that may also be written at once, as older meters have it. */
    private static void limit(ObjectModel<Esme> model, String object, long asMade) {
        String name = "9000 0-0:" + object + " ";
        model.kept(name + "2", DlmsData.i32(asMade));
        model.passive(name + "4", Shapes.I32);
        model.activation(name + "6", name + "4", name + "2");
    }

    private static void threshold(
            ObjectModel<Esme> model, String object, DlmsData shape, String active, @Nullable DlmsData asMade) {
        String name = "9000 0-0:" + object + " ";
        model.passive(name + "4", shape);
        model.activation(name + "6", name + "4", active);
        if (asMade != null) {
            model.active(active, (esme, now) -> asMade);
        }
    }
}
