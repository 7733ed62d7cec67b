package org.meterflow.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsData.BitString;
import org.meterflow.gbcs.DlmsData.Bool;
import org.meterflow.gbcs.DlmsData.CompactArray;
import org.meterflow.gbcs.DlmsData.Fixed;
import org.meterflow.gbcs.DlmsData.Numeric;
import org.meterflow.gbcs.DlmsData.Shape;
import org.meterflow.gbcs.DlmsData.Text;
import org.meterflow.gbcs.DlmsNotification;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.DlmsType.FixedType;
import org.meterflow.gbcs.DlmsType.NumericType;
import org.meterflow.gbcs.DlmsType.TextType;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.GbzAlert;
import org.meterflow.gbcs.Obis;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.gbcs.Zcl;
import org.meterflow.gbcs.Zcl.Attribute;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** One message of every form there is, with every type of value, made up. */
final class HandMade {

    static final Eui64 SUPPLIER = Eui64.of("AA00000000000001");
    static final Eui64 USER = Eui64.of("AA00000000000002");
    static final Eui64 METER = Eui64.of("BB00000000000001");
    static final RequestId ASKED = new RequestId(SUPPLIER, METER, -5);
    static final RequestId SAID = new RequestId(METER, SUPPLIER, 4_000);

    private static final Obis OBJECT = Obis.of("0-0:94.44.34.10");
    private static final Octets SEALED = Octets.ofHex("3100000000" + "0102030405" + "000000000000000000000000");

    private HandMade() {}

    static Octets hex(String hex) {
        return Octets.ofHex(hex.replace(" ", ""));
    }

    static Map<String, GbcsMessage> all() {
        Map<String, GbcsMessage> all = new TreeMap<>();
        all.put("electricity command", GbcsMessage.command(ASKED, 0x0019, electricityRequest()));
        all.put(
                "pre-command",
                GbcsMessage.command(ASKED, 0x0019, electricityRequest()).withSignature(null));
        all.put(
                "signed command with MAC",
                GbcsMessage.command(ASKED, 0x0019, electricityRequest())
                        .withSignature(Octets.of(new byte[64]))
                        .withMac(Octets.of(new byte[12])));
        all.put(
                "command for a user",
                GbcsMessage.command(ASKED, 0x0034, electricityRequest())
                        .withSupplementary(SupplementaryFields.of(USER, -1)));
        all.put(
                "command for an unknown user",
                GbcsMessage.command(ASKED, 0x0034, electricityRequest())
                        .withSupplementary(new SupplementaryFields(USER, 9L, null, hex("3003020101"))));
        all.put("electricity answer", response(0x0027, null, electricityResponse()));
        all.put(
                "answer for an unknown user",
                response(0x0034, new SupplementaryFields(USER, 9L, 77L, null), electricityResponse()));
        all.put("gas command", GbcsMessage.command(ASKED, 0x009F, gasRequest()));
        all.put("gas answer", response(0x0074, null, gasResponse()));
        all.put("value answer", response(0x0008, null, asn1()));
        all.put("electricity alert", alert(0x00CC, electricityAlert()));
        all.put(
                "alert that names a party",
                alert(0x0123, electricityAlert()).withSupplementary(new SupplementaryFields(USER, null, null, null)));
        all.put("bare gas alert", alert(0x1001, new GbzAlert(0x810E, 0, null).encode()));
        all.put("gas alert of an effect", gasAlert("0E 006F 00000000000003E9 0707 01 04"));
        all.put("gas alert with a cause", gasAlert("0102"));
        all.put("gas alert with a hash", gasAlert("0904 A1A1A1A1"));
        all.put("gas alert with what nobody knows", gasAlert("FFFFFF"));
        all.put(
                "sealed gas alert",
                alert(
                        0x008B,
                        new GbzAlert(
                                        0x8F0A,
                                        0x1C374A80,
                                        GbzAlert.content(new Component(0x0702, null, 0, 0x19, 0, 6, SEALED)))
                                .encode()));
        all.put("value alert", alert(0x0128, hex("300C 0203008F8A 1801FF 04022B2C")));
        return all;
    }

    private static GbcsMessage response(int code, SupplementaryFields fields, Octets payload) {
        return GbcsMessage.command(ASKED, code, Octets.NONE)
                .response(hex("07EA0B17FF11000000800000"), fields, payload)
                .withMac(Octets.of(new byte[12]));
    }

    private static GbcsMessage alert(int code, Octets payload) {
        return GbcsMessage.alert(SAID, code, payload);
    }

    private static GbcsMessage gasAlert(String content) {
        return alert(0x00CD, new GbzAlert(0x8F66, 0x1C374A80, hex(content)).encode());
    }

    static List<DlmsData> everyType() {
        List<DlmsData> values = new ArrayList<>();
        for (NumericType type : NumericType.values()) {
            values.add(new Numeric(type, type.isSigned() ? -2 : 2));
            values.add(new Numeric(type, type == NumericType.U64 ? -1 : 100));
        }
        for (TextType type : TextType.values()) {
            values.add(new Text(type, Octets.NONE));
            values.add(new Text(type, hex("4142")));
            values.add(new Text(type, hex("C3A4")));
            values.add(new Text(type, hex("FF00FE")));
            values.add(new Text(type, Octets.of(new byte[300])));
        }
        for (FixedType type : FixedType.values()) {
            int length = DlmsTypes.length(type);
            values.add(new Fixed(type, Octets.of(new byte[length])));
        }
        values.add(DlmsData.bool(true));
        values.add(DlmsData.bool(false));
        values.add(new Bool(0x17));
        values.add(new BitString(0, Octets.NONE));
        values.add(new BitString(3, hex("E0")));
        values.add(new BitString(3, hex("FF")));
        values.add(new BitString(300, Octets.of(new byte[38])));
        values.add(DlmsData.NULL);
        values.add(DlmsData.array());
        values.add(new CompactArray(new Shape.Scalar(0x77), List.of()));
        values.add(rows());
        return values;
    }

    private static DlmsData rows() {
        Shape row = new Shape.Fields(
                List.of(new Shape.Scalar(0x06), new Shape.Repeated(2, new Shape.Scalar(0x09)), new Shape.Scalar(0x03)));
        List<DlmsData> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(DlmsData.structure(
                    DlmsData.u32(473_212_800L + i),
                    DlmsData.array(DlmsData.octets(hex("01")), DlmsData.octets(Octets.NONE)),
                    DlmsData.bool(i % 2 == 0)));
        }
        return new CompactArray(row, rows);
    }

    private static Octets electricityRequest() {
        List<Item> items = new ArrayList<>();
        items.add(Item.get(1, OBJECT, 2));
        items.add(Item.set(20, Obis.of("255-0:13.0.0.255"), 7, new DlmsData.Structure(everyType())));
        items.add(Item.action(112, OBJECT, 1, DlmsData.i32(-1)));
        items.add(new Item(
                Verb.SELECT,
                7,
                OBJECT,
                2,
                1,
                DlmsData.structure(DlmsData.u32(1), DlmsData.u32(2), DlmsData.array()),
                DlmsData.NULL));
        for (int i = 0; i < 130; i++) {
            items.add(Item.get(i, OBJECT, i));
        }
        return new DlmsRequest(0x20FFFFFBL, items).encode();
    }

    private static Octets electricityResponse() {
        return new DlmsResponse(
                        0x20000007L,
                        List.of(
                                Result.of(Verb.GET, rows()),
                                Result.of(Verb.ACTION, DlmsData.structure(DlmsData.array(), DlmsData.octets(SEALED))),
                                Result.failed(Verb.SET, 3),
                                Result.failed(Verb.GET, 0xFA)))
                .encode();
    }

    private static Octets electricityAlert() {
        return new DlmsNotification(
                        0x20000FA0L,
                        DlmsData.structure(
                                DlmsData.u16(0x8F66),
                                DlmsData.octets(hex("07EA0B17FF110000008000FF")),
                                DlmsData.octets(Octets.of(new byte[19]))))
                .encode();
    }

    private static Octets gasRequest() {
        return new Gbz(List.of(
                        Component.of(0x0702, 0x00, 0, 0, hex("0203 0103")),
                        new Component(0x0705, 0x1C374A80L, null, 0x01, 1, 9, hex("404B4C00")),
                        Component.of(
                                0x0707, 0x09, 2, 4, hex("00000000 804A371C 804A371C FEFFFFFF 03 01 00 01 730405FF 01")),
                        Component.of(0x0703, 0x09, 3, 0, hex("804A371C 00 00000000 FFFF 03 C3A441")),
                        Component.of(
                                0x0700,
                                0x09,
                                4,
                                0,
                                hex("00000000 00 804A371C 804A371C 01 3A03 51 41 00000000 A005" + " 80250000 0102")),
                        Component.of(0x0702, 0x01, 5, 0x77, hex("0102")),
                        Component.of(0x0702, 0x01, 6, 8, hex("0102")),
                        Component.of(0x0702, 0x00, 7, 0, hex("010203")),
                        Component.of(0x9999, 0x02, 8, 0, Octets.NONE)))
                .encode();
    }

    private static Octets gasResponse() {
        Octets attributes = Zcl.encode(List.of(
                Attribute.number(0x0301, Zcl.U24, 1),
                Attribute.number(0x0001, Zcl.I32, -7),
                Attribute.number(0x0009, 0x27, -1),
                Attribute.text(0x0206, hex("01020304")),
                new Attribute(0x0004, 0, Zcl.TEXT, 0, hex("414243")),
                Attribute.failed(0x0302, Zcl.UNSUPPORTED_ATTRIBUTE)));
        return new Gbz(List.of(
                        Component.of(0x0702, 0x18, 0, 1, attributes),
                        new Component(0x0702, null, 0, 0x19, 1, 6, SEALED),
                        new Component(0x0705, null, 1, 0x18, 2, 1, SEALED),
                        Component.of(0x0705, 0x08, 3, 0x0B, hex("06 8B")),
                        Component.of(0x0705, 0x08, 4, 0x0B, hex("06"))))
                .encode();
    }

    /** Among others an over-long length, a number with needless zeros, and bytes that are no text. */
    private static Octets asn1() {
        return hex("30820042 020100 0A0105 02020001 020900FFFFFFFFFFFFFFFF 0201FF 0500 0400 048102AABB"
                + " 0303078000 180F32303135303130313030303030305A 180100 A203830105 0101FF");
    }
}
