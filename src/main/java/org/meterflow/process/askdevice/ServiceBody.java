package org.meterflow.process.askdevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.meterflow.access.Service;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Reason;
import org.w3c.dom.Element;

/** The body of a request as it is written at a box: what stands inside the service's element, or that element itself. */
final class ServiceBody {

    private static final String TIME = "ExecutionDateTime";

    private static final Pattern DAY =
            Pattern.compile("(<[A-Za-z]+Date>)(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z)(?=</)");

    private ServiceBody() {}

    /** @throws CannotAsk when it cannot be read */
    static RequestPart of(Service service, String written) {
        String element = service.bodyElement();
        RequestPart body = RequestPart.of(root("<" + element + ">" + withDays(written) + "</" + element + ">"));
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
        String body = withDays(written.strip());
        return body.startsWith("<" + element + ">") || body.startsWith("<" + element + "/>")
                ? body
                : "<" + element + ">" + body + "</" + element + ">";
    }

    /** A case knows a day as its beginning in London; an element that is called a date holds the day. */
    private static String withDays(String body) {
        return DAY.matcher(body)
                .replaceAll(found ->
                        found.group(1) + LocalDate.ofInstant(Instant.parse(found.group(2)), BusinessCalendar.LONDON));
    }

    private static Element root(String text) {
        try {
            return XmlText.parse(text.getBytes(UTF_8)).getDocumentElement();
        } catch (MalformedDocument broken) {
            throw new CannotAsk("the body cannot be read: %s.".formatted(Reason.of(broken)));
        }
    }
}
