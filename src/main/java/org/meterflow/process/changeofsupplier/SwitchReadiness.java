package org.meterflow.process.changeofsupplier;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** What the decision table D-COSREADY looks at. */
@Component
class SwitchReadiness {

    private final SwitchReads reads;
    private final Registrations registrations;

    SwitchReadiness(SwitchReads reads, Registrations registrations) {
        this.reads = reads;
        this.registrations = registrations;
    }

    Map<String, Object> of(SupplierChange change) {
        Optional<Device> meter = reads.meter(change);
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("meterKnown", meter.isPresent());
        inputs.put("status", meter.map(Device::status).map(Enum::name).orElse("NONE"));
        inputs.put("generation", meter.map(Device::generation).map(Enum::name).orElse("NONE"));
        inputs.put("registrationFresh", !registrations.freshness(change.mpxn()).stale());
        inputs.put("firmwareRead", reads.firmwareRead(change));
        return inputs;
    }
}
