package org.meterflow.gateway;

import java.time.Instant;
import java.util.Optional;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.Elements;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** Reads the bodies of the variants served, each child where the schema has it (DUIS 5.4). */
final class ContentReader {

    private ContentReader() {}

    /** @throws MalformedDocument naming the element that is missing, misplaced or ill-formed */
    static Content read(DuisRequest request) {
        Elements parts = Elements.of(request.content());
        if (request.contentName().equals("SignedPreCommand")) {
            return signedPreCommand(parts);
        }
        return switch (request.variant()) {
            case "8.2" -> ended(parts, readInventory(parts));
            case "11.2" -> ended(parts, readNow(parts, new MeterRequest.ReadFirmwareVersion()));
            case "4.1.1" -> ended(parts, readNow(parts, new MeterRequest.ReadImportRegisters()));
            case "4.3" -> ended(parts, readNow(parts, new MeterRequest.ReadPrepaymentBalance()));
            case "4.6.1" -> ended(parts, readDailyLog(parts));
            case "5.1" -> ended(parts, ScheduleReader.create(parts));
            case "5.2" -> ended(parts, new Content.ReadSchedule(ScheduleReader.which(parts)));
            case "5.3" -> ended(parts, new Content.DeleteSchedule(ScheduleReader.which(parts)));
            case "6.21" -> ended(parts, CredentialsReader.handOver(request, parts));
            case "6.23" -> ended(parts, CredentialsReader.changeOfSupplier(parts));
            case "8.3" -> ended(parts, new Content.Decommission(parts.value("DeviceID", Eui64::new)));
            case "8.4" -> InstallationReader.update(parts);
            case "8.5" -> ended(parts, CredentialsReader.optOut(request, parts));
            case "8.13" -> ended(parts, returnedAnswer(parts));
            case "8.14.1" -> InstallationReader.installed(parts, Content.HubReport.Kind.ON_LINE);
            case "8.14.2" -> InstallationReader.installed(parts, Content.HubReport.Kind.WITHOUT_COVERAGE);
            case "8.14.3", "8.14.4" -> InstallationReader.returned(parts);
            case "12.1" -> ended(parts, InstallationReader.coverage(parts));
            case "12.2" -> ended(parts, InstallationReader.preNotify(parts));
            default -> catalogued(request);
        };
    }

    private static Content ended(Elements parts, Content content) {
        parts.end();
        return content;
    }

    /** What the catalogue of use cases builds from the request as it stands. */
    private static Content catalogued(DuisRequest request) {
        if (!UseCase.serves(request.variant())) {
            return new Content.NotServed();
        }
        RequestPart body = RequestPart.of(request.content());
        Elements parts = Elements.of(request.content());
        Instant executeAt = ContentValues.executionTime(parts);
        byte[] reader = body.value("KAPublicSecurityCredentials")
                .map(text -> ContentValues.certificate("KAPublicSecurityCredentials", text))
                .orElse(null);
        return new Content.ForDevice(new MeterRequest.OfService(request.variant(), body), executeAt, reader);
    }

    private static Content signedPreCommand(Elements parts) {
        Instant date = ContentValues.executionTime(parts);
        return ended(parts, new Content.SignedPreCommand(parts.value("GBCSPayload", ContentValues::message), date));
    }

    private static Content returnedAnswer(Elements parts) {
        RequestId original =
                parts.optionalValue("OriginalRequestID", RequestId::of).orElse(null);
        return new Content.ReturnedAnswer(original, parts.value("DeviceGBCSResponse", ContentValues::message));
    }

    private static Content readInventory(Elements parts) {
        Optional<String> uprn = parts.optionalValue("UPRN", ContentValues::uprn);
        if (uprn.isPresent()) {
            return new Content.ReadInventory(new Content.ReadInventory.ByProperty(uprn.get()));
        }
        Optional<Eui64> device = parts.optionalValue("DeviceID", Eui64::new);
        if (device.isPresent()) {
            return new Content.ReadInventory(new Content.ReadInventory.ByDevice(device.get()));
        }
        Optional<String> mpxn = parts.optionalValue("MPxN", text -> ContentValues.text(text, 1, 13));
        if (mpxn.isPresent()) {
            return new Content.ReadInventory(new Content.ReadInventory.ByMeterPoint(mpxn.get()));
        }
        Elements filter = Elements.of(parts.required("PropertyFilter"));
        var query = new Content.ReadInventory.ByAddress(
                filter.value("PostCode", text -> ContentValues.text(text, 6, 8)),
                filter.value("AddressIdentifier", text -> ContentValues.text(text, 0, 30)));
        filter.end();
        return new Content.ReadInventory(query);
    }

    private static Content readNow(Elements parts, MeterRequest request) {
        return new Content.ForDevice(request, ContentValues.executionTime(parts), null);
    }

    private static Content readDailyLog(Elements parts) {
        Instant executeAt = ContentValues.executionTime(parts);
        Elements period = Elements.of(parts.required("ReadLogPeriod"));
        Instant from = period.value("StartDateTime", Duis::time);
        Instant to = period.value("EndDateTime", Duis::time);
        period.end();
        if (to.isBefore(from)) {
            throw new MalformedDocument("ReadLogPeriod ends (" + to + ") before it begins (" + from + ")");
        }
        byte[] reader = parts.optionalValue("KAPublicSecurityCredentials", ContentValues::certificate)
                .orElse(null);
        return new Content.ForDevice(new MeterRequest.ReadDailyLog(from, to), executeAt, reader);
    }
}
