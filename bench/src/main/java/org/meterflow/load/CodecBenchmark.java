package org.meterflow.load;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.load.Measurement.Work;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealingContext;
import org.meterflow.workbench.Workbench;

/**
 * Messages to and from meters per second, on one thread: read, written, as trees, with MACs, signatures and sealed
 * parts. The command sets a tariff with 80 prices; the answer carries a month of half hours.
 */
public final class CodecBenchmark {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final RequestId ID =
            new RequestId(Eui64.of("AA00000000000001"), Eui64.of("BB00000000000001"), 1L << 33);

    private final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final KeyPair supplier = pair();
    private final KeyPair device = pair();
    private final GbcsMessage command;
    private final GbcsMessage answer;

    private CodecBenchmark() {
        GbcsMessage signed = crypto.sign(GbcsMessage.command(ID, 0x00A2, tariff()), supplier.getPrivate());
        this.command = crypto.mac(signed, supplier.getPrivate(), device.getPublic());
        this.answer = crypto.mac(
                command.response(null, null, halfHours()), device.getPrivate(), supplier.getPublic());
    }

    public static void main(String[] arguments) throws Exception {
        new CodecBenchmark().run();
    }

    private void run() throws Exception {
        byte[] commandBytes = command.encode();
        byte[] answerBytes = answer.encode();
        System.out.printf("a command of %d bytes, an answer of %d%n", commandBytes.length, answerBytes.length);
        System.out.printf("%-49s%10s%10s%10s%10s%n", "per second", "median", "min", "max", "rounds");
        measure("commands read", 5_000, () -> DlmsRequest.parse(GbcsMessage.parse(commandBytes).payload()));
        DlmsRequest request = DlmsRequest.parse(command.payload());
        measure("commands written", 5_000, () -> command.withPayload(request.encode()).encode());
        measure("answers read", 1_000, () -> DlmsResponse.parse(GbcsMessage.parse(answerBytes).payload()));
        var tree = Workbench.decode(command);
        measure("commands to trees", 2_000, () -> Workbench.decode(GbcsMessage.parse(commandBytes)));
        measure("commands from trees", 2_000, () -> Workbench.encode(tree).encode());
        measure("MACs, the two keys known", 5_000, () -> crypto.mac(command, supplier.getPrivate(), device.getPublic()));
        List<KeyPair> devices = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            devices.add(pair());
        }
        measureFresh("MACs, each for a device never seen before", devices);
        measure("signatures made", 200, () -> crypto.sign(command, supplier.getPrivate()));
        measure("signatures checked", 200, () -> crypto.isSignatureValid(command, supplier.getPublic()));
        SealingContext context = SealingContext.of(answer);
        byte[] plain = answer.payload().bytes();
        Octets sealed = crypto.encrypt(context, plain, device.getPrivate(), supplier.getPublic());
        measure("answers sealed", 2_000, () -> crypto.encrypt(context, plain, device.getPrivate(), supplier.getPublic()));
        measure(
                "answers opened",
                2_000,
                () -> crypto.decrypt(context, sealed, supplier.getPrivate(), device.getPublic()));
    }

    private static void measure(String what, int count, Work work) throws Exception {
        Measurement.of(what, ROUNDS, count, times -> {
            long started = System.nanoTime();
            for (int i = 0; i < times; i++) {
                work.run();
            }
            return Duration.ofNanos(System.nanoTime() - started);
        });
    }

    /** Each round forgets what pairs of keys agreed on. */
    private void measureFresh(String what, List<KeyPair> devices) throws Exception {
        Measurement.of(what, ROUNDS, devices.size(), times -> {
            GbcsCrypto forgetful = GbcsCrypto.jdk();
            long started = System.nanoTime();
            for (int i = 0; i < times; i++) {
                forgetful.mac(command, supplier.getPrivate(), devices.get(i).getPublic());
            }
            return Duration.ofNanos(System.nanoTime() - started);
        });
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Octets tariff() {
        List<DlmsData> prices = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            prices.add(DlmsData.structure(DlmsData.octets(Octets.of(new byte[] {(byte) i})), DlmsData.i16(100 + i)));
        }
        DlmsData charge = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-5)), new DlmsData.Array(prices));
        return new DlmsRequest(0x20000000L, List.of(Item.set(113, Obis.of("0-0:19.20.0.255"), 6, charge))).encode();
    }

    private static Octets halfHours() {
        List<DlmsData> rows = new ArrayList<>();
        for (int i = 0; i < 31 * 48; i++) {
            rows.add(DlmsData.structure(DlmsData.u32(473_212_800L + 1_800L * i), DlmsData.u32(i)));
        }
        return new DlmsResponse(0x20000000L, List.of(Result.of(Verb.GET, new DlmsData.Array(rows)))).encode();
    }
}
