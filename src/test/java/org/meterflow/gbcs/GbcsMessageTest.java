package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

class GbcsMessageTest {

    private static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    private static final Eui64 METER = Eui64.of("00DB1234567890A0");
    private static final RequestId ID = new RequestId(SUPPLIER, METER, -2);

    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final KeyPair broker = TestKeys.fresh();
    private final KeyPair device = TestKeys.fresh();

    private GbcsMessage command() {
        var request = new ReadDailyLog(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-29T00:00:00Z"));
        return UseCase.forRequest(request, DeviceKind.ESME).command(ID, request);
    }

    @Test
    void a_message_cut_short_anywhere_is_refused() {
        byte[] whole =
                crypto.mac(command(), broker.getPrivate(), device.getPublic()).encode();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> GbcsMessage.parse(cut)).isInstanceOf(MalformedGbcs.class);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> GbcsMessage.parse(longer)).isInstanceOf(MalformedGbcs.class);
    }

    @Test
    void whatever_comes_in_is_read_or_refused_and_nothing_else() {
        Random random = new Random(4711);
        byte[] whole =
                crypto.mac(command(), broker.getPrivate(), device.getPublic()).encode();

        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            readOrRefuse(() -> {
                GbcsMessage message = GbcsMessage.parse(changed);
                assertThat(message.encode()).isEqualTo(changed);
                DlmsRequest.parse(message.payload());
            });
        }
    }

    @Test
    void whatever_a_payload_holds_is_read_or_refused_and_nothing_else() {
        Random random = new Random(815);
        Consumer<Octets>[] readers = readers();
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 3 && random.nextBoolean()) {
                byte[] starts = {0x01, 0x02, 0x13, 0x30, (byte) 0xDA, (byte) 0xD9, 0x0F};
                noise[0] = starts[random.nextInt(starts.length)];
                noise[1] = (byte) random.nextInt(10);
            }
            Octets payload = Octets.of(noise);
            for (Consumer<Octets> reader : readers) {
                readOrRefuse(() -> reader.accept(payload));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Octets>[] readers() {
        return new Consumer[] {
            (Consumer<Octets>) DlmsData::parse,
            (Consumer<Octets>) DlmsRequest::parse,
            (Consumer<Octets>) DlmsResponse::parse,
            (Consumer<Octets>) DlmsNotification::parse,
            (Consumer<Octets>) Gbz::parse,
            (Consumer<Octets>) Zcl::attributes,
            (Consumer<Octets>) Der::parse,
            (Consumer<Octets>) CredentialsCommand::parse,
            (Consumer<Octets>) payload ->
                    AnswerForm.BY_NAME.values().forEach(form -> readOrRefuse(() -> form.read(payload, Unsealing.NONE)))
        };
    }

    private static void readOrRefuse(Runnable reading) {
        try {
            reading.run();
        } catch (MalformedGbcs refused) {
            assertThat(refused).hasMessageMatching("(?s).{10,}");
        }
    }

    @Test
    void nesting_without_end_is_refused() {
        byte[] arrays = new byte[60_000];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = 1;
        }
        assertThatThrownBy(() -> DlmsData.parse(Octets.of(arrays))).isInstanceOf(MalformedGbcs.class);
        byte[] shapes = new byte[60_000];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = (byte) (i == 0 ? 0x13 : i % 2 == 1 ? 2 : 1);
        }
        assertThatThrownBy(() -> DlmsData.parse(Octets.of(shapes))).isInstanceOf(MalformedGbcs.class);
        byte[] sequences = new byte[60_000];
        Arrays.fill(sequences, (byte) 0x30);
        assertThatThrownBy(() -> Der.parse(Octets.of(sequences))).isInstanceOf(MalformedGbcs.class);
    }

    @Test
    void a_mac_covers_every_byte_and_holds_for_one_pair_of_keys() {
        GbcsMessage sent = crypto.mac(command(), broker.getPrivate(), device.getPublic());
        GbcsMessage received = GbcsMessage.parse(sent.encode());

        assertThat(received).isEqualTo(sent);
        assertThat(crypto.isMacValid(received, device.getPrivate(), broker.getPublic()))
                .isTrue();
        assertThat(crypto.isMacValid(
                        received, device.getPrivate(), TestKeys.fresh().getPublic()))
                .isFalse();
        assertThat(crypto.isMacValid(
                        received.withSupplementary(SupplementaryFields.of(SUPPLIER, 1)),
                        device.getPrivate(),
                        broker.getPublic()))
                .isFalse();
        assertThat(crypto.isMacValid(received.withMac(null), device.getPrivate(), broker.getPublic()))
                .isFalse();
    }

    @Test
    void a_signature_is_the_originators_alone() {
        KeyPair supplier = TestKeys.fresh();
        GbcsMessage preCommand = command().withSignature(null);
        assertThat(crypto.isSignatureValid(preCommand, supplier.getPublic())).isFalse();

        GbcsMessage signed = crypto.sign(GbcsMessage.parse(preCommand.encode()), supplier.getPrivate());
        GbcsMessage finished = crypto.mac(signed, broker.getPrivate(), device.getPublic());

        assertThat(crypto.isSignatureValid(GbcsMessage.parse(finished.encode()), supplier.getPublic()))
                .isTrue();
        assertThat(crypto.isSignatureValid(finished, broker.getPublic())).isFalse();
        assertThat(crypto.isSignatureValid(finished.withSignature(Octets.of(new byte[64])), supplier.getPublic()))
                .isFalse();
    }

    @Test
    void what_is_sealed_opens_for_its_reader_alone() {
        KeyPair reader = TestKeys.fresh();
        SealingContext context = new SealingContext(METER, 7, SUPPLIER);
        Octets sealed = crypto.encrypt(context, new byte[] {1, 2, 3}, device.getPrivate(), reader.getPublic());

        assertThat(sealed.hex()).startsWith("3100000000").doesNotContain("010203");
        assertThat(crypto.decrypt(context, sealed, reader.getPrivate(), device.getPublic()))
                .containsExactly(1, 2, 3);
        assertThatThrownBy(() -> crypto.decrypt(context, sealed, broker.getPrivate(), device.getPublic()))
                .isInstanceOf(MalformedGbcs.class);
        assertThatThrownBy(() -> crypto.decrypt(
                        new SealingContext(METER, 8, SUPPLIER), sealed, reader.getPrivate(), device.getPublic()))
                .isInstanceOf(MalformedGbcs.class);
        assertThatThrownBy(() -> crypto.decrypt(context, Octets.ofHex("31"), reader.getPrivate(), device.getPublic()))
                .isInstanceOf(MalformedGbcs.class);
    }

    @Test
    void an_answer_is_sealed_for_the_user_named_in_the_supplementary_fields() {
        GbcsMessage answer =
                new GbcsMessage(Kind.RESPONSE, 9, METER, SUPPLIER, null, 0x33, null, Octets.NONE, Octets.NONE, null);
        Eui64 user = Eui64.of("90B3D51F30020000");

        assertThat(SealingContext.of(answer)).isEqualTo(new SealingContext(METER, 9, SUPPLIER));
        assertThat(SealingContext.of(answer.withSupplementary(SupplementaryFields.of(user, 4))))
                .isEqualTo(new SealingContext(METER, 9, user));
        assertThat(SealingContext.of(answer.withSupplementary(new SupplementaryFields(user, 4L, 77L, null))))
                .isEqualTo(new SealingContext(METER, 77, user));
    }

    @Test
    void counters_are_unsigned() {
        GbcsMessage message = GbcsMessage.parse(command().encode());

        assertThat(message.requestId()).hasToString(SUPPLIER + ":" + METER + ":18446744073709551614");
        assertThat(Der.unsigned(Der.INTEGER, -2).number()).isEqualTo(-2);
        assertThatCode(() -> Der.parse(Der.unsigned(Der.INTEGER, -2).encode())).doesNotThrowAnyException();
    }
}
