package org.meterflow.duis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class XmlSignatureTest {

    private static final BigInteger SERIAL = new BigInteger("7dac7283aad29bdd23c9efbfddb52a41", 16);
    private static KeyPair keys;
    private static KeyPair otherKeys;
    private static X509Certificate certificate;

    @BeforeAll
    static void someKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        otherKeys = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=Z1, OU=07");
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name, SERIAL, new Date(0), new Date(4_000_000_000_000L), name, keys.getPublic())
                        .build(signer));
    }

    @Test
    void a_document_without_a_signature_is_refused() {
        assertRefused(aRequest(), "exactly one signature");
    }

    @Test
    void a_document_that_was_changed_after_signing_is_refused() {
        assertRefused(aSignedRequest().replace("ReadSupplyStatus", "DisableSupply"), "does not fit the document");
    }

    @Test
    void a_signature_made_with_another_key_is_refused() {
        Document document = parse(aSignedRequest());
        assertThatThrownBy(() -> XmlSignature.verify(document, otherKeys.getPublic()))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void two_signatures_are_one_too_many() {
        String signature = aSignedRequest().replaceAll("(?s).*(<ds:Signature .*</ds:Signature>).*", "$1");
        assertRefused(aSignedRequest().replace("</sr:Request>", signature + "</sr:Request>"), "exactly one");
    }

    @Test
    void a_signature_elsewhere_than_at_the_end_is_refused() {
        assertRefused(aSignedRequest().replace("</sr:Request>", "<sr:More/></sr:Request>"), "last child");
    }

    @Test
    void a_signature_over_a_part_of_the_document_is_refused() {
        assertRefused(aSignedRequest().replace("URI=\"\"", "URI=\"#body\""), "whole document");
    }

    @Test
    void an_algorithm_other_than_the_prescribed_one_is_refused() {
        assertRefused(aSignedRequest().replace("#ecdsa-sha256", "#ecdsa-sha1"), "SignatureMethod");
        assertRefused(aSignedRequest().replace("more#ecdsa-sha256", "more#hmac-sha256"), "SignatureMethod");
        assertRefused(aSignedRequest().replace("xmlenc#sha256", "xmlenc#sha512"), "DigestMethod");
        assertRefused(aSignedRequest().replace("#enveloped-signature", "#base64"), "Transform");
    }

    @Test
    void a_signature_that_carries_its_own_key_or_object_is_refused() {
        assertRefused(aSignedRequest().replace("</ds:KeyInfo>", "<ds:KeyName>me</ds:KeyName></ds:KeyInfo>"), "KeyInfo");
        assertRefused(
                aSignedRequest().replace("</ds:Signature>", "<ds:Object>me</ds:Object></ds:Signature>"), "Signature");
    }

    @Test
    void a_document_type_is_refused_before_anything_in_it_is_read() {
        String hostile = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><r>&e;</r>";
        assertThatThrownBy(() -> parse(hostile))
                .isInstanceOf(MalformedDocument.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void a_signed_document_verifies_and_names_its_certificate_by_number() {
        Document document = parse(aSignedRequest());
        assertThat(XmlSignature.serialOf(document)).isEqualTo(SERIAL);
        assertThatCode(() -> XmlSignature.verify(document, keys.getPublic())).doesNotThrowAnyException();
        assertThat(aSignedRequest())
                .contains("<ds:X509SerialNumber>167048897159233642262001557408276884033</ds:X509SerialNumber>")
                .contains("<ds:X509IssuerName>CN=Z1,OU=07</ds:X509IssuerName>");
    }

    @Test
    void a_response_built_here_still_verifies_when_it_is_read_elsewhere() {
        ResponseDocument response = ResponseDocument.answer("a:b:1", null, "I99", Instant.EPOCH);
        response.responseMessage("4.1", "4.1.1");
        XmlSignature.sign(response.document(), keys.getPrivate(), certificate);
        Document received = XmlText.parse(XmlText.write(response.document()));
        assertThatCode(() -> XmlSignature.verify(received, keys.getPublic())).doesNotThrowAnyException();
    }

    @Test
    void white_space_and_comments_between_elements_are_the_senders_own() {
        String spaced = aRequest().replace("><", ">\n  <!-- as it was written -->\n  <");
        Document document = parse(spaced);
        XmlSignature.sign(document, keys.getPrivate(), certificate);
        Document received = parse(new String(XmlText.write(document), UTF_8));
        assertThatCode(() -> XmlSignature.verify(received, keys.getPublic())).doesNotThrowAnyException();
    }

    private static void assertRefused(String text, String reason) {
        Document document = parse(text);
        assertThatThrownBy(() -> XmlSignature.verify(document, keys.getPublic()))
                .isInstanceOf(BadSignature.class)
                .hasMessageContaining(reason);
    }

    private static String aSignedRequest() {
        Document document = parse(aRequest());
        XmlSignature.sign(document, keys.getPrivate(), certificate);
        return new String(XmlText.write(document), UTF_8);
    }

    private static Document parse(String text) {
        return XmlText.parse(text.getBytes(UTF_8));
    }

    private static String aRequest() {
        return "<sr:Request xmlns:sr=\"http://www.dccinterface.co.uk/ServiceUserGateway\" schemaVersion=\"5.4\">"
                + "<sr:Header><sr:RequestID>90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:7</sr:RequestID>"
                + "</sr:Header><sr:Body><sr:ReadSupplyStatus/></sr:Body></sr:Request>";
    }
}
