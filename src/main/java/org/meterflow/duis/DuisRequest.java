package org.meterflow.duis;

import java.util.Optional;
import org.meterflow.identifier.RequestId;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The envelope of a service request (DUIS 5.4, Request): who asks, of which device, what; the content is read by
 * whoever serves that variant.
 *
 * @param requestIdAsSent the id in the sender's own letters: it goes back unchanged
 * @param commandVariant 1 to 9, how the request is to be carried out
 * @param serviceReference e.g. {@code 4.1}
 * @param variant service reference variant, e.g. {@code 4.1.1}
 * @param content the one element in the body
 */
public record DuisRequest(
        String requestIdAsSent,
        RequestId id,
        Optional<RequestId> precedingRequest,
        int commandVariant,
        String serviceReference,
        String variant,
        Element content) {

    /** @throws MalformedDocument naming the element that is missing, misplaced or ill-formed */
    public static DuisRequest of(Document document) {
        Element root = document.getDocumentElement();
        if (!Elements.isNamed(root, "Request")) {
            throw new MalformedDocument("The root element is Request in " + Duis.NAMESPACE + ", not "
                    + root.getNodeName() + " in " + root.getNamespaceURI());
        }
        if (!root.getAttribute("schemaVersion").matches("[0-9]{1,4}(\\.[0-9]{1,4})?")) {
            throw new MalformedDocument("Request has a decimal schemaVersion");
        }
        Elements parts = Elements.of(root);
        Elements header = Elements.of(parts.required("Header"));
        Element content = soleChildOf(parts.required("Body"));
        return read(header, content);
    }

    private static DuisRequest read(Elements header, Element content) {
        String idText = header.text("RequestID");
        RequestId id = read(idText);
        header.optionalValue("FirstInSequence", DuisRequest::flag);
        DuisRequest request = new DuisRequest(
                idText,
                id,
                header.optionalValue("PrecedingServiceRequestID", RequestId::of),
                header.value("CommandVariant", DuisRequest::commandVariant),
                header.text("ServiceReference"),
                header.text("ServiceReferenceVariant"),
                content);
        header.end();
        return request;
    }

    /** The name of the element in the body, which has to belong to the variant. */
    public String contentName() {
        return content.getLocalName();
    }

    /** A transform and the signed command that follows it share one id; everything else has its own. */
    public boolean isTransform() {
        return commandVariant == 4;
    }

    private static Element soleChildOf(Element body) {
        Elements children = Elements.of(body);
        Element content = children.any();
        children.end();
        if (!Duis.NAMESPACE.equals(content.getNamespaceURI())) {
            throw new MalformedDocument("Body holds an element of " + Duis.NAMESPACE);
        }
        return content;
    }

    private static RequestId read(String idText) {
        try {
            return RequestId.of(idText);
        } catch (IllegalArgumentException wrong) {
            throw new MalformedDocument("RequestID: " + wrong.getMessage());
        }
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static Integer commandVariant(String text) {
        if (!text.matches("[1-9]")) {
            throw new IllegalArgumentException("'" + text + "' is not a command variant: 1 to 9");
        }
        return Integer.valueOf(text);
    }
}
