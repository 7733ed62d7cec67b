package org.meterflow.duis;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An answer or an alert as a user receives it (DUIS 5.4, Response).
 *
 * @param requestId absent in alerts
 * @param kind {@code ResponseMessage}, {@code DeviceAlertMessage} or {@code DCCAlertMessage}
 * @param message the element of that name
 */
public record DuisResponse(
        Optional<String> requestId,
        Optional<String> responseId,
        String code,
        Instant time,
        String kind,
        Element message) {

    /** @throws MalformedDocument naming the element that is missing, misplaced or ill-formed */
    public static DuisResponse of(Document document) {
        Element root = document.getDocumentElement();
        if (!Elements.isNamed(root, "Response")) {
            throw new MalformedDocument("The root element is Response, not " + root.getNodeName());
        }
        Elements parts = Elements.of(root);
        Elements header = Elements.of(parts.required("Header"));
        Element message = Elements.of(parts.required("Body")).any();
        return new DuisResponse(
                header.optionalText("RequestID"),
                header.optionalText("ResponseID"),
                header.text("ResponseCode"),
                header.value("ResponseDateTime", Duis::time),
                message.getLocalName(),
                message);
    }

    /** Accepted, answered or reported: not an error. */
    public boolean succeeded() {
        return code.startsWith("I");
    }

    /** What the response is about, after the two references: {@code DSPInventory}, {@code GBCSPayload} and so on. */
    public Optional<Element> content() {
        return Elements.childrenOf(message).stream()
                .filter(child -> !child.getLocalName().startsWith("ServiceReference"))
                .findFirst();
    }

    /** The device's own message, wherever in the response it stands. */
    public Optional<byte[]> gbcsPayload() {
        var payloads = message.getElementsByTagNameNS(Duis.NAMESPACE, "GBCSPayload");
        if (payloads.getLength() == 0) {
            return Optional.empty();
        }
        return Optional.of(Base64.getMimeDecoder().decode(payloads.item(0).getTextContent()));
    }
}
