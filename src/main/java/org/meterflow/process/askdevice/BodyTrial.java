package org.meterflow.process.askdevice;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meterflow.access.Service;
import org.meterflow.gateway.DccServices;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.gbcs.Surroundings;
import org.meterflow.gbcs.Surroundings.ElectricityVariant;
import org.meterflow.gbcs.UnsupportedUseCase;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.identifier.RequestId;

/** Whether the body at a box makes a message for any kind of device, with values of every kind where it has {@code ${…}}. */
final class BodyTrial {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}");
    private static final List<String> SAMPLES =
            List.of("1", "2030-01-01T00:00:00Z", "2030-01-01", "true", "text", "00-00-00-00-00-00-00-01");
    private static final RequestId ID =
            new RequestId(new Eui64("00-00-00-00-00-00-00-01"), new Eui64("00-00-00-00-00-00-00-02"), 1);

    /** Whose message depends on what the inventory knows of the device it names. */
    private static final String OTHER_DEVICE = "OtherDeviceID";

    /** That gas meters can count to: their time begins with the year 2000. */
    private static final Instant ANY_MOMENT = Instant.parse("2030-01-01T00:00:00Z");

    private BodyTrial() {}

    /** What is wrong with it, whatever its values will be. */
    static Optional<String> fault(Service service, String written) {
        boolean fixed = !EXPRESSION.matcher(written).find();
        Set<String> faults = new HashSet<>();
        for (String sample : fixed ? List.of("") : SAMPLES) {
            Optional<String> fault =
                    faultOf(service, EXPRESSION.matcher(written).replaceAll(sample));
            if (fault.isEmpty()) {
                return Optional.empty();
            }
            faults.add(fault.get());
        }
        return faults.size() == 1 ? faults.stream().findFirst() : Optional.empty();
    }

    private static Optional<String> faultOf(Service service, String text) {
        if (PlaceableServices.isOwn(service)) {
            return Optional.ofNullable(DccServices.fault(service.variant(), ServiceBody.whole(service, text)))
                    .map(fault -> "%s cannot be asked so: %s. Change the body.".formatted(service, fault));
        }
        RequestPart body;
        try {
            body = ServiceBody.of(service, text);
        } catch (CannotAsk unreadable) {
            return Optional.of(Reason.of(unreadable));
        }
        if (body.has(OTHER_DEVICE)) {
            return Optional.empty();
        }
        List<Optional<String>> found = Stream.of(DeviceKind.values())
                .flatMap(kind -> faults(new MeterRequest.OfService(service.variant(), body), kind))
                .toList();
        return found.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : found.stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> Optional.of("it asks no device for anything"))
                        .map(fault -> "%s cannot be asked so: %s. Change the body.".formatted(service, fault));
    }

    /** Nothing for a kind of device that is never asked this. */
    private static Stream<Optional<String>> faults(MeterRequest.OfService asked, DeviceKind kind) {
        return Stream.of(ElectricityVariant.values()).flatMap(built -> {
            Surroundings around = Surroundings.at(ANY_MOMENT).withElectricity(built);
            try {
                UseCase.forRequest(asked, kind, around).command(ID, asked, null, around);
                return Stream.of(Optional.<String>empty());
            } catch (UnsupportedUseCase never) {
                return Stream.empty();
            } catch (IllegalArgumentException | DateTimeException unfit) {
                return Stream.of(Optional.of(Reason.of(unfit)));
            }
        });
    }
}
