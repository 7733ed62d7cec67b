package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.BROKER;
import static org.meterflow.simulator.DeviceHome.ESME;
import static org.meterflow.simulator.DeviceHome.GPF;
import static org.meterflow.simulator.DeviceHome.GSME;
import static org.meterflow.simulator.DeviceHome.HUB;
import static org.meterflow.simulator.DeviceHome.NETWORK;
import static org.meterflow.simulator.DeviceHome.SUPPLIER;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.gbcs.Der;
import org.meterflow.metering.gbcs.DlmsData;
import org.meterflow.metering.gbcs.DlmsRequest.Item;
import org.meterflow.metering.gbcs.DlmsResponse;
import org.meterflow.metering.gbcs.DlmsResponse.Result;
import org.meterflow.metering.gbcs.DlmsTime;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.Gbz;
import org.meterflow.metering.gbcs.Gbz.Component;
import org.meterflow.metering.gbcs.Obis;
import org.meterflow.metering.gbcs.OctetWriter;
import org.meterflow.metering.gbcs.Octets;
import org.meterflow.metering.gbcs.SupplementaryFields;
import org.meterflow.metering.gbcs.Utrn;
import org.meterflow.metering.gbcs.Zcl;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.Start;
import org.meterflow.simulator.SimulatedHome.Variant;

/** What commands leave behind in a device, and what it refuses. */
class DeviceStateTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Octets NOW = Octets.ofHex("0000000000000000008000FF");
    private static final Octets NEVER = Octets.ofHex("FFFFFFFFFFFFFFFFFF8000FF");
    private static final int READ_FIRMWARE = 0x0059;
    private static final int READ_BALANCE = 0x0069;
    private static final int READ_SUPPLY = 0x0052;
    private static final int READ_MODE = 0x00BE;
    private static final int READ_TARIFF = 0x003A;

    private final DeviceHome home = new DeviceHome(NOON, Variant.SINGLE, false);

    private static DlmsData time(Octets time) {
        return DlmsData.octets(time);
    }

    private static Item set(int classId, String object, int attribute, DlmsData value) {
        return Item.set(classId, Obis.of(object), attribute, value);
    }

    private static Item act(int classId, String object, int method, DlmsData value) {
        return Item.action(classId, Obis.of(object), method, value);
    }

    private static Item get(int classId, String object, int attribute) {
        return Item.get(classId, Obis.of(object), attribute);
    }

    private List<Integer> codes(Eui64 originator, Eui64 device, int code, boolean signed, Item... items) {
        return home.ask(originator, device, code, signed, items).stream()
                .map(Result::code)
                .toList();
    }

    private static Item balance() {
        return get(112, "0-0:19.10.0.255", 2);
    }

    private long balanceNow() {
        return home.read("112 0-0:19.10.0.255 2", READ_BALANCE).number();
    }

    // Refusals

    @Test
    void an_object_it_does_not_have_is_undefined_and_what_follows_is_not_carried_out() {
        Item message = set(1, "0-2:96.13.1.255", 2, DlmsData.octets(Octets.ofHex("41")));
        Item nowhere = set(1, "0-9:99.99.99.255", 2, DlmsData.u8(1));

        assertThat(codes(SUPPLIER, ESME, 0x0021, false, message, nowhere, message))
                .containsExactly(0, DlmsResponse.OBJECT_UNDEFINED, DlmsResponse.OTHER_REASON);
    }

    @Test
    void what_is_only_read_is_not_written() {
        assertThat(codes(SUPPLIER, ESME, 0x0021, false, set(3, "1-0:2.8.0.255", 2, DlmsData.u32(1))))
                .containsExactly(DlmsResponse.READ_WRITE_DENIED);
    }

    @Test
    void a_value_of_another_type_changes_nothing() {
        assertThat(codes(SUPPLIER, ESME, 0x004B, true, set(1, "0-0:94.44.0.1", 2, DlmsData.u32(900))))
                .containsExactly(DlmsResponse.TYPE_UNMATCHED);
        assertThat(home.read("1 0-0:94.44.0.1 2", 0x003D)).isEqualTo(DlmsData.u16(600));
    }

    @Test
    void a_network_operator_may_not_change_a_balance_and_the_supplier_is_told() {
        GbcsMessage command = home.command(
                NETWORK,
                ESME,
                0x001C,
                new org.meterflow.metering.gbcs.DlmsRequest(
                                0x20000001L, List.of(act(112, "0-0:19.10.0.255", 1, DlmsData.i32(1))))
                        .encode(),
                true);

        assertThat(home.send(command)).isNull();

        GbcsMessage alert = home.alerts().get(0);
        assertThat(DeviceHome.code(alert)).isEqualTo(0x8F30);
        assertThat(alert.recipient()).isEqualTo(SUPPLIER);
        assertThat(home.isProven(alert)).isTrue();
    }

    @Test
    void a_critical_command_signed_by_another_party_is_refused_with_an_alert() {
        GbcsMessage plain = home.command(SUPPLIER, ESME, 0x004F, enableSupply(), false);
        GbcsMessage forged = home.withMac(
                home.crypto.sign(plain.withMac(null), home.keys.privateKey(DeviceHome.OTHER_SUPPLIER, Use.SIGNING)));

        assertThat(home.send(plain)).isNull();
        assertThat(home.send(forged)).isNull();
        assertThat(home.alertCodes()).containsExactly("8F3D");
    }

    private static Octets enableSupply() {
        return new org.meterflow.metering.gbcs.DlmsRequest(
                        0x20000001L, List.of(act(9, "0-0:10.0.106.255", 1, DlmsData.u16(51))))
                .encode();
    }

    @Test
    void a_payload_that_makes_no_sense_gets_no_answer_but_an_alert() {
        assertThat(home.send(home.command(SUPPLIER, ESME, READ_FIRMWARE, Octets.ofHex("D9FF"), false)))
                .isNull();
        assertThat(home.alertCodes()).containsExactly("8F1E");
    }

    @Test
    void a_replay_is_discarded_without_a_word_and_recorded() {
        GbcsMessage command = home.command(SUPPLIER, ESME, 0x0021, displayed("41"), false);
        assertThat(home.send(command)).isNotNull();

        assertThat(home.send(command)).isNull();

        assertThat(home.alerts()).isEmpty();
        assertThat(home.device(ESME).view(NOON).refused()).containsEntry(Refusal.COUNTER_NOT_HIGHER, 1);
    }

    private static Octets displayed(String hex) {
        return new org.meterflow.metering.gbcs.DlmsRequest(
                        0x20000001L, List.of(set(1, "0-2:96.13.1.255", 2, DlmsData.octets(Octets.ofHex(hex)))))
                .encode();
    }

    @Test
    void a_command_for_another_kind_of_device_is_unknown() {
        assertThat(home.send(home.command(SUPPLIER, GSME, 0x0021, displayed("41"), false)))
                .isNull();
        assertThat(home.alertCodes()).containsExactly("8F3E");
    }

    // Tariffs

    private static DlmsData charge(int price) {
        return DlmsData.structure(
                DlmsData.structure(DlmsData.i8(3), DlmsData.i8(-5)),
                DlmsData.structure(DlmsData.u16(3), DlmsData.octets(Octets.ofHex("0100010800FF")), DlmsData.i8(2)),
                DlmsData.array(DlmsData.structure(DlmsData.octets(Octets.ofHex("01")), DlmsData.i16(price))));
    }

    private List<Integer> setPrice(int price, Octets at) {
        return codes(
                SUPPLIER,
                ESME,
                0x00A2,
                true,
                set(113, "0-0:19.20.0.255", 6, charge(price)),
                set(113, "0-0:19.20.0.255", 7, time(at)));
    }

    private long activePrice() {
        return home.read("113 0-0:19.20.0.255 5", READ_TARIFF).at(2).at(0).at(1).number();
    }

    @Test
    void a_price_holds_from_its_date_and_an_alert_says_which_command_it_was() {
        long before = activePrice();
        Instant due = NOON.plus(Duration.ofDays(3));
        assertThat(setPrice(777, DlmsTime.encode(due))).containsExactly(0, 0);
        home.at(due.minusSeconds(1));
        assertThat(activePrice()).isEqualTo(before);
        assertThat(home.alerts()).isEmpty();

        home.at(due.plusSeconds(5));

        assertThat(activePrice()).isEqualTo(777);
        GbcsMessage alert = home.alerts().get(0);
        assertThat(alert.messageCode()).isEqualTo(0x00CC);
        assertThat(DeviceHome.code(alert)).isEqualTo(0x8F66);
        assertThat(alert.isSigned() && home.isProven(alert)).isTrue();
        assertThat(alert.payload().hex()).contains("00A2").endsWith("00710000131400FF07");
        assertThat(home.device(ESME).nextDue()).isNull();
    }

    @Test
    void a_price_that_waits_can_be_withdrawn() {
        long before = activePrice();
        Instant due = NOON.plus(Duration.ofDays(3));
        setPrice(777, DlmsTime.encode(due));
        setPrice(778, NEVER);

        home.at(due.plusSeconds(5));

        assertThat(activePrice()).isEqualTo(before);
        assertThat(home.alerts()).isEmpty();
    }

    @Test
    void a_price_that_holds_at_once_needs_no_alert() {
        setPrice(1234, NOW);

        assertThat(activePrice()).isEqualTo(1234);
        assertThat(home.alerts()).isEmpty();
    }

    @Test
    void a_higher_price_makes_the_same_use_cost_more() {
        setPrice(1000, NOW);
        long start = balanceNow();
        home.at(NOON.plus(Duration.ofDays(10)));
        long cheap = start - balanceNow();
        setPrice(30_000, NOW);
        long between = balanceNow();
        home.at(NOON.plus(Duration.ofDays(20)));

        assertThat(between - balanceNow()).isGreaterThan(2 * cheap);
    }

    // Money

    @Test
    void a_balance_is_adjusted_and_reset() {
        codes(SUPPLIER, ESME, 0x001C, true, act(112, "0-0:19.10.0.255", 1, DlmsData.i32(5_000_000)));
        long adjusted = balanceNow();
        codes(SUPPLIER, ESME, 0x00B3, true, act(112, "0-0:19.10.0.255", 2, DlmsData.i32(0)));

        assertThat(adjusted).isPositive();
        assertThat(balanceNow()).isZero();
    }

    private void prepayment(Octets at) {
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

    private void resetBalance() {
        codes(SUPPLIER, ESME, 0x00B3, true, act(112, "0-0:19.10.0.255", 2, DlmsData.i32(0)));
    }

    private void adjust(int amount) {
        codes(SUPPLIER, ESME, 0x001C, true, act(112, "0-0:19.10.0.255", 1, DlmsData.i32(amount)));
    }

    private long supply() {
        return home.read("70 0-0:96.3.10.255 3", READ_SUPPLY).number();
    }

    @Test
    void a_supply_whose_credit_is_gone_is_switched_off_with_an_alert_and_armed_by_a_top_up() {
        prepayment(NOW);
        assertThat(home.read("111 0-0:19.0.0.255 2", READ_MODE).at(0).number()).isEqualTo(2);
        resetBalance();
        adjust(300_000);
        home.alerts();

        home.at(NOON.plus(Duration.ofDays(20)));

        assertThat(supply()).isZero();
        assertThat(home.alertCodes()).contains("8F0F", "810D", "8119");
        long owed = -balanceNow();
        assertThat(owed).isPositive();
        Result topUp = topUp(1L << 32, (int) (owed / 100_000) + 5);
        assertThat(topUp.code()).isZero();
        assertThat(supply()).isEqualTo(2);
        assertThat(balanceNow()).isPositive();
    }

    @Test
    void a_supply_that_is_off_uses_nothing() {
        codes(SUPPLIER, ESME, 0x0050, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(52)));
        long before = export();
        Instant later = NOON.plus(Duration.ofDays(3));
        home.at(later);
        assertThat(imported()).isEqualTo(importedAtNoon);
        assertThat(export()).isGreaterThanOrEqualTo(before);

        codes(SUPPLIER, ESME, 0x004F, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(51)));
        home.at(later.plus(Duration.ofDays(1)));
        assertThat(imported()).isGreaterThan(importedAtNoon);
    }

    private final long importedAtNoon = imported();

    private long imported() {
        return ((ElectricityDevice) home.device(ESME).behaviour()).state().imported(home.now());
    }

    private long export() {
        return home.read("3 1-0:2.8.0.255 2", 0x0026).number();
    }

    @Test
    void emergency_credit_is_given_to_a_prepayment_meter_that_has_little_left_and_only_once() {
        Item activate = act(112, "0-0:19.10.1.255", 3, DlmsData.i8(0));
        assertThat(codes(SUPPLIER, ESME, 0x0020, true, activate)).containsExactly(DlmsResponse.OTHER_REASON);
        prepayment(NOW);
        resetBalance();

        assertThat(codes(SUPPLIER, ESME, 0x0020, true, activate)).containsExactly(0);
        assertThat(codes(SUPPLIER, ESME, 0x0020, true, activate)).containsExactly(DlmsResponse.OTHER_REASON);
        assertThat(home.alertCodes()).contains("81AB");
    }

    @Test
    void a_debt_is_collected_day_by_day_and_from_each_top_up() {
        prepayment(NOW);
        resetBalance();
        DlmsData perDay = DlmsData.structure(
                DlmsData.structure(DlmsData.i8(0), DlmsData.i8(-2)),
                DlmsData.structure(DlmsData.u16(0), DlmsData.octets(Octets.ofHex("000000000000")), DlmsData.i8(0)),
                DlmsData.array(DlmsData.structure(DlmsData.octets(Octets.NONE), DlmsData.i16(50))));
        assertThat(codes(
                        SUPPLIER,
                        ESME,
                        0x001E,
                        true,
                        set(113, "0-0:19.20.1.255", 6, perDay),
                        set(113, "0-0:19.20.3.255", 13, DlmsData.u16(2500)),
                        set(113, "0-0:19.20.1.255", 8, DlmsData.u32(86_400)),
                        act(113, "0-0:19.20.1.255", 2, DlmsData.i8(0)),
                        act(113, "0-0:19.20.3.255", 4, DlmsData.i32(1_000_000)),
                        act(113, "0-0:19.20.1.255", 4, DlmsData.i32(200_000))))
                .containsOnly(0);
        Ledger ledger = ((ElectricityDevice) home.device(ESME).behaviour()).state().ledger;

        assertThat(topUp(1L << 32, 10).code()).isZero();
        assertThat(ledger.debt(Ledger.PAYMENT_DEBT, home.now())).isEqualTo(750_000);
        home.at(NOON.plus(Duration.ofDays(3)));

        assertThat(ledger.debt(Ledger.TIME_DEBT_1, home.now())).isEqualTo(50_000);
        home.at(NOON.plus(Duration.ofDays(30)));
        assertThat(ledger.debt(Ledger.TIME_DEBT_1, home.now())).isZero();
    }

    // Top-ups

    private String token(long counter, int pounds) {
        return Utrn.make(
                        home.crypto,
                        new RequestId(SUPPLIER, ESME, counter),
                        Utrn.ValueClass.POUNDS,
                        pounds,
                        home.keys.privateKey(SUPPLIER, Use.PREPAYMENT_AGREEMENT),
                        home.keys.deviceAgreement(ESME))
                .digits();
    }

    private Result topUp(long counter, int pounds) {
        return topUp(counter, token(counter, pounds));
    }

    private Result topUp(long counter, String digits) {
        Octets payload = new org.meterflow.metering.gbcs.DlmsRequest(
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

    private List<Integer> eventsSoFar() {
        return new EventLog(home.device(ESME).state().memory(), EventLog.EVENTS)
                .between(Instant.EPOCH, home.now()).stream()
                        .map(EventLog.Entry::code)
                        .toList();
    }

    @Test
    void a_top_up_counts_once_and_has_counters_of_its_own() {
        prepayment(NOW);
        resetBalance();
        String token = token(5L << 32, 20);

        assertThat(topUp(5L << 32, token).code()).isZero();

        assertThat(balanceNow()).isEqualTo(2_000_000);
        assertThat(home.send(home.command(SUPPLIER, ESME, 5L << 32, 0x0007, displayed("41"), false, null)))
                .as("the counter was used")
                .isNull();
        assertThat(codes(SUPPLIER, ESME, READ_FIRMWARE, false, get(1, "0-0:0.2.1.255", 2)))
                .as("commands count from lower numbers on")
                .containsExactly(0);
    }

    @Test
    void a_token_that_is_misspelt_or_made_for_another_counter_or_amount_adds_nothing() {
        prepayment(NOW);
        resetBalance();
        String good = token(5L << 32, 20);
        char last = good.charAt(19);
        String misspelt = good.substring(0, 19) + (last == '9' ? '0' : (char) (last + 1));

        assertThat(topUp(5L << 32, misspelt).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(topUp(6L << 32, good).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(balanceNow()).isZero();
        assertThat(eventsSoFar()).contains(0x8F63);
    }

    @Test
    void a_top_up_above_the_limits_is_refused_with_the_event_that_says_which() {
        prepayment(NOW);
        resetBalance();

        assertThat(topUp(5L << 32, 8000).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(eventsSoFar()).contains(0x8F5B);
        adjust(24_000_000);
        assertThat(topUp(6L << 32, 200).code()).isEqualTo(DlmsResponse.HARDWARE_FAULT);
        assertThat(eventsSoFar()).contains(0x8F47);
    }

    // Logs

    @Test
    void what_a_former_tenant_used_is_told_to_nobody() {
        Instant moved = NOON.minus(Duration.ofDays(2));
        assertThat(halfHours(NOON.minus(Duration.ofDays(5)), NOON)).hasSize(5 * 48 + 1);
        codes(SUPPLIER, ESME, 0x0022, false, set(1, "0-0:94.44.3.2", 2, time(DlmsTime.encode(moved))));

        assertThat(halfHours(NOON.minus(Duration.ofDays(5)), NOON)).hasSize(2 * 48 + 1);
    }

    private List<DlmsData> halfHours(Instant from, Instant to) {
        Item log = Item.select(
                7,
                Obis.of("0-0:99.1.2.255"),
                2,
                1,
                DlmsData.structure(
                        DlmsData.NULL,
                        DlmsData.u32(DlmsTime.secondsSince2000(from)),
                        DlmsData.u32(DlmsTime.secondsSince2000(to)),
                        DlmsData.array()));
        return home.ask(SUPPLIER, ESME, 0x0038, false, log).get(0).data().elements();
    }

    @Test
    void half_hours_add_up_to_what_the_register_grew_by_for_thirteen_months() {
        List<DlmsData> year = halfHours(NOON.minus(Duration.ofDays(100)), NOON);
        assertThat(year).hasSize(100 * 48 + 1);
        assertThat(halfHours(NOON.minus(Duration.ofDays(420)), NOON.minus(Duration.ofDays(405))))
                .as("longer ago than a meter keeps")
                .isEmpty();
        Esme esme = ((ElectricityDevice) home.device(ESME).behaviour()).state();
        long used = year.stream().skip(1).mapToLong(row -> row.at(1).number()).sum();
        long grown = esme.reactiveImported(NOON) - esme.reactiveImported(NOON.minus(Duration.ofDays(100)));
        assertThat(used).isCloseTo(grown, org.assertj.core.data.Offset.offset(5000L));
    }

    @Test
    void a_cleared_log_says_that_it_was_cleared() {
        codes(SUPPLIER, ESME, 0x0050, true, act(9, "0-0:10.0.106.255", 1, DlmsData.u16(52)));
        assertThat(eventsSoFar()).hasSize(1);

        codes(SUPPLIER, ESME, 0x0024, false, act(7, "0-0:99.98.0.255", 1, DlmsData.i8(0)));

        assertThat(eventsSoFar()).containsExactly(Books.CLEARED);
    }

    @Test
    void a_meter_that_was_given_a_calendar_of_bills_sends_each_to_its_supplier_and_to_nobody_else() {
        Instant may = Instant.parse("2026-05-02T00:00:00Z");
        home.at(Instant.parse("2026-04-02T00:00:00Z"));
        assertThat(home.alerts()).as("nobody asked for bills").isEmpty();
        DlmsData monthly = DlmsData.array(DlmsData.structure(
                DlmsData.octets(Octets.ofHex("06000000")), DlmsData.octets(Octets.ofHex("FFFFFF01FF"))));
        assertThat(codes(SUPPLIER, ESME, 0x0046, true, set(22, "0-0:15.0.0.255", 4, monthly)))
                .containsExactly(0);
        assertThat(home.device(ESME).nextDue()).isEqualTo(Instant.parse("2026-05-01T06:00:00Z"));

        home.at(may);

        GbcsMessage bill = home.alerts().get(0);
        assertThat(bill.messageCode()).isEqualTo(0x0061);
        assertThat(home.isProven(bill)).isTrue();
        Octets sealed = org.meterflow.metering.gbcs.DlmsNotification.parse(bill.payload())
                .content()
                .at(3)
                .text();
        assertThat(sealed.length()).as("as the published ones").isEqualTo(375);
        DlmsData rows = DlmsData.parse(Octets.of(home.unsealing(bill).open(sealed)));
        assertThat(rows.at(0).at(0).at(0).number())
                .isEqualTo(DlmsTime.secondsSince2000(Instant.parse("2026-05-01T06:00:00Z")));
    }

    @Test
    void a_gas_meter_sends_its_bill_too() {
        Octets calendar = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .littleEndian(DlmsTime.secondsSince2000(Instant.parse("2026-04-01T00:00:00Z")), 4)
                .littleEndian(1, 3)
                .u8(0x23)
                .u8(0)
                .toOctets();
        gas(GSME, 0x007E, true, Component.of(0x0700, 0x09, 0, 0x09, calendar));

        home.at(Instant.parse("2026-04-01T00:00:01Z"));

        assertThat(home.alerts()).singleElement().satisfies(bill -> {
            assertThat(bill.messageCode()).isEqualTo(0x008B);
            assertThat(bill.payload().hex()).startsWith("0109018F0A");
            assertThat(bill.payload().hex()).contains("0307020060000019000600593100000000");
        });
        assertThat(home.device(GSME).nextDue()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
    }

    // The hub

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

    private Der asn1(Eui64 originator, Eui64 device, int code, boolean signed, Der payload) {
        GbcsMessage answer = home.send(home.command(originator, device, code, payload.encode(), signed));
        assertThat(answer).isNotNull();
        assertThat(home.isProven(answer)).isTrue();
        return Der.parse(answer.payload());
    }

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
        meter.security().firmware().receive(Octets.ofHex("01020305"), image, hash, false, meter);
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
        assertThat(home.device(ESME).view(NOON).supplier()).isEqualTo(DeviceHome.OTHER_SUPPLIER);
        assertThat(home.device(ESME).state().isHigher(DeviceHome.OTHER_SUPPLIER, 7, false))
                .isFalse();
    }

    private static Der cell(String usage) {
        return Der.sequence(Der.integer(2), Der.leaf(Der.BIT_STRING, Octets.ofHex(usage)));
    }

    // Clock

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

    // Gas

    private List<Component> gas(Eui64 device, int code, boolean signed, Component... components) {
        GbcsMessage answer =
                home.send(home.command(SUPPLIER, device, code, new Gbz(List.of(components)).encode(), signed));
        assertThat(answer).isNotNull();
        assertThat(home.isProven(answer)).isTrue();
        return Gbz.parse(answer.payload()).components();
    }

    private static Component gasPrice(long start, int price) {
        Octets content = new OctetWriter()
                .littleEndian(0, 4)
                .littleEndian(1, 4)
                .littleEndian(start, 4)
                .littleEndian(1, 4)
                .u8(0)
                .u8(1)
                .u8(1)
                .u8(1)
                .littleEndian(price, 4)
                .toOctets();
        return Component.of(0x0700, 0x09, 0, 0x05, content);
    }

    @Test
    void a_gas_price_waits_for_its_date_and_can_be_withdrawn() {
        Gsme gsme = ((GasDevice) home.device(GSME).behaviour()).gsme();
        Instant due = NOON.plus(Duration.ofDays(2));
        long seconds = DlmsTime.secondsSince2000(due);
        gas(GSME, 0x00A3, true, gasPrice(seconds, 4321));
        gas(GSME, 0x00A3, true, gasPrice(0xFFFFFFFEL, 0));
        home.at(due.plusSeconds(1));
        assertThat(gsme.unitPrice()).isNotEqualTo(4321);
        assertThat(home.alerts()).isEmpty();

        gas(GSME, 0x00A3, true, gasPrice(seconds + 86_400, 4321));
        home.at(due.plus(Duration.ofDays(2)));
        assertThat(gsme.unitPrice()).isEqualTo(4321);
        assertThat(home.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.messageCode()).isEqualTo(0x00CD);
            assertThat(alert.payload().hex()).endsWith("07000905");
        });
    }

    @Test
    void a_gas_valve_is_closed_and_armed_and_the_proxy_knows() {
        Octets closed = Octets.ofHex("00000000000000000000000000000000" + "0001");
        assertThat(gas(GSME, 0x0081, true, Component.of(0x0702, 0x01, 0, 0x0B, closed)))
                .singleElement()
                .satisfies(answer -> assertThat(answer.content().at(12)).isZero());
        Octets read = new OctetWriter().littleEndian(0x0014, 2).toOctets();

        List<Component> answers = gas(GPF, 0x0082, false, Component.of(0x0702, 0x00, 0, Zcl.READ_ATTRIBUTES, read));

        assertThat(Zcl.attributes(answers.get(0).content()).get(0).number()).isZero();
    }

    @Test
    void a_gas_command_that_is_unknown_fails_and_the_next_is_not_carried_out() {
        List<Component> answers = gas(
                GSME,
                0x0070,
                true,
                Component.of(0x0705, 0x01, 0, 0x00, Octets.ofHex("0000000000")),
                Component.of(0x0705, 0x01, 1, 0x00, Octets.ofHex("0000000000")));

        assertThat(answers).extracting(answer -> answer.content().hex()).containsExactly("0001", "FF01");
    }

    @Test
    void a_user_the_meter_does_not_know_reads_through_the_broker_with_its_certificate() {
        var fields = new SupplementaryFields(
                DeviceHome.OTHER_SUPPLIER, 5L, null, home.keys.der(DeviceHome.OTHER_SUPPLIER, Use.AGREEMENT));
        Octets read = new OctetWriter().littleEndian(0x0000, 2).toOctets();
        Octets payload = new Gbz(List.of(Component.of(0x0702, 0x00, 0, Zcl.READ_ATTRIBUTES, read))).encode();

        GbcsMessage answer = home.send(home.command(BROKER, GPF, home.nextCounter(), 0x0074, payload, false, fields));

        assertThat(answer).isNotNull();
        Component component = Gbz.parse(answer.payload()).components().get(0);
        Octets plain = Octets.of(home.unsealing(answer).open(component.content()));
        assertThat(Zcl.attributes(plain).get(0).number()).isPositive();
    }

    @Test
    void a_home_that_came_with_a_balance_runs_down_from_it() {
        DeviceHome poor = new DeviceHome(
                Instant.parse("2026-01-01T00:00:00Z"), Variant.SINGLE, new Start(true, null, new BigDecimal("7.50")));
        assertThat(poor.read("112 0-0:19.10.0.255 2", READ_BALANCE).number()).isEqualTo(750_000);
    }
}
