package org.meterflow.duis;

import java.time.Instant;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A Response under construction, its parts in the order the schema gives them. */
public final class ResponseDocument {

    private static final String SCHEMA_VERSION = "5.4";

    private final Document document = XmlText.newDocument();
    private final Element body;

    private ResponseDocument(@Nullable String requestId, @Nullable String responseId, String code, Instant time) {
        Element root = document.createElementNS(Duis.NAMESPACE, "sr:Response");
        root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:sr", Duis.NAMESPACE);
        root.setAttribute("schemaVersion", SCHEMA_VERSION);
        document.appendChild(root);
        Element header = add(root, "Header");
        if (requestId != null) {
            add(header, "RequestID", requestId);
        }
        if (responseId != null) {
            add(header, "ResponseID", responseId);
        }
        add(header, "ResponseCode", code);
        add(header, "ResponseDateTime", Duis.timeText(time));
        this.body = add(root, "Body");
    }

    /** An answer to a request, given at once or later. */
    public static ResponseDocument answer(String requestId, @Nullable String responseId, String code, Instant time) {
        return new ResponseDocument(requestId, responseId, code, time);
    }

    /** Something the user was not asking for. */
    public static ResponseDocument alert(@Nullable String responseId, Instant time) {
        return new ResponseDocument(null, responseId, "I0", time);
    }

    /** The message that holds no more than the two references; content can be added to it. */
    public Element responseMessage(String serviceReference, String variant) {
        Element message = add(body, "ResponseMessage");
        add(message, "ServiceReference", serviceReference);
        add(message, "ServiceReferenceVariant", variant);
        return message;
    }

    /** @return the message, into which the device's own goes */
    public Element deviceAlert(String alertCode) {
        Element message = add(body, "DeviceAlertMessage");
        add(message, "AlertCode", alertCode);
        return message;
    }

    /** @return the DCCAlert element, into which exactly one content goes */
    public Element dccAlert(String alertCode) {
        Element message = add(body, "DCCAlertMessage");
        add(message, "DCCAlertCode", alertCode);
        return add(message, "DCCAlert");
    }

    public Document document() {
        return document;
    }

    public static Element add(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElementNS(Duis.NAMESPACE, "sr:" + name);
        parent.appendChild(child);
        return child;
    }

    public static Element add(Element parent, String name, String text) {
        Element child = add(parent, name);
        child.setTextContent(text);
        return child;
    }

    /** Adds the element only when there is something to say. */
    public static void addOptional(Element parent, String name, @Nullable Object value) {
        if (value != null) {
            add(parent, name, value.toString());
        }
    }
}
