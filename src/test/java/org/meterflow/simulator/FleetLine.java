package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;
import org.meterflow.simulator.SimulatedHome.ElectricityMeter;
import org.meterflow.simulator.SimulatedHome.GasMeter;
import org.meterflow.simulator.SimulatedHome.OtherDevice;
import org.meterflow.simulator.SimulatedHome.Start;

/** A home's hub on a line to a head-end of plain sockets, asked as the platform asks. */
abstract class FleetLine {

    static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    static final Eui64 TCOS = Eui64.of("90B3D51F30000004");
    static final Eui64 SUPPLIER = Eui64.of("90B3D51F30010000");
    static final Eui64 GAINING = Eui64.of("90B3D51F30030000");
    static final Eui64 NETWORK = Eui64.of("90B3D51F30020000");
    static final Eui64 OTHER_USER = Eui64.of("90B3D51F30050000");
    static final Eui64 HUB = Eui64.of("00DB1234567890A2");
    static final Eui64 ESME = Eui64.of("00DB1234567890A0");
    static final Eui64 GSME = Eui64.of("00DB1234567890A1");
    static final Eui64 GPF = Eui64.of("00DB1234567890A3");
    static final Eui64 PPMID = Eui64.of("00DB1234567890A4");
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    Path state;

    final TestInfrastructure keys = new TestInfrastructure();
    final GbcsCrypto crypto = GbcsCrypto.jdk();
    FakeHeadEnd headEnd;
    Fleet fleet;

    @BeforeEach
    void aHomeIsConnected() {
        Use[] all = {Use.SIGNING, Use.AGREEMENT, Use.PREPAYMENT_AGREEMENT};
        keys.party(BROKER, 4, Use.AGREEMENT);
        keys.party(TCOS, 5, Use.SIGNING);
        keys.party(SUPPLIER, 2, all);
        keys.party(GAINING, 2, all);
        keys.party(NETWORK, 3, Use.SIGNING, Use.AGREEMENT);
        keys.party(OTHER_USER, 0x7F, Use.AGREEMENT);
        headEnd = new FakeHeadEnd();
        start();
    }

    void start() {
        FleetSettings settings = new FleetSettings(
                "localhost",
                headEnd.port(),
                state,
                Duration.ZERO,
                Duration.ofMinutes(10),
                Duration.ofMillis(20),
                Duration.ofMillis(100));
        SimulatedHome home = new SimulatedHome(
                HUB,
                "00010203",
                List.of(new ElectricityMeter(
                        ESME, SUPPLIER, NETWORK, new Start(false, new BigDecimal("8421.337"), null), "01020304")),
                List.of(new GasMeter(GSME, GPF, SUPPLIER, NETWORK, Start.onPrepayment(), "0A0B0C0D")),
                List.of(new OtherDevice(PPMID, DeviceKind.PPMID, "0D010001")),
                new DccParties(BROKER, TCOS));
        fleet = new Fleet(settings, List.of(home), keys, Clock.systemUTC());
        fleet.start();
        headEnd.accept();
        headEnd.welcome(NOON);
        Awaitility.await().until(() -> fleet.isConnected(HUB));
    }

    void restart() {
        fleet.stop();
        headEnd.hangUp();
        start();
    }

    @AfterEach
    void close() {
        fleet.stop();
        headEnd.close();
    }

    GbcsMessage command(Eui64 originator, Eui64 device, long counter, MeterRequest request) {
        UseCase useCase = UseCase.forRequest(request, kind(device));
        GbcsMessage plain = useCase.command(new RequestId(originator, device, counter), request);
        GbcsMessage signed = useCase.critical() ? crypto.sign(plain, keys.privateKey(originator, Use.SIGNING)) : plain;
        return withMac(signed);
    }

    GbcsMessage withMac(GbcsMessage message) {
        return crypto.mac(message, keys.privateKey(BROKER, Use.AGREEMENT), keys.deviceAgreement(message.recipient()));
    }

    static DeviceKind kind(Eui64 device) {
        return device.equals(ESME)
                ? DeviceKind.ESME
                : device.equals(GSME)
                        ? DeviceKind.GSME
                        : device.equals(GPF)
                                ? DeviceKind.GPF
                                : device.equals(PPMID) ? DeviceKind.PPMID : DeviceKind.CHF;
    }

    GbcsMessage ask(Eui64 originator, Eui64 device, long counter, MeterRequest request) {
        headEnd.send(command(originator, device, counter, request));
        return headEnd.answer();
    }

    /** Reads an answer as its recipient does: MAC first, or signature, then what is inside. */
    MeterAnswer read(GbcsMessage answer, Eui64 reader) {
        UseCase useCase = UseCase.ofCode(answer.messageCode()).orElseThrow();
        if (useCase.critical()) {
            assertThat(answer.mac()).isNull();
            assertThat(crypto.isSignatureValid(answer, keys.deviceSigning(answer.originator())))
                    .isTrue();
            return useCase.answer(answer, Unsealing.NONE);
        }
        assertThat(crypto.isMacValid(
                        answer,
                        keys.privateKey(answer.recipient(), Use.AGREEMENT),
                        keys.deviceAgreement(answer.originator())))
                .isTrue();
        return useCase.answer(
                answer,
                Unsealing.of(
                        crypto,
                        answer,
                        keys.privateKey(reader, Use.AGREEMENT),
                        keys.deviceAgreement(answer.originator())));
    }

    MeterAnswer answer(Eui64 originator, Eui64 device, long counter, MeterRequest request) {
        return read(ask(originator, device, counter, request), originator);
    }

    ReplaceSupplierCredentials changeOfSupplier(@Nullable Instant at) {
        return new ReplaceSupplierCredentials(
                keys.der(GAINING, Use.SIGNING),
                keys.der(GAINING, Use.AGREEMENT),
                keys.der(GAINING, Use.PREPAYMENT_AGREEMENT),
                List.of(TestInfrastructure.der(keys.authority())),
                at,
                100,
                null,
                true);
    }
}
