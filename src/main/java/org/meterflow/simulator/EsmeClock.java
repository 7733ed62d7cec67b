package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsTime;

/** An electricity meter's clock: a period is written into it first, and then it is set if the network's time lies in it. */
final class EsmeClock {

    private static final String CLOCK = "8 0-0:1.0.0.255 ";
    private static final int NOT_SET = 0x8F0C;
    private static final int COMMISSIONED = 0x8F69;

    private EsmeClock() {}

    static void addTo(ObjectModel<Esme> model) {
        model.written(CLOCK + "9", DlmsData.enumerated(0), ObjectModel.keep(CLOCK + "9"));
        model.method(CLOCK + "5", DlmsData.structure(Shapes.OCTETS, Shapes.OCTETS, Shapes.OCTETS), EsmeClock::preset);
        model.method(CLOCK + "4", Shapes.I8, EsmeClock::set);
        model.computed(CLOCK + "2", (esme, now) -> Shapes.time(now));
        model.computed(CLOCK + "4", (esme, now) -> DlmsData.u8(DeviceClock.isReliable(esme.memory) ? 0 : 2));
    }

    private static Outcome preset(Esme esme, DlmsData times, Task task) {
        Instant from = DlmsTime.instant(times.at(1).text());
        Instant to = DlmsTime.instant(times.at(2).text());
        if (from == null || to == null || to.isBefore(from)) {
            return Outcome.refused(DlmsResponse.TYPE_UNMATCHED);
        }
        esme.memory.put("clock.from", from);
        esme.memory.put("clock.to", to);
        return Outcome.DONE;
    }

    private static Outcome set(Esme esme, DlmsData nothing, Task task) {
        Instant from = esme.memory.time("clock.from");
        Instant to = esme.memory.time("clock.to");
        if (from == null || to == null) {
            return Outcome.refused(DlmsResponse.TEMPORARY_FAILURE);
        }
        set(esme, from, to, task);
        return Outcome.DONE;
    }

    /** The first time the clock is set, the meter is in service. */
    private static void set(Esme esme, Instant from, Instant to, Task task) {
        Instant network = task.now().minus(DeviceClock.wrongBy(esme.memory));
        if (!DeviceClock.set(esme.memory, network, from, to)) {
            task.alerts().say(Announcement.dlms(NOT_SET));
            esme.security.add(task.now(), NOT_SET);
        } else if (!esme.memory.has("commissioned")) {
            esme.memory.put("commissioned", task.now());
            task.alerts().say(Announcement.dlms(COMMISSIONED));
        }
    }
}
