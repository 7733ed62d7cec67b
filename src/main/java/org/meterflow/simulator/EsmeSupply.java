package org.meterflow.simulator;

import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;

/** An electricity meter's supply as commands see it: on, off, or armed for somebody at home to switch it on. */
final class EsmeSupply {

    private static final int ENABLE = 51;
    private static final int DISABLE = 52;
    private static final int ARM = 54;

    private EsmeSupply() {}

    static void addTo(ObjectModel<Esme> model) {
        model.computed(
                "70 0-0:96.3.10.255 3",
                (esme, now) -> DlmsData.enumerated(esme.supply.state().ordinal()));
        model.computed(
                "70 0-0:96.3.10.255 2", (esme, now) -> DlmsData.bool(esme.supply.state() == SupplySwitch.State.ON));
        model.method("9 0-0:10.0.106.255 1", Shapes.U16, EsmeSupply::run);
    }

    private static Outcome run(Esme esme, DlmsData script, Task task) {
        switch ((int) script.number()) {
            case ENABLE -> {
                esme.supply.on(task.now());
                esme.events.add(task.now(), EventLog.COMMANDED, "");
            }
            case DISABLE -> {
                esme.supply.off(task.now());
                esme.events.add(task.now(), EventLog.COMMANDED, "");
            }
            case ARM -> esme.arming.arm(task.now(), task.alerts());
            default -> {
                return Outcome.refused(DlmsResponse.OTHER_REASON);
            }
        }
        return Outcome.DONE;
    }
}
