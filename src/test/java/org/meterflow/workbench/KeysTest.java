package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealingContext;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.identifier.Eui64;

/** What needs keys, with keys made for the test, each folder holding those of one party. */
class KeysTest {

    private static final Eui64 ACB = Eui64.of("AA000000000000CC");
    private static final Octets FIRMWARE_READ = HandMade.hex("D9 20000007 00 01 01 0001 0000000201FF 02 01 00");

    @TempDir
    Path folder;

    private final Bench bench = new Bench();
    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final Map<String, KeyPair> pairs = new HashMap<>();

    @BeforeEach
    void makeKeys() throws Exception {
        certify(HandMade.SUPPLIER, "ds");
        certify(HandMade.SUPPLIER, "ka");
        certify(HandMade.SUPPLIER, "pp-ka");
        certify(HandMade.USER, "ka");
        certify(HandMade.METER, "ds");
        certify(HandMade.METER, "ka");
        certify(ACB, "ka");
    }

    private void certify(Eui64 owner, String use) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        pairs.put(file(owner, use), pair);
        X500Name name = new X500Name("CN=" + owner);
        byte[] certificate = new JcaX509v3CertificateBuilder(
                        name, BigInteger.ONE, new Date(0), new Date(Long.MAX_VALUE / 1_000_000), name, pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
        write(file(owner, use) + ".pem", "CERTIFICATE", certificate);
    }

    private static String file(Eui64 owner, String use) {
        return owner.value().replace("-", "").toLowerCase(Locale.ROOT) + "-" + use;
    }

    private KeyPair pair(Eui64 owner, String use) {
        return pairs.get(file(owner, use));
    }

    private void give(Eui64 owner, String use) throws IOException {
        write(
                file(owner, use) + ".key",
                "PRIVATE KEY",
                pair(owner, use).getPrivate().getEncoded());
    }

    private void write(String name, String type, byte[] content) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(type, Base64.getMimeEncoder().encodeToString(content)));
    }

    private static String hex(GbcsMessage message) {
        return Octets.of(message.encode()).hex();
    }

    private GbcsMessage command() {
        GbcsMessage signed = crypto.sign(
                GbcsMessage.command(HandMade.ASKED, 0x004F, FIRMWARE_READ),
                pair(HandMade.SUPPLIER, "ds").getPrivate());
        return crypto.mac(
                signed, pair(ACB, "ka").getPrivate(), pair(HandMade.METER, "ka").getPublic());
    }

    private void assertVerified(GbcsMessage message, String signature, String mac) {
        JsonNode answer = bench.ok(
                Bench.ask("verify", "message", hex(message), "acb", ACB.value(), "keystore", folder.toString()));
        assertThat(answer.path("signature").asText()).isEqualTo(signature);
        assertThat(answer.path("mac").asText()).isEqualTo(mac);
    }

    @Test
    void a_mac_is_unknown_until_the_key_of_either_side_is_there() throws IOException {
        assertVerified(command(), "valid", "unknown");
        give(ACB, "ka");
        assertVerified(command(), "valid", "valid");
        Files.delete(folder.resolve(file(ACB, "ka") + ".key"));
        assertVerified(command(), "valid", "unknown");
        give(HandMade.METER, "ka");
        assertVerified(command(), "valid", "valid");
    }

    @Test
    void a_changed_message_is_neither_the_senders_nor_the_brokers() throws IOException {
        give(ACB, "ka");
        GbcsMessage changed = command().withSupplementary(SupplementaryFields.of(HandMade.USER, 1));

        assertVerified(changed, "invalid", "invalid");
        assertVerified(GbcsMessage.command(HandMade.ASKED, 0x0059, FIRMWARE_READ), "absent", "absent");
        Files.delete(folder.resolve(file(HandMade.SUPPLIER, "ds") + ".pem"));
        assertVerified(changed, "unknown", "invalid");
    }

    @Test
    void a_commands_mac_is_unknown_while_the_broker_is_not_named() throws IOException {
        give(ACB, "ka");

        JsonNode answer = bench.ok(Bench.ask("verify", "message", hex(command()), "keystore", folder.toString()));

        assertThat(answer.path("mac").asText()).isEqualTo("unknown");
        assertThat(answer.path("reason").asText()).contains("'acb'");
        assertThat(answer.path("signature").asText()).isEqualTo("valid");
    }

    @Test
    void a_folder_that_is_not_there_hinders_only_what_needs_keys() {
        String nowhere = folder.resolve("nowhere").toString();

        assertThat(bench.error(Bench.ask("verify", "message", hex(command()), "acb", ACB.value(), "keystore", nowhere)))
                .contains("no folder", nowhere);
        bench.ok(Bench.ask("decode", "message", hex(command()), "keystore", nowhere));
    }

    @Test
    void a_public_key_may_stand_alone_and_a_file_with_neither_key_is_named() throws Exception {
        give(ACB, "ka");
        write(
                file(HandMade.METER, "ka") + ".pem",
                "PUBLIC KEY",
                pair(HandMade.METER, "ka").getPublic().getEncoded());
        assertVerified(command(), "valid", "valid");

        Files.writeString(folder.resolve(file(HandMade.METER, "ka") + ".pem"), "nothing");
        assertThat(bench.error(Bench.ask(
                        "verify", "message", hex(command()), "acb", ACB.value(), "keystore", folder.toString())))
                .contains("neither a certificate nor a key");
    }

    @Test
    void an_answers_mac_is_the_devices_and_the_recipients() throws IOException {
        GbcsMessage answer = crypto.mac(
                command().response(null, null, HandMade.hex("0500")),
                pair(HandMade.METER, "ka").getPrivate(),
                pair(HandMade.SUPPLIER, "ka").getPublic());

        assertVerified(answer, "absent", "unknown");
        give(HandMade.SUPPLIER, "ka");
        assertVerified(answer, "absent", "valid");
    }

    @Test
    void a_pre_command_is_signed_and_gets_its_mac_and_an_uncritical_one_only_the_mac() throws IOException {
        give(HandMade.SUPPLIER, "ds");
        give(ACB, "ka");

        GbcsMessage critical = finished(
                GbcsMessage.command(HandMade.ASKED, 0x004F, FIRMWARE_READ).withSignature(null));
        assertVerified(critical, "valid", "valid");
        GbcsMessage uncritical = finished(GbcsMessage.command(HandMade.ASKED, 0x0059, FIRMWARE_READ));
        assertVerified(uncritical, "absent", "valid");
        assertThat(finished(GbcsMessage.command(HandMade.ASKED, 0x0059, FIRMWARE_READ)
                        .withSignature(null)))
                .isEqualTo(uncritical);
        assertThat(finished(critical.withMac(null))).isEqualTo(critical);
    }

    private GbcsMessage finished(GbcsMessage message) {
        String finished = bench.ok(Bench.ask(
                        "finish",
                        "message",
                        hex(message),
                        "signer",
                        HandMade.SUPPLIER.value(),
                        "acb",
                        ACB.value(),
                        "keystore",
                        folder.toString()))
                .path("message")
                .asText();
        return GbcsMessage.parse(Octets.ofHex(finished).bytes());
    }

    @Test
    void what_is_missing_for_finishing_is_named() throws IOException {
        String preCommand =
                hex(GbcsMessage.command(HandMade.ASKED, 0x004F, FIRMWARE_READ).withSignature(null));
        var request = Bench.ask("finish", "message", preCommand, "acb", ACB.value(), "keystore", folder.toString());

        assertThat(bench.error(request)).contains("signing key of " + HandMade.SUPPLIER);
        give(HandMade.SUPPLIER, "ds");
        assertThat(bench.error(request)).contains("key agreement key of " + ACB);
        assertThat(bench.error(request.put("keystore", folder.resolve("none").toString())))
                .contains("There is no folder");
        assertThat(bench.error(Bench.ask("finish", "message", hex(HandMade.all().get("gas answer")))))
                .contains("Only commands");
    }

    @Test
    void sealed_parts_open_in_their_order_with_either_sides_key() throws IOException {
        GbcsMessage electricity = electricity(
                new SupplementaryFields(HandMade.USER, 9L, 77L, null), HandMade.hex("0201 0600000007"), HandMade.USER);
        var request = Bench.ask("decrypt", "message", hex(electricity), "keystore", folder.toString());
        assertThat(bench.error(request)).contains(HandMade.USER.value());

        give(HandMade.USER, "ka");
        JsonNode answer = bench.ok(request);
        assertThat(answer.path("plaintexts").get(0).asText()).isEqualTo("02010600000007");
        assertThat(answer.at("/decoded/0/value/0/value").asInt()).isEqualTo(7);

        give(HandMade.METER, "ka");
        JsonNode gas = bench.ok(Bench.ask("decrypt", "message", hex(gas()), "keystore", folder.toString()));
        assertThat(gas.at("/plaintexts/0").asText()).isEqualTo("0703000A0A31323334353637383930");
        assertThat(gas.at("/decoded/1/attributes/0/name").asText()).isEqualTo("Firmware version");
        assertThat(gas.path("plaintexts")).hasSize(2);
    }

    @Test
    void a_message_with_nothing_sealed_has_no_plaintexts_and_one_for_others_does_not_open() throws IOException {
        give(HandMade.SUPPLIER, "ka");
        assertThat(bench.ok(Bench.ask("decrypt", "message", hex(command()), "keystore", folder.toString()))
                        .path("plaintexts"))
                .isEmpty();
        GbcsMessage forAnother = electricity(null, HandMade.hex("00"), HandMade.USER);
        assertThat(bench.error(Bench.ask("decrypt", "message", hex(forAnother), "keystore", folder.toString())))
                .contains("does not open");
    }

    private GbcsMessage electricity(SupplementaryFields fields, Octets plain, Eui64 reader) {
        GbcsMessage empty = command().response(null, fields, Octets.NONE);
        Octets sealed = seal(empty, plain, reader);
        return empty.withPayload(new DlmsResponse(
                        7,
                        java.util.List.of(
                                Result.of(Verb.ACTION, DlmsData.structure(DlmsData.array(), DlmsData.octets(sealed)))))
                .encode());
    }

    private Octets seal(GbcsMessage message, Octets plain, Eui64 reader) {
        return crypto.encrypt(
                SealingContext.of(message),
                plain.bytes(),
                pair(HandMade.METER, "ka").getPrivate(),
                pair(reader, "ka").getPublic());
    }

    private GbcsMessage gas() {
        GbcsMessage empty = command().response(null, null, Octets.NONE);
        Octets mprn = HandMade.hex("0703 00 0A 0A 31323334353637383930");
        Octets firmware = HandMade.hex("0602 00 41 02 0102");
        return empty.withPayload(new Gbz(java.util.List.of(
                        new Component(0x0702, null, 0, 0x18, 0, 1, seal(empty, mprn, HandMade.SUPPLIER)),
                        Component.of(0x0702, 0x08, 1, 0x0B, HandMade.hex("068B")),
                        new Component(0x0702, null, 1, 0x18, 2, 1, seal(empty, firmware, HandMade.SUPPLIER))))
                .encode());
    }

    @Test
    void tokens_are_made_with_the_prepayment_key_and_checked_with_either() throws IOException {
        var make = Bench.ask(
                "utrn",
                "originator",
                HandMade.SUPPLIER.value(),
                "target",
                HandMade.METER.value(),
                "counter",
                Long.toString(9L << 32),
                "value",
                25,
                "valueClass",
                "POUNDS",
                "keystore",
                folder.toString());
        assertThat(bench.error(make)).contains("prepayment key");
        give(HandMade.SUPPLIER, "pp-ka");
        String token = bench.ok(make).path("utrn").asText();
        assertThat(token).matches("\\d{20}");

        assertThat(bench.ok(Bench.ask("checkUtrn", "utrn", token)).path("valid").asBoolean())
                .isTrue();
        var check = make.deepCopy().put("op", "checkutrn").put("utrn", token);
        assertThat(bench.ok(check).path("mac").asText()).isEqualTo("valid");
        assertThat(bench.ok(check.put("counter", 10L << 32)).path("valid").asBoolean(true))
                .isFalse();
        assertThat(bench.ok(Bench.ask("checkUtrn", "utrn", "12345678901234567890"))
                        .path("valid")
                        .asBoolean(true))
                .isFalse();
        assertThat(bench.error(make.put("value", 9_000))).contains("8191");
        assertThat(bench.error(make.put("value", 1).put("valueClass", "EURO"))).contains("PENCE or POUNDS");
    }

    @Test
    void private_keys_may_come_in_the_older_form_and_under_either_ending() throws IOException {
        byte[] older = PrivateKeyInfo.getInstance(pair(ACB, "ka").getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        write(file(ACB, "ka") + ".key.pem", "EC PRIVATE KEY", older);
        assertVerified(command(), "valid", "valid");

        Files.writeString(folder.resolve(file(ACB, "ka") + ".key"), "not a key");
        assertThat(bench.error(Bench.ask(
                        "verify", "message", hex(command()), "acb", ACB.value(), "keystore", folder.toString())))
                .contains("neither a certificate nor a key");
    }
}
