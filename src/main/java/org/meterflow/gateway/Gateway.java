package org.meterflow.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.meterflow.door.RateLimits;
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

    private static final String SOMEBODY = "somebody";

    private final RequestSignature signature;
    private final Admission admission;
    private final StrangersBook book;
    private final GatewaySettings settings;
    private final RateLimits strangers;
    private final Semaphore large;

    Gateway(RequestSignature signature, Admission admission, StrangersBook book, GatewaySettings settings) {
        this.signature = signature;
        this.admission = admission;
        this.book = book;
        this.settings = settings;
        this.strangers =
                new RateLimits(settings.strangers().rate(), settings.strangers().burst(), System::nanoTime);
        this.large = new Semaphore(settings.largeAtOnce());
    }

    /** For routes of an installation's own that say nothing of the sender. */
    public HttpAnswer receive(String service, @Nullable InputStream body) throws IOException {
        return receive(service, body, SOMEBODY);
    }

    /**
     * @param service D, S or T: the address it came to
     * @param sender the address it came from
     * @return a signed DUIS response, also when the request is refused; a problem when it is no DUIS request
     */
    public HttpAnswer receive(String service, @Nullable InputStream body, @Nullable String sender) throws IOException {
        Service door = Service.valueOf(service);
        String address = sender == null ? SOMEBODY : sender;
        long limit = (door == Service.D ? settings.nonDeviceRequestLimit() : settings.requestLimit()).toBytes();
        InputStream sent = body == null ? InputStream.nullInputStream() : body;
        byte[] beginning = sent.readNBytes((int) settings.strangersLimit().toBytes() + 1);
        if (beginning.length <= settings.strangersLimit().toBytes()) {
            return examine(door, beginning, address);
        }
        if (!large.tryAcquire()) {
            return HttpAnswer.problem(503, "Not now", "Other long requests are being dealt with; send it again", 5L);
        }
        try {
            return examineLong(door, beginning, sent, (int) limit, address);
        } finally {
            large.release();
        }
    }

    private HttpAnswer examineLong(Service door, byte[] beginning, InputStream rest, int limit, String address)
            throws IOException {
        byte[] text = new SequenceInputStream(new ByteArrayInputStream(beginning), rest).readNBytes(limit + 1);
        return text.length > limit
                ? refuse(door, text, address, 413, "The request is longer than " + limit + " bytes")
                : examine(door, text, address);
    }

    private HttpAnswer examine(Service door, byte[] text, String sender) {
        try {
            return receive(door, text, sender);
        } catch (MalformedDocument malformed) {
            return refuse(door, text, sender, 400, Reason.of(malformed));
        }
    }

    private HttpAnswer receive(Service service, byte[] text, String sender) {
        Document document = XmlText.parse(text);
        DuisRequest request = DuisRequest.of(document);
        Content content = admission.read(request);
        try {
            signature.check(document, request);
        } catch (BadSignature bad) {
            Duration wait = strangers.take(sender);
            return wait.isZero() ? admission.refuseUnsigned(service, request, text, bad) : tooOften(wait);
        }
        return admission.admit(service, request, content, text);
    }

    private HttpAnswer refuse(Service service, byte[] text, String sender, int status, String reason) {
        Duration wait = strangers.take(sender);
        if (!wait.isZero()) {
            return tooOften(wait);
        }
        HttpAnswer answer = HttpAnswer.problem(status, "Not a DUIS request", reason);
        book.noteMalformed(service, text, answer, reason);
        return answer;
    }

    private static HttpAnswer tooOften(Duration wait) {
        long seconds = RateLimits.seconds(wait);
        return HttpAnswer.problem(
                429,
                "Too many requests that nobody signed",
                "Your address may send another in " + seconds + " seconds",
                seconds);
    }
}
