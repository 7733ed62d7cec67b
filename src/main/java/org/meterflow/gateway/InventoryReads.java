package org.meterflow.gateway;

import java.util.List;
import java.util.Optional;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.device.InventoryQuery;
import org.meterflow.device.InventoryQuery.ByMeterPoint;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpxn;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** SRV 8.2: which devices the inventory has at a place. */
@Component
class InventoryReads {

    /** As many devices as an answer has room for (DUIS 5.4, DSPInventory). */
    private static final int MOST_DEVICES = 17;

    private final Devices devices;
    private final GatewaySettings settings;

    InventoryReads(Devices devices, GatewaySettings settings) {
        this.devices = devices;
        this.settings = settings;
    }

    Outcome answer(Content.ReadInventory request) {
        List<Device> found = query(request.query()).map(devices::search).orElse(List.of());
        if (found.isEmpty()) {
            return Outcome.refused(
                    ResponseCode.NOTHING_IN_INVENTORY, "The inventory has no device for " + request.query());
        }
        List<Device> told = found.subList(0, Math.min(found.size(), MOST_DEVICES));
        return Outcome.done(told.size() + " of " + found.size() + " devices told", message -> write(message, told));
    }

    /** Empty when no device can match. */
    private static Optional<InventoryQuery> query(Content.ReadInventory.Query query) {
        if (query instanceof Content.ReadInventory.ByDevice by) {
            return Optional.of(new InventoryQuery.ByDevice(by.device()));
        }
        if (query instanceof Content.ReadInventory.ByProperty by) {
            return Optional.of(new InventoryQuery.ByPremises(by.uprn()));
        }
        if (query instanceof Content.ReadInventory.ByAddress by) {
            return Optional.of(new InventoryQuery.ByAddress(by.postCode(), by.addressIdentifier()));
        }
        return meterPoint(((Content.ReadInventory.ByMeterPoint) query).mpxn()).map(ByMeterPoint::new);
    }

    static Optional<Mpxn> meterPoint(String text) {
        try {
            return Optional.of(new Mpxn(text));
        } catch (InvalidIdentifier nobodys) {
            return Optional.empty();
        }
    }

    private static void write(Element message, List<Device> devices) {
        Element inventory = ResponseDocument.add(message, "DSPInventory");
        devices.forEach(device -> write(ResponseDocument.add(inventory, "Device"), device));
    }

    private static void write(Element element, Device device) {
        DeviceStatus status = device.status();
        ResponseDocument.add(element, "DeviceID", device.id().value());
        ResponseDocument.add(element, "DeviceType", device.type().name());
        ResponseDocument.addOptional(element, "DeviceStatus", status == null ? null : status.label());
        ResponseDocument.add(element, "DeviceManufacturer", device.manufacturer());
        ResponseDocument.add(element, "DeviceModel", device.model());
        ResponseDocument.addOptional(element, "SMETSCHTSVersion", device.smetsVersion());
        ResponseDocument.addOptional(element, "DeviceFirmwareVersion", device.firmwareVersion());
        ResponseDocument.addOptional(element, "ImportMPxN", device.importMpxn());
        ResponseDocument.addOptional(element, "ExportMPAN", device.exportMpan());
        ResponseDocument.addOptional(element, "ESMEVariant", device.esmeVariant());
        ResponseDocument.addOptional(element, "UPRN", device.uprn());
        writeAddress(element, device);
        ResponseDocument.addOptional(element, "CSPRegion", device.cspRegion());
    }

    private static void writeAddress(Element element, Device device) {
        String postcode = device.postcode();
        String addressIdentifier = device.addressIdentifier();
        if (postcode != null && addressIdentifier != null) {
            Element filter = ResponseDocument.add(element, "PropertyFilter");
            ResponseDocument.add(filter, "PostCode", postcode);
            ResponseDocument.add(filter, "AddressIdentifier", addressIdentifier);
        }
    }
}
