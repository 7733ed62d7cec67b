package org.meterflow.metering.cosem;

import java.util.Locale;
import java.util.Optional;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.cosem.CosemSettings.Meter;
import org.meterflow.metering.cosem.CosemSettings.Model;
import org.springframework.stereotype.Component;

/** Which devices are of a model that speaks plain DLMS/COSEM, and where each is found. */
@Component
class CosemModels {

    private final CosemSettings settings;
    private final Devices devices;

    CosemModels(CosemSettings settings, Profiles profiles, Devices devices) {
        this.settings = settings;
        this.devices = devices;
        for (Model model : settings.models()) {
            if (!profiles.has(model.profile())) {
                throw new IllegalStateException("meterflow.metering.cosem.models: %s has the profile '%s', which %s"
                        .formatted(model, model.profile(), "the file of profiles does not know"));
            }
        }
    }

    boolean isEmpty() {
        return settings.models().isEmpty();
    }

    Optional<Model> of(Eui64 device) {
        return isEmpty()
                ? Optional.empty()
                : devices.find(device)
                        .flatMap(found -> settings.models().stream()
                                .filter(model -> model.is(found.manufacturer(), found.model()))
                                .findFirst());
    }

    /** @throws CosemFailure when nobody has said where this meter is */
    Target target(Eui64 device, Model model) {
        Optional<Meter> own = settings.meters().stream()
                .filter(meter -> meter.device().equals(device))
                .findFirst();
        String address = own.map(Meter::address)
                .or(() -> Optional.ofNullable(model.address())
                        .map(pattern ->
                                pattern.replace("{device}", device.value().toLowerCase(Locale.ROOT))))
                .orElseThrow(() -> CosemFailure.lasting(
                        "Neither device %s nor its model (%s) has an address".formatted(device, model)));
        String password = own.map(Meter::password).orElse(model.password());
        return Target.of(address, model.client(), model.server(), password);
    }
}
