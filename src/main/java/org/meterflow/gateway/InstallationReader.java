package org.meterflow.gateway;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.duis.Elements;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.gateway.Content.HubReport;
import org.meterflow.gateway.Content.UpdateInventory;
import org.meterflow.identifier.Eui64;

/** Reads the bodies of 8.4, 8.14, 12.1 and 12.2 (DUIS 5.4). */
final class InstallationReader {

    private static final int LONGEST_NAME = 30;
    private static final Set<DeviceStatus> OF_A_DEVICE =
            Set.of(DeviceStatus.PENDING, DeviceStatus.INSTALLED_NOT_COMMISSIONED);
    private static final Set<DeviceStatus> OF_A_HUB =
            Set.of(DeviceStatus.COMMISSIONED, DeviceStatus.WITHDRAWN, DeviceStatus.INSTALLED_NOT_COMMISSIONED);

    private InstallationReader() {}

    static Content coverage(Elements parts) {
        Optional<String> uprn = parts.optionalValue("UPRN", ContentValues::uprn);
        if (uprn.isPresent()) {
            return new Content.RequestCoverage(uprn.get(), null);
        }
        Elements address = Elements.of(parts.required("PartialAddress"));
        String postCode = address.value("PostCode", text -> ContentValues.text(text, 6, 8));
        address.value("AddressIdentifier", text -> ContentValues.text(text, 0, LONGEST_NAME));
        address.end();
        return new Content.RequestCoverage(null, postCode);
    }

    /** A hub whose gas proxy is left empty is announced without one. */
    static Content preNotify(Elements parts) {
        Eui64 device = parts.value("DeviceID", Eui64::new);
        String manufacturer = parts.value("DeviceManufacturer", text -> ContentValues.text(text, 0, LONGEST_NAME));
        String model = parts.value("DeviceModel", text -> ContentValues.text(text, 0, LONGEST_NAME));
        return new Content.PreNotify(
                device,
                parts.value("DeviceType", DeviceType::valueOf),
                manufacturer,
                model,
                optional(parts, "SMETSCHTSVersion", 20),
                optional(parts, "FirmwareVersion", 8),
                optional(parts, "ESMEVariant", 5),
                parts.optionalValue("AssociatedGPFDeviceID", InstallationReader::proxy)
                        .flatMap(Function.identity())
                        .orElse(null));
    }

    private static Optional<Eui64> proxy(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(new Eui64(text));
    }

    private static @Nullable String optional(Elements parts, String name, int longest) {
        return parts.optionalValue(name, text -> ContentValues.text(text, 1, longest))
                .orElse(null);
    }

    /** Of what the platform does not change in this way there is nothing to read. */
    static Content update(Elements parts) {
        Eui64 device = parts.value("DeviceID", Eui64::new);
        Optional<UpdateInventory.Change> change = parts.optionalText("UpdateDeviceStatusExceptCH")
                .map(text -> status(text, OF_A_DEVICE, false))
                .or(() -> parts.optionalText("UpdateDeviceStatusCH").map(text -> status(text, OF_A_HUB, true)))
                .or(() -> parts.optional("DeleteDevice").map(empty -> new UpdateInventory.Delete()))
                .or(() -> parts.optional("UpdateMPxN")
                        .map(Elements::of)
                        .flatMap(mpxn -> mpxn.optionalText("ImportMPxN"))
                        .map(UpdateInventory.ToMeterPoint::new));
        if (change.isEmpty()) {
            return new Content.NotServed();
        }
        parts.end();
        return new UpdateInventory(device, change.get());
    }

    private static UpdateInventory.Change status(String text, Set<DeviceStatus> may, boolean hub) {
        return Stream.of(DeviceStatus.values())
                .filter(status -> may.contains(status) && status.label().equals(text))
                .findFirst()
                .map(status -> new UpdateInventory.ToStatus(status, hub))
                .orElseThrow(() -> new MalformedDocument("'" + text + "' is no status that a user writes here"));
    }

    /** Where exactly the hub hangs is the communications provider's affair. */
    static Content installed(Elements parts, HubReport.Kind kind) {
        Eui64 hub = parts.value("DeviceID", Eui64::new);
        parts.text("CHFInstallType");
        parts.optionalText("InstallDateTime");
        parts.optionalText("UserRefID");
        String mpxn = parts.value("MPxN", text -> ContentValues.text(text, 1, 13));
        parts.optional("GISData");
        parts.value("AerialInstall", ContentValues::flag);
        parts.text("CHFLocation");
        if (kind == HubReport.Kind.WITHOUT_COVERAGE) {
            parts.text("PremiseType");
            parts.value("MetalObstructionCheck", ContentValues::flag);
            parts.value("ConnectivityObstructionCheck", ContentValues::flag);
            parts.value("SharedObstructionCheck", ContentValues::flag);
        }
        parts.optionalText("AdditionalInformation");
        parts.end();
        return new HubReport(hub, kind, mpxn);
    }

    static Content returned(Elements parts) {
        return new HubReport(parts.value("DeviceID", Eui64::new), HubReport.Kind.RETURNED, null);
    }
}
