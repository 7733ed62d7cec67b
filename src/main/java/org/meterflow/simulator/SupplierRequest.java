package org.meterflow.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.Duis;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What a supplier wants to know or have done, before it has a number and a signature.
 *
 * @param service the address it goes to: D, S or T
 * @param target the device; null for the DCC itself
 * @param body the name of the element in the body
 * @param content fills that element
 */
public record SupplierRequest(
        char service,
        int commandVariant,
        String serviceReference,
        String variant,
        @Nullable Eui64 target,
        String body,
        Consumer<Element> content) {

    /** SRV 4.1.1. */
    public static SupplierRequest readRegisters(Eui64 meter) {
        return readOnDemand("4.1", "4.1.1", meter, "ReadInstantaneousImportRegisters");
    }

    /** SRV 4.3. */
    public static SupplierRequest readBalance(Eui64 meter) {
        return readOnDemand("4.3", "4.3", meter, "ReadInstantaneousPrepayValues");
    }

    /** SRV 11.2. */
    public static SupplierRequest readFirmware(Eui64 device) {
        return readOnDemand("11.2", "11.2", device, "ReadFirmwareVersion");
    }

    /** SRV 4.6.1. */
    public static SupplierRequest readDailyLog(Eui64 meter, Instant from, Instant to) {
        return readOnDemand("4.6", "4.6.1", meter, "RetrieveImportDailyReadLog").with(body -> {
            Element period = ResponseDocument.add(body, "ReadLogPeriod");
            ResponseDocument.add(period, "StartDateTime", Duis.timeText(from));
            ResponseDocument.add(period, "EndDateTime", Duis.timeText(to));
        });
    }

    /** SRV 8.2, by {@code DeviceID}, {@code MPxN} or {@code UPRN}. */
    public static SupplierRequest readInventory(String by, String value) {
        return toDcc("8.2", "ReadInventory", body -> ResponseDocument.add(body, by, value));
    }

    /**
     * SRV 6.23: this supplier's certificates in the losing one's places.
     *
     * @param certificates digital signing, key agreement, key agreement for top-ups, and the issuer's (DER)
     */
    public static SupplierRequest takeOver(
            Eui64 meter, String mpxn, @Nullable Instant at, List<byte[]> certificates, long floor) {
        return new SupplierRequest('S', 1, "6.23", "6.23", meter, "UpdateSecurityCredentialsCoS", body -> {
            if (at != null) {
                ResponseDocument.add(body, "ExecutionDateTime", Duis.timeText(at));
            }
            ResponseDocument.add(body, "SupplierFloorSeqNumber", Long.toString(floor));
            ResponseDocument.add(body, "SupplierPrepaymentTopUpFloorSeqNumber", Long.toString(floor));
            Element replacements = ResponseDocument.add(body, "SupplierReplacementCertificates");
            ResponseDocument.add(replacements, "DigitalSigningCertificate", base64(certificates.get(0)));
            ResponseDocument.add(replacements, "KeyAgreementCertificate", base64(certificates.get(1)));
            ResponseDocument.add(replacements, "KeyAgreementTopUpCertificate", base64(certificates.get(2)));
            Element path = ResponseDocument.add(body, "CertificationPathCertificates");
            ResponseDocument.add(path, "Certificate", base64(certificates.get(3)));
            ResponseDocument.add(body, "ApplyTimeBasedCPVChecks", "false");
            ResponseDocument.add(body, "ImportMPxN", mpxn);
        });
    }

    /**
     * SRV 5.1: the day before's entries of the daily log, again and again.
     *
     * @param endsOn null for no end
     * @param at UTC
     */
    public static SupplierRequest scheduleDailyLog(
            Eui64 meter, String frequency, LocalDate startsOn, @Nullable LocalDate endsOn, LocalTime at) {
        return toDcc("5.1", "CreateSchedule", body -> {
            ResponseDocument.add(body, "ScheduleFrequency", frequency);
            ResponseDocument.add(body, "ScheduleStartDate", startsOn.toString());
            ResponseDocument.addOptional(body, "ScheduleEndDate", endsOn);
            ResponseDocument.add(
                    body,
                    "ScheduleExecutionStartTime",
                    at.format(DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT)));
            ResponseDocument.add(body, "DSPScheduledServiceReference", "4.6");
            ResponseDocument.add(body, "DSPScheduledServiceReferenceVariant", "4.6.1");
            ResponseDocument.add(body, "DeviceID", meter.value());
            Element period = ResponseDocument.add(body, "DSPRetrieveImportDailyReadLog");
            ResponseDocument.add(period, "StartDateOffset", "-1");
            ResponseDocument.add(period, "StartTime", "00:00:00Z");
            ResponseDocument.add(period, "EndDateOffset", "0");
            ResponseDocument.add(period, "EndTime", "00:00:00Z");
        });
    }

    /** SRV 5.2, by {@code DSPScheduleID} or {@code DeviceID}. */
    public static SupplierRequest readSchedule(String by, Object value) {
        return toDcc("5.2", "ReadSchedule", body -> ResponseDocument.add(body, by, value.toString()));
    }

    /** SRV 5.3, by {@code DSPScheduleID} or {@code DeviceID}. */
    public static SupplierRequest deleteSchedule(String by, Object value) {
        return toDcc("5.3", "DeleteSchedule", body -> ResponseDocument.add(body, by, value.toString()));
    }

    /** To the DCC itself, about services whose reference has no variants. */
    public static SupplierRequest toDcc(String service, String body, Consumer<Element> content) {
        return new SupplierRequest('D', 8, service, service, null, body, content);
    }

    private static SupplierRequest readOnDemand(String reference, String variant, Eui64 device, String body) {
        return new SupplierRequest('S', 1, reference, variant, device, body, element -> {});
    }

    /**
     * Any other request.
     *
     * @param service T for a critical one, which is to be transformed first
     * @param body the name of the element in the body, which {@code content} fills
     */
    public static SupplierRequest of(
            char service, String variant, Eui64 device, String body, Consumer<Element> content) {
        String[] numbers = variant.split("\\.");
        return new SupplierRequest(
                service, service == 'T' ? 4 : 1, numbers[0] + "." + numbers[1], variant, device, body, content);
    }

    /** SRV 8.13: what a device answered to a command for local delivery. */
    public static SupplierRequest returnAnswer(@Nullable RequestId original, byte[] answer) {
        return toDcc("8.13", "ReturnLocalCommandResponse", body -> {
            ResponseDocument.addOptional(body, "OriginalRequestID", original);
            ResponseDocument.add(body, "DeviceGBCSResponse", base64(answer));
        });
    }

    /** The same by another way: 2 for local delivery, 3 over the line as well. */
    public SupplierRequest inVariant(int other) {
        return new SupplierRequest(serviceOf(other), other, serviceReference, variant, target, body, content);
    }

    private static char serviceOf(int commandVariant) {
        return commandVariant == 2 || commandVariant == 6 ? 'D' : 'S';
    }

    /**
     * The transformed request, signed.
     *
     * @param way 5 over the line, 6 for local delivery, 7 both
     */
    SupplierRequest signed(byte[] command, int way) {
        return new SupplierRequest(
                serviceOf(way),
                way,
                serviceReference,
                variant,
                target,
                "SignedPreCommand",
                body -> ResponseDocument.add(body, "GBCSPayload", base64(command)));
    }

    /** To be carried out at this time; goes before everything else in the body. */
    public SupplierRequest at(Instant time) {
        return new SupplierRequest(service, commandVariant, serviceReference, variant, target, body, element -> {
            ResponseDocument.add(element, "ExecutionDateTime", Duis.timeText(time));
            content.accept(element);
        });
    }

    private SupplierRequest with(Consumer<Element> more) {
        return new SupplierRequest(service, commandVariant, serviceReference, variant, target, body, more);
    }

    /** The document, still without its signature. */
    public Document document(RequestId id) {
        Document document = XmlText.newDocument();
        Element root = document.createElementNS(Duis.NAMESPACE, "sr:Request");
        root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:sr", Duis.NAMESPACE);
        root.setAttribute("schemaVersion", "5.4");
        document.appendChild(root);
        Element header = ResponseDocument.add(root, "Header");
        ResponseDocument.add(header, "RequestID", id.toString());
        ResponseDocument.add(header, "CommandVariant", Integer.toString(commandVariant));
        ResponseDocument.add(header, "ServiceReference", serviceReference);
        ResponseDocument.add(header, "ServiceReferenceVariant", variant);
        content.accept(ResponseDocument.add(ResponseDocument.add(root, "Body"), body));
        return document;
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }
}
