package org.meterflow.gateway;

import java.util.Base64;
import org.meterflow.duis.ResponseDocument;
import org.w3c.dom.Element;

/** A device's message, as DUIS hands it on. */
final class GbcsPayload {

    private GbcsPayload() {}

    static void add(Element parent, byte[] message) {
        ResponseDocument.add(parent, "GBCSPayload", Base64.getEncoder().encodeToString(message));
    }
}
