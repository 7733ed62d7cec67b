package org.meterflow.gateway;

import java.io.IOException;
import java.io.InputStream;
import org.meterflow.duis.BadSignature;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Reason;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/** Where users' requests come in: read, examined, stored, and answered in the same exchange. */
@Component
public class Gateway {

    private final RequestSignature signature;
    private final Admission admission;
    private final RequestBook book;
    private final GatewaySettings settings;

    Gateway(RequestSignature signature, Admission admission, RequestBook book, GatewaySettings settings) {
        this.signature = signature;
        this.admission = admission;
        this.book = book;
        this.settings = settings;
    }

    /**
     * @param service D, S or T: the address it came to
     * @return a signed DUIS response, also when the request is refused; a problem when it is no DUIS request
     */
    public HttpAnswer receive(String service, InputStream body) throws IOException {
        Service door = Service.valueOf(service);
        long limit = (door == Service.D ? settings.nonDeviceRequestLimit() : settings.requestLimit()).toBytes();
        byte[] text = body.readNBytes((int) limit + 1);
        if (text.length > limit) {
            return refuse(door, text, 413, "The request is longer than " + limit + " bytes");
        }
        try {
            return receive(door, text);
        } catch (MalformedDocument malformed) {
            return refuse(door, text, 400, Reason.of(malformed));
        }
    }

    private HttpAnswer receive(Service service, byte[] text) {
        Document document = XmlText.parse(text);
        DuisRequest request = DuisRequest.of(document);
        Content content = admission.read(request);
        try {
            signature.check(document, request);
        } catch (BadSignature bad) {
            return admission.refuseUnsigned(service, request, text, bad);
        }
        return admission.admit(service, request, content, text);
    }

    private HttpAnswer refuse(Service service, byte[] text, int status, String reason) {
        HttpAnswer answer = HttpAnswer.problem(status, "Not a DUIS request", reason);
        book.noteMalformed(service, text, answer, reason);
        return answer;
    }
}
