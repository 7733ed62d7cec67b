package org.meterflow.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.BadSignature;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.XmlSignature;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.w3c.dom.Document;

/** A supplier at the other end of the wire: signs requests, receives answers, and reads what meters wrote for it. */
public final class SimulatedSupplier implements AutoCloseable {

    private static final String PATH = "/smartdcc/duis";

    /** The client's own limit for an exchange. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Eui64 user;
    private final Eui64 dcc;
    private final URI duis;
    private final SupplierKeys keys;
    private final SupplierKeys.Pair signing;
    private final SupplierCertificates certificates;
    private final SupplierInbox inbox;
    private final Door door;
    private final Clock clock;
    private final AtomicLong counter = new AtomicLong();
    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param user as whom it asks
     * @param dcc the identity that requests to the DCC itself are addressed to
     * @param folders its keys, and the DCC's certificates
     * @param duis the gateway's address, such as {@code http://localhost:8079}
     * @param smki the certificate repository's, such as {@code http://localhost:8083}
     * @param port where it receives; 0 takes a free one
     */
    public SimulatedSupplier(Eui64 user, Eui64 dcc, List<Path> folders, URI duis, URI smki, int port, Clock clock) {
        this(
                user,
                dcc,
                SupplierKeys.in(folders),
                duis,
                Smki.published(smki),
                Door.open("localhost", port),
                PATH,
                clock);
    }

    /** @param path behind the door, at which it receives */
    SimulatedSupplier(
            Eui64 user, Eui64 dcc, SupplierKeys keys, URI duis, Smki smki, Door door, String path, Clock clock) {
        this.user = user;
        this.dcc = dcc;
        this.duis = duis;
        this.keys = keys;
        this.door = door;
        this.signing = keys.xmlSigning(user);
        this.certificates = new SupplierCertificates(smki, http);
        this.clock = clock;
        this.inbox = new SupplierInbox(door, path, this::examine);
    }

    public Eui64 user() {
        return user;
    }

    /** Where its Receive Response Service listens. */
    public URI responseAddress() {
        return inbox.address();
    }

    /**
     * @param id under which the answer will come
     * @param acknowledgement what the gateway said at once
     */
    public record Asked(RequestId id, DuisResponse acknowledgement) {}

    public Asked ask(SupplierRequest request) throws IOException, InterruptedException {
        return ask(nextId(request), request);
    }

    /**
     * A critical request: transformed, signed with this supplier's own key, and sent.
     *
     * @return the acknowledgement of the signed command, or what the transform service refused it with
     */
    public Asked command(SupplierRequest critical) throws IOException, InterruptedException {
        return command(critical, 5);
    }

    /** @param way the command variant: 5 over the line, 6 for local delivery, 7 both */
    public Asked command(SupplierRequest critical, int way) throws IOException, InterruptedException {
        Asked transformed = ask(critical);
        byte[] payload = transformed.acknowledgement().gbcsPayload().orElse(null);
        if (payload == null) {
            return transformed;
        }
        return ask(transformed.id(), critical.signed(sign(payload), way));
    }

    /** A pre-command with this supplier's signature; its own later commands count on from there. */
    public byte[] sign(byte[] preCommand) {
        GbcsMessage message = GbcsMessage.parse(preCommand);
        counter.accumulateAndGet(message.originatorCounter(), Math::max);
        return crypto.sign(message, keys.signing(user).key()).encode();
    }

    private Asked ask(RequestId id, SupplierRequest request) throws IOException, InterruptedException {
        return new Asked(
                id,
                examine(post(request.service(), signed(request.document(id))).body()));
    }

    /** The next id of this supplier for this request: milliseconds, but never the same twice. */
    public RequestId nextId(SupplierRequest request) {
        Eui64 target = request.target();
        long next = counter.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        return new RequestId(user, target == null ? dcc : target, next);
    }

    public byte[] signed(Document document) {
        XmlSignature.sign(document, signing.key(), signing.certificate().x509());
        return XmlText.write(document);
    }

    /** @param service D, S or T */
    public HttpResponse<byte[]> post(char service, byte[] document) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(duis.resolve("/api/v1/service" + service))
                .timeout(PATIENCE.multipliedBy(10))
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofByteArray(document))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    /**
     * SRV 6.23 with this supplier's own certificates.
     *
     * @param at null for at once
     */
    public SupplierRequest takeOver(Eui64 meter, String mpxn, @Nullable Instant at) {
        return SupplierRequest.takeOver(meter, mpxn, at, keys.replacements(user), 0);
    }

    /** Everything that has come so far, the first first. */
    public List<DuisResponse> received() {
        return inbox.received();
    }

    /** The first later answer to this request. */
    public Optional<DuisResponse> awaitAnswer(RequestId id, Duration patience) throws InterruptedException {
        return await(
                response -> response.requestId()
                        .map(RequestId::of)
                        .filter(id::equals)
                        .isPresent(),
                patience);
    }

    public Optional<DuisResponse> await(Predicate<DuisResponse> wanted, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = inbox.count();
            Optional<DuisResponse> found =
                    inbox.received().stream().filter(wanted).findFirst();
            long left = (end - System.nanoTime()) / 1_000_000;
            if (found.isPresent() || left <= 0) {
                return found;
            }
            inbox.awaitMoreThan(seen, left);
        }
    }

    /**
     * What the device wrote for this supplier, its MAC checked and its encryption opened.
     *
     * @throws MalformedGbcs when it is not, or not from this device
     */
    public MeterAnswer read(DuisResponse response) throws IOException, InterruptedException {
        GbcsMessage message = GbcsMessage.parse(response.gbcsPayload()
                .orElseThrow(() -> new MalformedGbcs("The response carries no message of a device")));
        UseCase useCase = UseCase.ofCode(message.messageCode())
                .orElseThrow(() -> new MalformedGbcs("Unknown use case " + message.messageCode()));
        var own = keys.agreement(user).key();
        var device =
                certificates.ofDevice(message.originator(), CertificateUse.KA).publicKey();
        if (message.recipient().equals(user) && message.mac() != null && !crypto.isMacValid(message, own, device)) {
            throw new MalformedGbcs("The MAC is not one of " + message.originator());
        }
        return useCase.answer(message, Unsealing.of(crypto, message, own, device));
    }

    private DuisResponse examine(byte[] document) {
        Document response = XmlText.parse(document);
        BigInteger serial = XmlSignature.serialOf(response);
        Certificate certificate = keys.certificates()
                .filter(one -> one.serial().equals(serial))
                .findFirst()
                .orElseThrow(() -> new BadSignature("Signed with an unknown certificate, " + serial));
        if (!certificate.owner().equals(dcc)) {
            throw new BadSignature("Signed by " + certificate.owner() + ", not by the DCC");
        }
        XmlSignature.verify(response, certificate.publicKey());
        return DuisResponse.of(response);
    }

    @Override
    public void close() {
        door.close();
    }
}
