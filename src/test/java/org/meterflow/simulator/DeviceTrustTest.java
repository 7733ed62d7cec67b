package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.BROKER;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.GPF;
import static org.meterflow.simulator.DeviceHome.HUB;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.KeySource.Use;

/** The hub's log, joins, firmware, certificates and clocks. */
class DeviceTrustTest extends DeviceBench {

    private List<Integer> add(Eui64 device) {
        return codes(
                BROKER,
                HUB,
                0x0001,
                false,
                act(
                        104,
                        "0-0:30.3.0.255",
                        1,
                        DlmsData.structure(
                                DlmsData.octets(Octets.of(device.bytes())),
                                DlmsData.enumerated(1),
                                DlmsData.octets(Octets.of(new byte[16])),
                                DlmsData.enumerated(0))));
    }

    @Test
    void a_hub_takes_devices_until_its_log_is_full_and_says_so_each_time() {
        Eui64 one = Eui64.of("00DB123456789301");
        assertThat(add(one)).containsExactly(0);
        assertThat(home.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.messageCode()).isEqualTo(0x0018);
            assertThat(alert.recipient()).isEqualTo(BROKER);
            assertThat(alert.payload().hex()).contains("00DB123456789301");
        });
        for (int i = 2; i <= 11; i++) {
            assertThat(add(Eui64.of("00DB1234567893%02d".formatted(i)))).containsExactly(0);
        }

        assertThat(add(Eui64.of("00DB123456789399"))).containsExactly(0x0B);
        assertThat(add(one)).as("it is in already").containsExactly(0);

        assertThat(codes(
                        BROKER,
                        HUB,
                        0x0002,
                        false,
                        act(104, "0-0:30.3.0.255", 2, DlmsData.octets(Octets.of(one.bytes())))))
                .containsExactly(0);
        assertThat(add(Eui64.of("00DB123456789399"))).containsExactly(0);
    }

    // Joins, firmware, credentials

    private static Der entry(int method, Eui64 other, int kind) {
        return Der.sequence(Der.integer(method), Asn1.octets(other), Der.integer(kind));
    }

    @Test
    void a_device_that_is_joined_is_listed_until_it_is_unjoined() {
        Eui64 other = Eui64.of("00DB123456789301");
        Der unjoin = Asn1.octets(other);
        assertThat(asn1(SUPPLIER, ESME, 0x000F, true, unjoin).number())
                .as("not joined")
                .isEqualTo(10);
        assertThat(home.alertCodes()).containsExactly("8F4A");

        assertThat(asn1(SUPPLIER, ESME, 0x000D, true, entry(0, other, 5)).number())
                .isZero();
        assertThat(home.alertCodes()).containsExactly("8F49");
        assertThat(asn1(BROKER, ESME, 0x0013, false, Asn1.NULL).at(1).children())
                .hasSize(3);
        assertThat(asn1(SUPPLIER, ESME, 0x000F, true, unjoin).number()).isZero();
        assertThat(asn1(BROKER, ESME, 0x0013, false, Asn1.NULL).at(1).children())
                .hasSize(2);
    }

    @Test
    void a_gas_proxy_backs_its_log_up_with_the_broker() {
        Eui64 other = Eui64.of("00DB123456789301");
        asn1(BROKER, GPF, 0x000E, false, entry(2, other, 5));

        assertThat(home.alerts()).anySatisfy(alert -> {
            assertThat(alert.messageCode()).isEqualTo(0x00B2);
            assertThat(alert.recipient()).isEqualTo(BROKER);
        });
    }

    @Test
    void an_image_runs_only_by_its_hash_and_at_its_date() {
        byte[] image = {1, 2, 3};
        Octets hash = Firmware.hash(image);
        Der activate = Der.sequence(Asn1.octets(hash), Der.integer(1));
        assertThat(asn1(SUPPLIER, ESME, 0x0012, true, activate).at(0).number())
                .as("no such image")
                .isEqualTo(1);
        SimulatedDevice meter = home.device(ESME);
        meter.security().firmware().arrive(meter.kind(), Octets.ofHex("01020305"), image, hash, meter);
        Instant due = NOON.plus(Duration.ofDays(1));

        Der later = Der.sequence(Asn1.octets(hash), Der.integer(2), Asn1.time(due));
        assertThat(asn1(SUPPLIER, ESME, 0x0012, true, later).tag()).isEqualTo(Der.NULL);
        assertThat(home.alerts())
                .anySatisfy(alert -> assertThat(alert.messageCode()).isEqualTo(0x00CE));
        home.at(due.plusSeconds(1));

        assertThat(home.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.messageCode()).isEqualTo(0x00CA);
            assertThat(Der.parse(alert.payload()).at(3).at(1).value()).isEqualTo(Octets.ofHex("01020305"));
        });
        assertThat(home.ask(SUPPLIER, ESME, READ_FIRMWARE, false, get(1, "0-0:0.2.1.255", 2))
                        .get(0)
                        .data())
                .isEqualTo(DlmsData.octets(Octets.ofHex("01020305")));
    }

    @Test
    void a_device_asks_for_a_certificate_and_takes_only_the_one_it_asked_for() {
        Der usage = Der.sequence(Der.leaf(Der.BIT_STRING, Octets.ofHex("0780")));
        Der stranger = Der.parse(home.keys.der(SUPPLIER, Use.SIGNING));
        assertThat(asn1(SUPPLIER, ESME, 0x000B, true, stranger).number())
                .as("not requested")
                .isEqualTo(3);

        Der request = asn1(SUPPLIER, ESME, 0x000A, true, usage);
        assertThat(request.at(0).at(2).tag()).isEqualTo(Der.SEQUENCE);
        assertThat(asn1(SUPPLIER, ESME, 0x000B, true, stranger).number())
                .as("not mine")
                .isEqualTo(2);
        Der certificate = home.keys.certify(request.at(0).at(2).encode());
        GbcsMessage taken = home.send(home.command(SUPPLIER, ESME, 0x000B, certificate.encode(), true));
        assertThat(taken).isNotNull();
        assertThat(Der.parse(taken.payload()).number()).isZero();
        assertThat(home.crypto.isSignatureValid(
                        taken, Credential.x509(certificate.encode()).getPublicKey()))
                .as("it signs with its new key")
                .isTrue();
    }

    @Test
    void a_supplier_renews_its_own_certificates_and_a_floor_holds() {
        long counter = home.nextCounter();
        Octets signing = home.keys.der(DeviceHome.OTHER_SUPPLIER, Use.SIGNING);
        Octets agreement = home.keys.der(DeviceHome.OTHER_SUPPLIER, Use.AGREEMENT);
        Octets path = TestInfrastructure.der(home.keys.authority());
        Der control = Der.sequence(
                Der.integer(2),
                Der.node(0xA2, List.of(Der.integer(2), Der.leaf(Der.BIT_STRING, Octets.ofHex("0780")))),
                Der.unsigned(0x83, counter),
                Der.unsigned(0x84, 7));
        Der payload = Der.sequence(
                control,
                Der.sequence(
                        Der.sequence(Der.parse(signing), cell("0780")),
                        Der.sequence(Der.parse(agreement), cell("0308"))),
                Der.sequence(Der.parse(path)));
        GbcsMessage answer = home.send(home.command(SUPPLIER, ESME, counter, 0x0102, payload.encode(), true, null));

        assertThat(answer).isNotNull();
        assertThat(home.isProven(answer)).isTrue();
        assertThat(DeviceView.of(home.device(ESME), NOON).supplier()).isEqualTo(DeviceHome.OTHER_SUPPLIER);
        assertThat(home.device(ESME).state().isHigher(DeviceHome.OTHER_SUPPLIER, 7, false))
                .isFalse();
    }

    private static Der cell(String usage) {
        return Der.sequence(Der.integer(2), Der.leaf(Der.BIT_STRING, Octets.ofHex(usage)));
    }

    @Test
    void a_clock_that_is_not_where_the_supplier_says_is_not_set_and_is_doubted() {
        Octets from = DlmsTime.encode(NOON.minusSeconds(3600));
        Octets to = DlmsTime.encode(NOON.minusSeconds(3500));
        Item[] setClock = {
            set(8, "0-0:1.0.0.255", 9, DlmsData.enumerated(5)),
            act(8, "0-0:1.0.0.255", 5, DlmsData.structure(time(NEVER), time(from), time(to))),
            act(8, "0-0:1.0.0.255", 4, DlmsData.i8(0)),
            get(8, "0-0:1.0.0.255", 2),
            get(8, "0-0:1.0.0.255", 4)
        };

        List<Result> results = home.ask(SUPPLIER, ESME, 0x0062, true, setClock);

        assertThat(results.get(4).data().number()).isEqualTo(2);
        assertThat(home.alertCodes()).containsExactly("8F0C");
    }
}
