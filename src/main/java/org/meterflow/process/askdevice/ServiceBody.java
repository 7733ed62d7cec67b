package org.meterflow.process.askdevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.meterflow.access.Service;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Reason;
import org.w3c.dom.Element;

/** The body of a request as it is written at a box: what stands inside the service's element, or that element itself. */
final class ServiceBody {

    private static final String TIME = "ExecutionDateTime";

    private ServiceBody() {}

    /** @throws CannotAsk when it cannot be read */
    static RequestPart of(Service service, String written) {
        String element = service.bodyElement();
        RequestPart body = RequestPart.of(root("<" + element + ">" + written + "</" + element + ">"));
        boolean whole = body.parts().size() == 1 && body.parts().get(0).name().equals(element);
        RequestPart read = whole ? body.parts().get(0) : body;
        if (read.parts().isEmpty() && !read.text().isEmpty()) {
            throw new CannotAsk("the body '%s' has no elements. Write those of %s, as DUIS has them."
                    .formatted(written.strip(), element));
        }
        if (!read.all(TIME).isEmpty()) {
            throw new CannotAsk("the body has " + TIME + ". Write the time as the property 'at'.");
        }
        return read;
    }

    /** The same as a text, with the service's element around it. */
    static String whole(Service service, String written) {
        String element = service.bodyElement();
        return written.strip().startsWith("<" + element + ">")
                        || written.strip().startsWith("<" + element + "/>")
                ? written.strip()
                : "<" + element + ">" + written + "</" + element + ">";
    }

    private static Element root(String text) {
        try {
            return XmlText.parse(text.getBytes(UTF_8)).getDocumentElement();
        } catch (MalformedDocument broken) {
            throw new CannotAsk("the body cannot be read: %s.".formatted(Reason.of(broken)));
        }
    }
}
