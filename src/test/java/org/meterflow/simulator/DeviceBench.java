package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Utrn;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.Variant;

/** A home's devices on the bench, and the commands its tests have in common. */
abstract class DeviceBench {

    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final Octets NOW = Octets.ofHex("0000000000000000008000FF");
    static final Octets NEVER = Octets.ofHex("FFFFFFFFFFFFFFFFFF8000FF");
    static final int READ_FIRMWARE = 0x0059;
    static final int READ_BALANCE = 0x0069;
    static final int READ_SUPPLY = 0x0052;
    static final int READ_MODE = 0x00BE;
    static final int READ_TARIFF = 0x003A;

    final DeviceHome home;

    DeviceBench() {
        this(Variant.SINGLE);
    }

    DeviceBench(Variant variant) {
        home = new DeviceHome(NOON, variant, false);
    }

    static DlmsData time(Octets time) {
        return DlmsData.octets(time);
    }

    static Item set(int classId, String object, int attribute, DlmsData value) {
        return Item.set(classId, Obis.of(object), attribute, value);
    }

    static Item act(int classId, String object, int method, DlmsData value) {
        return Item.action(classId, Obis.of(object), method, value);
    }

    static Item get(int classId, String object, int attribute) {
        return Item.get(classId, Obis.of(object), attribute);
    }

    List<Integer> codes(Eui64 originator, Eui64 device, int code, boolean signed, Item... items) {
        return home.ask(originator, device, code, signed, items).stream()
                .map(Result::code)
                .toList();
    }

    long balanceNow() {
        return home.read("112 0-0:19.10.0.255 2", READ_BALANCE).number();
    }

    static Octets displayed(String hex) {
        return new DlmsRequest(0x20000001L, List.of(set(1, "0-2:96.13.1.255", 2, DlmsData.octets(Octets.ofHex(hex)))))
                .encode();
    }

    void prepayment(Octets at) {
        assertThat(codes(
                        SUPPLIER,
                        ESME,
                        0x001B,
                        true,
                        set(
                                111,
                                "0-1:19.0.0.255",
                                2,
                                DlmsData.structure(DlmsData.enumerated(2), DlmsData.enumerated(1))),
                        set(9000, "0-0:94.44.128.22", 4, DlmsData.i32(0)),
                        set(9000, "0-0:94.44.128.22", 6, time(at)),
                        set(111, "0-1:19.0.0.255", 13, time(at))))
                .containsOnly(0);
    }

    void resetBalance() {
        codes(SUPPLIER, ESME, 0x00B3, true, act(112, "0-0:19.10.0.255", 2, DlmsData.i32(0)));
    }

    void adjust(int amount) {
        codes(SUPPLIER, ESME, 0x001C, true, act(112, "0-0:19.10.0.255", 1, DlmsData.i32(amount)));
    }

    long supply() {
        return home.read("70 0-0:96.3.10.255 3", READ_SUPPLY).number();
    }

    String token(long counter, int pounds) {
        return Utrn.make(
                        home.crypto,
                        new RequestId(SUPPLIER, ESME, counter),
                        Utrn.ValueClass.POUNDS,
                        pounds,
                        home.keys.privateKey(SUPPLIER, Use.PREPAYMENT_AGREEMENT),
                        home.keys.deviceAgreement(ESME))
                .digits();
    }

    Result topUp(long counter, int pounds) {
        return topUp(counter, token(counter, pounds));
    }

    Result topUp(long counter, String digits) {
        Octets payload = new DlmsRequest(
                        0x20000000L,
                        List.of(act(
                                115,
                                "0-0:19.40.0.255",
                                1,
                                DlmsData.octets(Octets.of(digits.getBytes(StandardCharsets.US_ASCII))))))
                .encode();
        GbcsMessage answer = home.send(home.command(SUPPLIER, ESME, counter, 0x0007, payload, false, null));
        assertThat(answer).isNotNull();
        assertThat(answer.dateTime()).isNotNull();
        return DlmsResponse.parse(answer.payload()).results().get(0);
    }

    List<Integer> eventsSoFar() {
        return new EventLog(home.device(ESME).state().memory(), EventLog.EVENTS)
                .between(Instant.EPOCH, home.now()).stream()
                        .map(EventLog.Entry::code)
                        .toList();
    }

    Der asn1(Eui64 originator, Eui64 device, int code, boolean signed, Der payload) {
        GbcsMessage answer = home.send(home.command(originator, device, code, payload.encode(), signed));
        assertThat(answer).isNotNull();
        assertThat(home.isProven(answer)).isTrue();
        return Der.parse(answer.payload());
    }

    List<Component> gas(Eui64 device, int code, boolean signed, Component... components) {
        GbcsMessage answer =
                home.send(home.command(SUPPLIER, device, code, new Gbz(List.of(components)).encode(), signed));
        assertThat(answer).isNotNull();
        assertThat(home.isProven(answer)).isTrue();
        return Gbz.parse(answer.payload()).components();
    }
}
