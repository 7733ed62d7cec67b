package org.meterflow.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.meterflow.duis.Elements;
import org.meterflow.duis.XmlText;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.w3c.dom.Element;

/** Finds devices' certificates in the repository, as published clients do. */
final class SupplierCertificates {

    private final Smki smki;
    private final HttpClient http;
    private final Map<Eui64, Map<CertificateUse, Certificate>> found = new ConcurrentHashMap<>();

    SupplierCertificates(Smki smki, HttpClient http) {
        this.smki = smki;
        this.http = http;
    }

    Certificate ofDevice(Eui64 device, CertificateUse use) throws IOException, InterruptedException {
        Certificate known = found.getOrDefault(device, Map.of()).get(use);
        if (known != null) {
            return known;
        }
        Certificate fetched = fetch(device, use);
        found.computeIfAbsent(device, any -> new ConcurrentHashMap<>()).put(use, fetched);
        return fetched;
    }

    private Certificate fetch(Eui64 device, CertificateUse use) throws IOException, InterruptedException {
        String name = device.value().toLowerCase(Locale.ROOT);
        Element answer = ask(
                "certificatesearch",
                "<CertificateSearchRequest><CertificateSubjectAltName>" + name
                        + "</CertificateSubjectAltName></CertificateSearchRequest>");
        for (Element result : Elements.childrenOf(answer)) {
            if (text(result, "CertificateStatus").equals(Optional.of("I"))
                    && text(result, "CertificateUsage").equals(Optional.of(use.name()))) {
                return retrieve(text(result, "CertificateSerial").orElseThrow(), name);
            }
        }
        throw new IOException("The repository has no " + use + " certificate of " + device);
    }

    private Certificate retrieve(String serial, String name) throws IOException, InterruptedException {
        Element answer = ask(
                "retrievecertificate",
                "<CertificateDataRequest><CertificateSerial>" + serial
                        + "</CertificateSerial></CertificateDataRequest>");
        for (Element response : Elements.childrenOf(answer)) {
            Optional<String> body = text(response, "CertificateBody");
            if (body.isPresent()) {
                return Certificate.read(parse(Base64.getDecoder().decode(body.get())), name);
            }
        }
        throw new IOException("The repository does not have certificate " + serial);
    }

    private Element ask(String service, String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(smki.service(service))
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(question))
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("The certificate repository answered " + answer.statusCode());
        }
        return XmlText.parse(answer.body()).getDocumentElement();
    }

    private static Optional<String> text(Element parent, String name) {
        return Elements.childrenOf(parent).stream()
                .filter(child -> child.getNodeName().equals(name))
                .map(child -> child.getTextContent().strip())
                .findFirst();
    }

    private static X509Certificate parse(byte[] der) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException damaged) {
            throw new IOException("The repository gave no certificate", damaged);
        }
    }
}
