package org.meterflow.gateway;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.coverage.Coverage;
import org.meterflow.coverage.CoverageMap;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.InventoryQuery;
import org.meterflow.duis.ResponseDocument;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** SRV 12.1: whether a hub connects at a home. Where one works already, nobody has to have surveyed the home. */
@Component
class WanMatrix {

    /** As many homes as an answer names. */
    private static final int MOST = 50;

    private final CoverageMap map;
    private final Devices devices;

    WanMatrix(CoverageMap map, Devices devices) {
        this.map = map;
        this.devices = devices;
    }

    Outcome answer(Content.RequestCoverage request) {
        String uprn = request.uprn();
        List<Coverage> found = uprn == null
                ? map.around(Objects.requireNonNull(request.postCode()))
                : map.at(uprn).or(() -> working(uprn)).stream().toList();
        if (found.isEmpty()) {
            return Outcome.refused(
                    ResponseCode.COVERAGE_UNKNOWN,
                    "Nobody knows of the coverage at "
                            + (uprn == null ? "postcode " + request.postCode() : "property " + uprn));
        }
        return Outcome.done(
                found.size() == 1 ? words(found.get(0)) : found.size() + " homes told",
                message -> write(message, request, found));
    }

    private java.util.Optional<Coverage> working(String uprn) {
        return devices.search(new InventoryQuery.ByPremises(uprn)).stream()
                .filter(device -> device.type() == DeviceType.CHF && device.is(DeviceStatus.COMMISSIONED))
                .findFirst()
                .map(hub -> of(uprn, hub));
    }

    private static Coverage of(String uprn, Device hub) {
        return new Coverage(
                uprn,
                Objects.requireNonNullElse(hub.postcode(), ""),
                Objects.requireNonNullElse(hub.cspRegion(), "Unknown"),
                true,
                null,
                "Cellular",
                Coverage.Likelihood.HIGH,
                null);
    }

    private static String words(Coverage coverage) {
        LocalDate expected = coverage.expected();
        return coverage.available()
                ? "Coverage is available, in region " + coverage.region()
                : "There is no coverage yet"
                        + (expected == null ? ", and nobody can say from when" : "; it is expected on " + expected);
    }

    private static void write(Element message, Content.RequestCoverage request, List<Coverage> found) {
        Element matrix = ResponseDocument.add(message, "DSPWANMatrix");
        Element asked = ResponseDocument.add(matrix, "Request");
        addOptional(asked, "UPRN", request.uprn());
        if (request.uprn() == null) {
            Element address = ResponseDocument.add(asked, "PartialAddress");
            addOptional(address, "PostCode", request.postCode());
        }
        found.stream().limit(MOST).forEach(one -> write(ResponseDocument.add(matrix, "DSPWANMatrixResponse"), one));
    }

    private static void write(Element element, Coverage coverage) {
        LocalDate expected = coverage.expected();
        ResponseDocument.add(element, "CSPRegion", coverage.region());
        ResponseDocument.add(element, "CSPRegionResponseCode", ResponseCode.DONE.code());
        ResponseDocument.add(element, "CoverageAvailability", Boolean.toString(coverage.available()));
        addOptional(element, "AnticipatedCoverageDate", expected == null ? null : expected.toString());
        ResponseDocument.add(element, "WANTechnology", coverage.technology());
        ResponseDocument.add(
                element, "ConnectivityLikelihood", coverage.likelihood().label());
        addOptional(element, "AuxiliaryEquipmentRequired", coverage.auxiliaryEquipment());
    }

    private static void addOptional(Element element, String name, @Nullable String value) {
        if (value != null) {
            ResponseDocument.add(element, name, value);
        }
    }
}
