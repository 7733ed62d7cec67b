package org.meterflow.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.OtherDevice;
import org.meterflow.simulator.SimulatedHome.Start;
import org.meterflow.simulator.SimulatedHome.Variant;

/** A home's devices on the bench: commands in, answers and alerts out, without any line between. */
final class DeviceHome {

    static final Eui64 RECOVERY = Eui64.of("90B3D51F30000001");
    static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    static final Eui64 TCOS = Eui64.of("90B3D51F30000004");
    static final Eui64 WAN_PROVIDER = Eui64.of("90B3D51F30000007");
    static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    static final Eui64 LOAD_CONTROLLER = Eui64.of("90B3D51F30010008");
    static final Eui64 NETWORK = Eui64.of("90B3D51F30020000");
    static final Eui64 OTHER_SUPPLIER = Eui64.of("90B3D51F30030000");
    static final Eui64 ESME = Eui64.of("00DB1234567890A0");
    static final Eui64 GSME = Eui64.of("00DB1234567890A1");
    static final Eui64 HUB = Eui64.of("00DB1234567890A2");
    static final Eui64 GPF = Eui64.of("00DB1234567890A3");
    static final Eui64 PPMID = Eui64.of("00DB1234567890A4");
    static final Eui64 HCALCS = Eui64.of("00DB1234567890A5");

    private static final TestInfrastructure KEYS = new TestInfrastructure();

    static {
        Use[] all = {Use.SIGNING, Use.AGREEMENT, Use.PREPAYMENT_AGREEMENT};
        KEYS.party(RECOVERY, 1, Use.SIGNING);
        KEYS.party(BROKER, 4, Use.SIGNING, Use.AGREEMENT);
        KEYS.party(TCOS, 5, Use.SIGNING);
        KEYS.party(WAN_PROVIDER, 6, Use.SIGNING);
        KEYS.party(LOAD_CONTROLLER, 8, Use.SIGNING, Use.AGREEMENT);
        KEYS.party(SUPPLIER, 2, all);
        KEYS.party(OTHER_SUPPLIER, 2, all);
        KEYS.party(NETWORK, 3, Use.SIGNING, Use.AGREEMENT);
    }

    final TestInfrastructure keys = KEYS;
    final GbcsCrypto crypto = GbcsCrypto.jdk();
    private final Map<Eui64, SimulatedDevice> devices = new HashMap<>();
    private final List<GbcsMessage> alerts = new ArrayList<>();
    private Instant now;
    private long counter = 1000;

    DeviceHome(Instant now, Variant variant, boolean prepayment) {
        this(now, variant, prepayment ? Start.onPrepayment() : Start.onCredit());
    }

    DeviceHome(Instant now, Variant variant, Start start) {
        this.now = now;
        SimulatedHome home = new SimulatedHome(
                HUB,
                "00010203",
                List.of(new ElectricityMeter(ESME, SUPPLIER, NETWORK, LOAD_CONTROLLER, start, "01020304", variant)),
                List.of(new GasMeter(GSME, GPF, SUPPLIER, NETWORK, start, "0A0B0C0D")),
                List.of(
                        new OtherDevice(PPMID, DeviceKind.PPMID, "0D010001"),
                        new OtherDevice(HCALCS, DeviceKind.HCALCS, "0D020001")),
                new DccParties(BROKER, TCOS, RECOVERY, WAN_PROVIDER));
        new DeviceFactory(KEYS, crypto)
                .devices(home, Map.of(), any -> true)
                .forEach(device -> devices.put(device.eui(), device));
    }

    SimulatedDevice device(Eui64 eui) {
        return devices.get(eui);
    }

    Instant now() {
        return now;
    }

    /** Time passes, and what was due is done. */
    void at(Instant later) {
        now = later;
        devices.values().forEach(device -> {
            device.passTime(now);
            hear(device);
        });
    }

    private void hear(SimulatedDevice device) {
        device.takeAlerts(now).forEach(alert -> alerts.add(GbcsMessage.parse(alert.bytes())));
    }

    List<GbcsMessage> alerts() {
        List<GbcsMessage> heard = List.copyOf(alerts);
        alerts.clear();
        return heard;
    }

    /** The codes of the alerts heard since the last time. */
    List<String> alertCodes() {
        return alerts().stream().map(alert -> "%04X".formatted(code(alert))).toList();
    }

    static int code(GbcsMessage alert) {
        return org.meterflow.gbcs.GbcsAlert.of(alert).code();
    }

    long nextCounter() {
        return ++counter;
    }

    GbcsMessage command(Eui64 originator, Eui64 device, int code, Octets payload, boolean signed) {
        return command(originator, device, nextCounter(), code, payload, signed, null);
    }

    GbcsMessage command(
            Eui64 originator,
            Eui64 device,
            long number,
            int code,
            Octets payload,
            boolean signed,
            @Nullable SupplementaryFields fields) {
        GbcsMessage plain = GbcsMessage.command(new RequestId(originator, device, number), code, payload)
                .withSupplementary(fields);
        return withMac(signed ? crypto.sign(plain, keys.privateKey(originator, Use.SIGNING)) : plain);
    }

    GbcsMessage withMac(GbcsMessage message) {
        return crypto.mac(message, keys.privateKey(BROKER, Use.AGREEMENT), keys.deviceAgreement(message.recipient()));
    }

    /** @return null when the device keeps silent */
    @Nullable
    GbcsMessage send(GbcsMessage command) {
        SimulatedDevice device = devices.get(command.recipient());
        Octets answer = device.receive(command, now);
        hear(device);
        return answer == null ? null : GbcsMessage.parse(answer.bytes());
    }

    /** Whether an answer proves itself: by a signature, or by a MAC for whom it goes to. */
    boolean isProven(GbcsMessage answer) {
        return answer.isSigned()
                ? crypto.isSignatureValid(answer, keys.deviceSigning(answer.originator()))
                : crypto.isMacValid(
                        answer,
                        keys.privateKey(answer.recipient(), Use.AGREEMENT),
                        keys.deviceAgreement(answer.originator()));
    }

    Unsealing unsealing(GbcsMessage answer) {
        SupplementaryFields fields = answer.supplementary();
        Eui64 reader = fields == null ? answer.recipient() : fields.remoteParty();
        return Unsealing.of(
                crypto, answer, keys.privateKey(reader, Use.AGREEMENT), keys.deviceAgreement(answer.originator()));
    }

    /** Asks an electricity meter or a hub, and takes the results. */
    List<DlmsResponse.Result> ask(Eui64 originator, Eui64 device, int code, boolean signed, DlmsRequest.Item... items) {
        long number = nextCounter();
        Octets payload = new DlmsRequest(0x20000000L | number & 0xFFFFFF, List.of(items)).encode();
        GbcsMessage answer = send(command(originator, device, number, code, payload, signed, null));
        if (answer == null || !isProven(answer)) {
            throw new AssertionError("No answer that proves itself: " + answer);
        }
        return DlmsResponse.parse(answer.payload()).results();
    }

    /** One value of an electricity meter, by {@code class object attribute}. */
    DlmsData read(String name, int code) {
        String[] parts = name.split(" ");
        DlmsResponse.Result result = ask(
                        SUPPLIER,
                        ESME,
                        code,
                        false,
                        DlmsRequest.Item.get(
                                Integer.parseInt(parts[0]),
                                org.meterflow.gbcs.Obis.of(parts[1]),
                                Integer.parseInt(parts[2])))
                .get(0);
        if (result.code() != DlmsResponse.SUCCESS) {
            throw new AssertionError(name + " cannot be read: " + DlmsResponse.meaning(result.code()));
        }
        return result.data();
    }
}
