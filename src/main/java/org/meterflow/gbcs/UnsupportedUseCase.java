package org.meterflow.gbcs;

/** A kind of device was to be asked something that the catalogue of use cases has no row for. */
public class UnsupportedUseCase extends IllegalArgumentException {

    public UnsupportedUseCase(String request, DeviceKind device) {
        super("No use case asks a %s for %s".formatted(device, request));
    }
}
