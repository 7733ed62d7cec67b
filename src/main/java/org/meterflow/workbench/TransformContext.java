package org.meterflow.workbench;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceLog;
import org.meterflow.gbcs.GbcsVersion;
import org.meterflow.gbcs.HubLog;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.gbcs.Surroundings;
import org.meterflow.gbcs.Surroundings.Asker;
import org.meterflow.gbcs.Surroundings.ElectricityVariant;
import org.meterflow.identifier.Eui64;

/** What a request to transform says of the world around: each field may be missing where no message needs it. */
final class TransformContext {

    /** Types of devices as joins number them (GBCS, DeviceType). */
    private static final List<String> TYPES = List.of("GSME", "ESME", "CHF", "GPF", "HCALCS", "PPMID", "TYPE2");

    /** A date in seconds stays below this number for three thousand years, one in milliseconds is above it since 1973. */
    private static final long FIRST_IN_MILLISECONDS = 100_000_000_000L;

    private TransformContext() {}

    static Surroundings surroundings(RequestPath context, RequestPart body, Keys keys, Clock clock) {
        RequestPath version = context.find("gbcsVersion");
        RequestPath number = context.find("cin");
        return Surroundings.at(now(context, clock))
                .withElectricity(electricity(context))
                .askedBy(asker(context))
                .withGbcsVersion(version == null ? null : GbcsVersion.of(version.text()))
                .withOtherDevice(otherDeviceType(context), otherDeviceCertificate(body, keys))
                .withCustomerIdentificationNumber(number == null ? null : number.text())
                .withHubLog(hubLog(context))
                .withDeviceLog(deviceLog(context));
    }

    private static Instant now(RequestPath context, Clock clock) {
        RequestPath now = context.find("now");
        if (now == null) {
            return clock.instant();
        }
        if (now.node().isIntegralNumber()) {
            long number = now.node().longValue();
            return number < FIRST_IN_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        String text = now.text().strip();
        try {
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrong) {
            throw now.expected("a date and time such as 2015-01-01T00:00:00Z");
        }
    }

    /** By name, or by the letters of the specification: B has two elements, C three phases. */
    private static ElectricityVariant electricity(RequestPath context) {
        RequestPath variant = context.find("esmeVariant");
        if (variant == null) {
            return ElectricityVariant.SINGLE;
        }
        String text = variant.text().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        return switch (text) {
            case "SINGLE", "SINGLEPHASE", "SINGLEELEMENT", "" -> ElectricityVariant.SINGLE;
            case "TWIN", "TWINELEMENT" -> ElectricityVariant.TWIN;
            case "POLYPHASE", "POLY", "THREEPHASE" -> ElectricityVariant.POLYPHASE;
            default ->
                switch (text.charAt(0)) {
                    case 'A' -> ElectricityVariant.SINGLE;
                    case 'B' -> ElectricityVariant.TWIN;
                    case 'C' -> ElectricityVariant.POLYPHASE;
                    default -> throw variant.expected("SINGLE, TWIN or POLYPHASE");
                };
        };
    }

    private static Asker asker(RequestPath context) {
        RequestPath role = context.find("userRole");
        if (role == null) {
            return Asker.SUPPLIER;
        }
        if (role.text().matches("(?i)(LC|load.?controller|08)")) {
            return Asker.LOAD_CONTROLLER;
        }
        return role.text().matches("(?i)(ED|GT|network.?operator|03)") ? Asker.NETWORK_OPERATOR : Asker.SUPPLIER;
    }

    private static @Nullable Integer otherDeviceType(RequestPath context) {
        RequestPath type = context.find("otherDeviceType");
        return type == null ? null : number(type);
    }

    private static int number(RequestPath type) {
        if (type.text().matches("\\d+")) {
            return type.number(0, 0xFF);
        }
        String name = type.text().toUpperCase(Locale.ROOT).replace(" ", "");
        int index = TYPES.indexOf(name.equals("IHD") || name.equals("CAD") ? "TYPE2" : name);
        if (index < 0) {
            throw type.expected("one of " + String.join(", ", TYPES) + ", or its number");
        }
        return index;
    }

    private static @Nullable Octets otherDeviceCertificate(RequestPart body, Keys keys) {
        Optional<Eui64> other = body.value("OtherDeviceID").map(Eui64::of);
        return other.map(device -> keys.certificate(device, Keys.Use.AGREEMENT)).orElse(null);
    }

    private static @Nullable HubLog hubLog(RequestPath context) {
        RequestPath log = context.find("hubLog");
        return log == null
                ? null
                : new HubLog(
                        log.at("networkId").octets(),
                        log.at("entries").elements().stream()
                                .map(entry -> new HubLog.Entry(
                                        entry.at("device").eui64(),
                                        entry.at("hashedKey").octets()))
                                .toList());
    }

    private static @Nullable DeviceLog deviceLog(RequestPath context) {
        RequestPath log = context.find("deviceLog");
        return log == null
                ? null
                : new DeviceLog(log.elements().stream()
                        .map(entry -> new DeviceLog.Entry(entry.at("device").eui64(), number(entry.at("type"))))
                        .toList());
    }
}
