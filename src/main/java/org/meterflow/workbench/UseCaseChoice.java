package org.meterflow.workbench;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.Surroundings;
import org.meterflow.gbcs.UnsupportedUseCase;
import org.meterflow.gbcs.UseCase;

/** Which message a service request becomes, where its context names none. */
final class UseCaseChoice {

    private UseCaseChoice() {}

    static UseCase of(RequestPath context, OfService service, Surroundings around) {
        RequestPath name = context.find("useCase");
        if (name != null) {
            return UseCase.named(name.text().strip())
                    .orElseThrow(() -> new Refused("There is no use case " + name.text() + " for service requests"));
        }
        RequestPath device = context.find("deviceType");
        Set<UseCase> fitting = Arrays.stream(DeviceKind.values())
                .filter(kind -> device == null || kind.name().equals(device.text()))
                .map(kind -> find(service, kind, around))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (fitting.size() == 1) {
            return fitting.iterator().next();
        }
        String found = fitting.stream().map(UseCase::name).collect(Collectors.joining(", "));
        throw new Refused(
                fitting.isEmpty()
                        ? "No message puts %s to %s"
                                .formatted(service.variant(), device == null ? "a device" : "a " + device.text())
                        : "%s may become %s: name 'useCase' or 'deviceType' in the context"
                                .formatted(service.variant(), found));
    }

    private static @Nullable UseCase find(OfService service, DeviceKind kind, Surroundings around) {
        try {
            return UseCase.forRequest(service, kind, around);
        } catch (UnsupportedUseCase none) {
            return null;
        }
    }
}
