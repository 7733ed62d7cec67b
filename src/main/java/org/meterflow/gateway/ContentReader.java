package org.meterflow.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.Elements;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.Octets;
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
            case "6.23" -> ended(parts, changeOfSupplier(parts));
            case "8.5" -> ended(parts, CredentialsReader.optOut(request, parts));
            case "8.13" -> ended(parts, returnedAnswer(parts));
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
        Instant executeAt = executionTime(parts);
        byte[] reader = body.value("KAPublicSecurityCredentials")
                .map(text -> certificate("KAPublicSecurityCredentials", text))
                .orElse(null);
        return new Content.ForDevice(new MeterRequest.OfService(request.variant(), body), executeAt, reader);
    }

    private static Content signedPreCommand(Elements parts) {
        Instant date = executionTime(parts);
        return ended(parts, new Content.SignedPreCommand(parts.value("GBCSPayload", ContentReader::message), date));
    }

    private static Content returnedAnswer(Elements parts) {
        RequestId original =
                parts.optionalValue("OriginalRequestID", RequestId::of).orElse(null);
        return new Content.ReturnedAnswer(original, parts.value("DeviceGBCSResponse", ContentReader::message));
    }

    private static Octets message(String text) {
        return Octets.of(Base64.getMimeDecoder().decode(text));
    }

    private static byte[] certificate(String element, String text) {
        try {
            return certificate(text);
        } catch (IllegalArgumentException wrong) {
            throw new MalformedDocument(element + ": " + wrong.getMessage());
        }
    }

    private static Content readInventory(Elements parts) {
        Optional<String> uprn = parts.optionalValue("UPRN", ContentReader::uprn);
        if (uprn.isPresent()) {
            return new Content.ReadInventory(new Content.ReadInventory.ByProperty(uprn.get()));
        }
        Optional<Eui64> device = parts.optionalValue("DeviceID", Eui64::new);
        if (device.isPresent()) {
            return new Content.ReadInventory(new Content.ReadInventory.ByDevice(device.get()));
        }
        Optional<String> mpxn = parts.optionalValue("MPxN", text -> text(text, 1, 13));
        if (mpxn.isPresent()) {
            return new Content.ReadInventory(new Content.ReadInventory.ByMeterPoint(mpxn.get()));
        }
        Elements filter = Elements.of(parts.required("PropertyFilter"));
        var query = new Content.ReadInventory.ByAddress(
                filter.value("PostCode", text -> text(text, 6, 8)),
                filter.value("AddressIdentifier", text -> text(text, 0, 30)));
        filter.end();
        return new Content.ReadInventory(query);
    }

    private static Content readNow(Elements parts, MeterRequest request) {
        return new Content.ForDevice(request, executionTime(parts), null);
    }

    private static Content readDailyLog(Elements parts) {
        Instant executeAt = executionTime(parts);
        Elements period = Elements.of(parts.required("ReadLogPeriod"));
        Instant from = period.value("StartDateTime", Duis::time);
        Instant to = period.value("EndDateTime", Duis::time);
        period.end();
        if (to.isBefore(from)) {
            throw new MalformedDocument("ReadLogPeriod ends (" + to + ") before it begins (" + from + ")");
        }
        byte[] reader = parts.optionalValue("KAPublicSecurityCredentials", ContentReader::certificate)
                .orElse(null);
        return new Content.ForDevice(new MeterRequest.ReadDailyLog(from, to), executeAt, reader);
    }

    private static Content changeOfSupplier(Elements parts) {
        Instant executeAt = executionTime(parts);
        long floor = parts.value("SupplierFloorSeqNumber", ContentReader::floor);
        Long topUpFloor = parts.optionalValue("SupplierPrepaymentTopUpFloorSeqNumber", ContentReader::floor)
                .orElse(null);
        Elements certificates = Elements.of(parts.required("SupplierReplacementCertificates"));
        byte[] signing = certificates.value("DigitalSigningCertificate", ContentReader::certificate);
        byte[] agreement = certificates
                .optionalValue("KeyAgreementCertificate", ContentReader::certificate)
                .orElse(null);
        byte[] topUp = certificates
                .optionalValue("KeyAgreementTopUpCertificate", ContentReader::certificate)
                .orElse(null);
        certificates.end();
        List<byte[]> path = certificationPath(Elements.of(parts.required("CertificationPathCertificates")));
        boolean checked = parts.value("ApplyTimeBasedCPVChecks", ContentReader::flag);
        String mpxn = parts.value("ImportMPxN", text -> text(text, 1, 13));
        return new Content.ChangeOfSupplier(
                executeAt, floor, topUpFloor, signing, agreement, topUp, path, checked, mpxn);
    }

    static List<byte[]> certificationPath(Elements parts) {
        List<byte[]> path = new ArrayList<>();
        path.add(parts.value("Certificate", ContentReader::certificate));
        for (int more = 0; more < 2; more++) {
            parts.optionalValue("Certificate", ContentReader::certificate).ifPresent(path::add);
        }
        parts.end();
        return path;
    }

    static @Nullable Instant executionTime(Elements parts) {
        return parts.optionalValue("ExecutionDateTime", Duis::time).orElse(null);
    }

    private static String uprn(String text) {
        if (!text.matches("[0-9]{1,12}") || text.matches("0+")) {
            throw new IllegalArgumentException("'" + text + "' is not a property's number: up to 12 digits");
        }
        return text;
    }

    private static String text(String text, int shortest, int longest) {
        if (text.length() < shortest || text.length() > longest) {
            throw new IllegalArgumentException(
                    "'%s' has %s characters, not %s to %s".formatted(text, text.length(), shortest, longest));
        }
        return text;
    }

    static Long floor(String text) {
        return Long.valueOf(text.matches("[0-9]{1,19}") ? text : "not a number from 0 to 9223372036854775807");
    }

    static Boolean flag(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    static byte[] certificate(String text) {
        byte[] der = Base64.getMimeDecoder().decode(text);
        if (der.length == 0 || der[0] != 0x30) {
            throw new IllegalArgumentException("not a certificate in base64");
        }
        return der;
    }
}
