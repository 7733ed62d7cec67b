package org.meterflow.process.askdevice;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.access.Service;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;
import org.meterflow.process.kit.BoxCheck;

/** Whether what is written at a box can be asked; what is worked out only when a case comes to it is looked at then. */
public final class AskDeviceCheck implements BoxCheck {

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        List<String> found = new ArrayList<>();
        found.addAll(service(said.getOrDefault("service", ""), said.getOrDefault("body", ""), !at(said).isBlank()));
        found.addAll(whom(said));
        time(at(said)).ifPresent(found::add);
        return found.stream();
    }

    /** The DCC is asked in somebody's name, a device is a device. */
    private static List<String> whom(Map<String, String> said) {
        String device = said.getOrDefault("device", "");
        String meterPoint = said.getOrDefault("meterPoint", "");
        if (!PlaceableServices.isOwn(said.getOrDefault("service", ""))) {
            return device(device, meterPoint).stream().toList();
        }
        boolean nobody =
                meterPoint.isBlank() && said.getOrDefault("inTheNameOf", "").isBlank();
        return nobody
                ? List.of("nothing says in whose name the DCC is asked. Write the property meterPoint, or inTheNameOf.")
                : List.of();
    }

    private static String at(Map<String, String> said) {
        return said.getOrDefault("at", "");
    }

    /** Of one request: its service, its body, and whether it may be for later. */
    static List<String> service(String variant, String body, boolean dated) {
        if (variant.isBlank() || isWorkedOut(variant)) {
            return List.of();
        }
        try {
            Service service = PlaceableServices.require(variant);
            if (dated) {
                PlaceableServices.requireDated(service);
            }
            return BodyTrial.fault(service, body).stream().toList();
        } catch (CannotAsk impossible) {
            return List.of(Reason.of(impossible));
        }
    }

    private static Optional<String> device(String device, String meterPoint) {
        if (device.isBlank() && meterPoint.isBlank()) {
            return Optional.of("nothing says which device is asked. Write its EUI-64 as the property device,"
                    + " or the meter point and what is there: " + DeviceWord.all() + ".");
        }
        if (!meterPoint.isBlank() && !isWorkedOut(meterPoint)) {
            Optional<String> wrong = identifier(() -> new Mpxn(meterPoint.strip()));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (device.isBlank() || isWorkedOut(device)) {
            return Optional.empty();
        }
        if (DeviceWord.of(device).isPresent()) {
            return meterPoint.isBlank()
                    ? Optional.of(
                            "nothing says whose %s is asked. Write the property meterPoint.".formatted(device.strip()))
                    : Optional.empty();
        }
        return identifier(() -> Eui64.of(device))
                .map(wrong ->
                        "'%s' is no device. Write its EUI-64, or one of: %s.".formatted(device, DeviceWord.all()));
    }

    private static Optional<String> identifier(Runnable read) {
        try {
            read.run();
            return Optional.empty();
        } catch (InvalidIdentifier wrong) {
            return Optional.of(Reason.of(wrong) + ".");
        }
    }

    private static Optional<String> time(String at) {
        if (at.isBlank() || isWorkedOut(at)) {
            return Optional.empty();
        }
        try {
            Instant.parse(at);
            return Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.of(
                    "'%s' is no time. Write one in UTC, as in 2027-04-01T00:00:00Z, or a fact as in ${facts.…}."
                            .formatted(at));
        }
    }

    private static boolean isWorkedOut(String written) {
        return written.contains("${") || written.contains("#{");
    }
}
