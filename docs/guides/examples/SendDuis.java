import java.io.*;
import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import javax.xml.crypto.dsig.*;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.*;
import javax.xml.crypto.dsig.spec.*;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;

/** java SendDuis.java KEY.pem CERTIFICATE.pem ADDRESS REQUEST.xml */
class SendDuis {

    public static void main(String[] given) throws Exception {
        String key = Files.readString(Path.of(given[0])).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey signer = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
        X509Certificate certificate;
        try (InputStream in = Files.newInputStream(Path.of(given[1]))) {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        String text = Files.readString(Path.of(given[3])).strip()
                .replace("COUNTER", String.valueOf(System.currentTimeMillis()));
        Document request = parsers.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes("UTF-8")));

        XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");
        Reference whole = xml.newReference("", xml.newDigestMethod(DigestMethod.SHA256, null),
                List.of(xml.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)), null, null);
        SignedInfo info = xml.newSignedInfo(
                xml.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                xml.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", null), List.of(whole));
        KeyInfoFactory keys = xml.getKeyInfoFactory();
        KeyInfo who = keys.newKeyInfo(List.of(keys.newX509Data(List.of(keys.newX509IssuerSerial(
                certificate.getIssuerX500Principal().getName(), certificate.getSerialNumber())))));
        DOMSignContext place = new DOMSignContext(signer, request.getDocumentElement());
        place.setDefaultNamespacePrefix("ds");
        xml.newXMLSignature(info, who).sign(place);

        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(request), new StreamResult(signed));
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(given[2])).header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(signed.toByteArray())).build(),
                HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.statusCode() + " " + answer.body());
    }
}
