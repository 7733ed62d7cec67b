package org.meterflow.workbench;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A second decoder, for tests alone: it takes electricity and gas messages apart and says what their numbers are, from the
 * description of the format and without any code of the first.
 */
final class SecondDecoder {

    /** A number as it stands, and what it must be read as: a quantity and its unit; nothing where there is no opinion. */
    record Read(String place, long raw, String reading, String unit) {

        boolean isKnown() {
            return !reading.isEmpty();
        }
    }

    private record Item(int verb, int classId, String object, int member, Object selection, Object data) {}

    private static final Map<Integer, String> UNITS =
            Map.of(7, "s", 27, "W", 28, "VA", 29, "var", 30, "Wh", 32, "varh", 33, "A", 35, "V", 255, "");

    private static final Map<String, List<String>> LOGS = Map.of(
            "0-0:99.1.1.255", List.of("time", "Wh", "varh"),
            "0-0:99.1.2.255", List.of("time", "varh"),
            "0-0:98.1.10.255", List.of("time", "Wh"),
            "0-0:98.1.4.255", List.of("time", "money"),
            "0-0:98.1.5.255", List.of("time", "money"),
            "1-0:32.24.0.255", List.of("time", "V"),
            "1-0:52.24.0.255", List.of("time", "V"),
            "1-0:72.24.0.255", List.of("time", "V"));

    private final ByteBuffer bytes;

    private SecondDecoder(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** What stands between the envelope's header and its signature. */
    static byte[] payload(String message) {
        SecondDecoder envelope = new SecondDecoder(HexFormat.of().parseHex(message.toLowerCase(java.util.Locale.ROOT)));
        if (envelope.u8() == 0xDD) {
            envelope.take(6);
            envelope.length();
            envelope.take(5 + 1);
        }
        for (int field = 0; field < 5; field++) {
            envelope.take(envelope.length());
        }
        return envelope.take(envelope.length());
    }

    private int u8() {
        return bytes.get() & 0xFF;
    }

    private byte[] take(int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    private int length() {
        int first = u8();
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = length << 8 | u8();
        }
        return length;
    }

    private long number(int count, boolean signed) {
        long value = signed && (bytes.get(bytes.position()) & 0x80) != 0 ? -1 : 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | u8();
        }
        return value;
    }

    private long little(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) u8() << 8 * i;
        }
        return value;
    }

    /** Numbers are Long, lists and structures are lists, all else is bytes. */
    private Object data(int tag) {
        return switch (tag) {
            case 0x00 -> new byte[0];
            case 0x01, 0x02 -> {
                List<Object> elements = new ArrayList<>();
                for (int left = length(); left > 0; left--) {
                    elements.add(data(u8()));
                }
                yield elements;
            }
            case 0x03 -> new byte[] {bytes.get()};
            case 0x04 -> take((length() + 7) / 8);
            case 0x05 -> number(4, true);
            case 0x06 -> number(4, false);
            case 0x09, 0x0A, 0x0C -> take(length());
            case 0x0F -> number(1, true);
            case 0x10 -> number(2, true);
            case 0x11, 0x16 -> number(1, false);
            case 0x12 -> number(2, false);
            case 0x13 -> compact();
            default -> throw new IllegalStateException("tag " + tag);
        };
    }

    private Object compact() {
        if (u8() != 0x02) {
            throw new IllegalStateException("rows are structures");
        }
        List<int[]> columns = new ArrayList<>();
        for (int left = length(); left > 0; left--) {
            int tag = u8();
            columns.add(tag == 0x01 ? new int[] {(int) number(2, false), u8()} : new int[] {0, tag});
        }
        SecondDecoder rows = new SecondDecoder(take(length()));
        List<Object> all = new ArrayList<>();
        while (rows.bytes.hasRemaining()) {
            List<Object> row = new ArrayList<>();
            for (int[] column : columns) {
                if (column[0] == 0) {
                    row.add(rows.data(column[1]));
                    continue;
                }
                List<Object> many = new ArrayList<>();
                for (int i = 0; i < column[0]; i++) {
                    many.add(rows.data(column[1]));
                }
                row.add(many);
            }
            all.add(row);
        }
        return all;
    }

    private static List<Item> request(byte[] payload) {
        SecondDecoder in = new SecondDecoder(payload);
        in.take(6);
        List<Item> asked = new ArrayList<>();
        for (int left = in.length(); left > 0; left--) {
            int verb = in.u8();
            int classId = (int) in.number(2, false);
            String object = object(in.take(6));
            int member = in.u8();
            Object selection = verb == 4 && in.u8() == 1 ? in.data(in.u8()) : null;
            asked.add(new Item(verb, classId, object, member, selection, new byte[0]));
        }
        in.length();
        List<Item> items = new ArrayList<>();
        for (Item item : asked) {
            items.add(new Item(item.verb, item.classId, item.object, item.member, item.selection, in.data(in.u8())));
        }
        return items;
    }

    private static String object(byte[] name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append(name[i] & 0xFF).append(i == 0 ? "-" : i == 1 ? ":" : i == 5 ? "" : ".");
        }
        return text.toString();
    }

    /** The numbers of a command, in their order: its items' selections and values. */
    static List<Read> ofCommand(byte[] payload) {
        List<Item> items = request(payload);
        Electricity read = new Electricity(items);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).selection != null) {
                read.range(i + " selection", items.get(i).selection);
            }
            read.item(String.valueOf(i), items.get(i));
        }
        return read.numbers;
    }

    /** The numbers of an answer, in their order, the command saying what they answer. */
    static List<Read> ofAnswer(byte[] command, byte[] payload) {
        SecondDecoder in = new SecondDecoder(payload);
        in.take(7);
        List<Item> answered = new ArrayList<>();
        List<Item> asked = request(command);
        int count = in.length();
        for (int i = 0; i < count; i++) {
            Item item = asked.get(i);
            answered.add(new Item(item.verb, item.classId, item.object, item.member, null, in.data(in.u8())));
        }
        Electricity read = new Electricity(answered);
        for (int i = 0; i < answered.size(); i++) {
            Item item = answered.get(i);
            if (item.verb == 3) {
                read.unknown(String.valueOf(i), item.data);
            } else {
                read.item(String.valueOf(i), item);
            }
        }
        return read.numbers;
    }

    static String time2000(long seconds) {
        return LocalDateTime.of(2000, 1, 1, 0, 0)
                .plusSeconds(seconds)
                .toInstant(java.time.ZoneOffset.UTC)
                .toString();
    }

    /** What stands where in the objects of an electricity meter. */
    private static final class Electricity {

        private final List<Item> items;
        private final List<Read> numbers = new ArrayList<>();
        private String currency = "GBP";

        Electricity(List<Item> items) {
            this.items = items;
            for (Item item : items) {
                if (item.object.equals("0-0:94.44.2.0") && item.data instanceof byte[] flag && flag.length == 1) {
                    currency = flag[0] == 0 ? "EUR" : "GBP";
                }
            }
        }

        private Object beside(Item item, int member) {
            return items.stream()
                    .filter(other -> other.object.equals(item.object) && other.member == member && other.verb != 3)
                    .map(Item::data)
                    .findFirst()
                    .orElse(null);
        }

        private void known(String place, long raw, BigDecimal quantity, String unit) {
            numbers.add(new Read(place, raw, quantity.toPlainString(), unit));
        }

        void unknown(String place, Object data) {
            if (data instanceof Long number) {
                numbers.add(new Read(place, number, "", ""));
            } else if (data instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    unknown(place + "." + i, list.get(i));
                }
            }
        }

        void range(String place, Object selection) {
            List<?> parts = (List<?>) selection;
            unknown(place, parts.get(0));
            for (int i = 1; i <= 2; i++) {
                long seconds = (Long) parts.get(i);
                numbers.add(new Read(place, seconds, time2000(seconds), ""));
            }
        }

        private void all(String place, Object data, String kind) {
            if (data instanceof Long number) {
                switch (kind) {
                    case "" -> numbers.add(new Read(place, number, "", ""));
                    case "time" -> numbers.add(new Read(place, number, time2000(number), ""));
                    case "money" -> known(place, number, BigDecimal.valueOf(number, 5), currency);
                    case "%" -> known(place, number, BigDecimal.valueOf(number, 2), "%");
                    default -> {
                        if (number == 0xFFFFFFFFL && kind.equals("Wh")) {
                            numbers.add(new Read(place, number, "none", ""));
                        } else {
                            known(place, number, BigDecimal.valueOf(number), kind);
                        }
                    }
                }
            } else if (data instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    all(place + "." + i, list.get(i), kind);
                }
            }
        }

        void item(String place, Item item) {
            boolean register = (item.classId == 3 || item.classId == 4) && item.verb == 1;
            if (register && item.member == 2 && item.data instanceof Long value) {
                register(place, item, value);
            } else if (register && item.member == 3 && item.data instanceof List<?> scaler) {
                unknown(place, scaler);
            } else if (item.classId == 113 && (item.member == 5 || item.member == 6) && item.verb != 3) {
                charge(place, item);
            } else if (item.classId == 7 && item.member == 2 && LOGS.containsKey(item.object)) {
                List<String> columns = LOGS.get(item.object);
                for (Object row : item.data instanceof List<?> rows ? rows : List.of()) {
                    for (int i = 0; i < columns.size(); i++) {
                        all(place, ((List<?>) row).get(i), columns.get(i));
                    }
                }
            } else {
                all(place, item.data, kind(item));
            }
        }

        private void register(String place, Item item, long value) {
            if (!(beside(item, 3) instanceof List<?> scaler)) {
                numbers.add(new Read(place, value, "", ""));
                return;
            }
            int number = (int) (long) (Long) scaler.get(1);
            boolean price = item.object.equals("0-0:94.44.1.7") || item.object.equals("0-0:94.44.1.8");
            String unit = number != 254 ? UNITS.get(number) : price ? currency + "/kWh" : "";
            known(place, value, BigDecimal.valueOf(value).scaleByPowerOfTen((int) (long) (Long) scaler.get(0)), unit);
        }

        /** A price counts in 10 to its scale, for 10 to the commodity's scale of Wh; or for a day; or for the debt's period. */
        private void charge(String place, Item item) {
            if (!(item.data instanceof List<?> charge)) {
                return;
            }
            List<?> scales = (List<?>) charge.get(0);
            unknown(place, scales);
            unknown(place, charge.get(1));
            long commodity = (Long) scales.get(0);
            String unit =
                    currency + "/" + Map.of(0L, "Wh", 3L, "kWh", 6L, "MWh").getOrDefault(commodity, "?");
            if (item.object.equals("0-0:19.20.4.255")) {
                unit = currency + "/day";
            } else if (!item.object.equals("0-0:19.20.0.255") && !item.object.equals("0-0:19.20.5.255")) {
                Object period = beside(item, 8);
                unit = !(period instanceof Long seconds)
                        ? currency
                        : seconds == 86_400 ? currency + "/day" : seconds == 3_600 ? currency + "/h" : "?";
            }
            for (Object entry : (List<?>) charge.get(2)) {
                long price = (Long) ((List<?>) entry).get(1);
                known(
                        place,
                        price,
                        BigDecimal.valueOf(price).scaleByPowerOfTen((int) (long) (Long) scales.get(1)),
                        unit);
            }
        }

        private static String kind(Item item) {
            String key = item.classId + " " + item.object.replaceAll("^.-.:(94\\.44\\.)?", "") + " "
                    + (item.verb == 3 ? "call " : "") + item.member;
            return switch (key) {
                case "71 17.0.0.255 4", "9000 128.7 4", "21 16.0.0.255 2" -> "W";
                case "71 17.0.1.255 4",
                        "71 17.0.2.255 4",
                        "71 17.0.3.255 4",
                        "71 17.0.4.255 4",
                        "1 32.31.0.4 2",
                        "1 32.35.0.4 2",
                        "1 52.31.0.4 2",
                        "1 52.35.0.4 2",
                        "1 72.31.0.4 2",
                        "1 72.35.0.4 2" -> "V";
                case "9000 128.6 4", "9000 128.8 4", "9000 128.13 4", "111 19.0.0.255 19", "104 30.3.0.255 3" -> "s";
                case "9000 2.10 2",
                        "9000 2.10 4",
                        "9000 2.20 2",
                        "9000 2.20 4",
                        "9000 128.2 4",
                        "9000 128.3 4",
                        "9000 128.9 4",
                        "9000 128.22 4",
                        "21 16.0.1.255 2",
                        "111 19.0.0.255 16",
                        "112 19.10.0.255 2",
                        "112 19.10.1.255 9",
                        "112 19.10.1.255 10",
                        "112 19.10.0.255 call 1",
                        "112 19.10.0.255 call 2",
                        "112 19.10.1.255 call 2",
                        "112 19.10.2.255 call 2",
                        "113 19.20.1.255 call 4",
                        "113 19.20.2.255 call 4",
                        "113 19.20.3.255 call 4" -> "money";
                case "113 19.20.3.255 13" -> "%";
                default -> {
                    if (item.classId == 71 && item.member >= 6
                            || item.classId == 7 && item.member == 4
                            || item.classId == 113 && item.member == 8) {
                        yield item.verb == 3 ? "" : "s";
                    }
                    yield item.classId == 21 && item.object.matches("0-0:16\\.[01]\\.1[1-8]\\.255") ? "Wh" : "";
                }
            };
        }
    }

    private static final Map<Long, String> MEASURES = Map.of(0L, "kWh", 1L, "m³");
    private static final Map<Long, String> CURRENCIES = Map.of(826L, "GBP", 978L, "EUR");

    /** What the quantities of a gas message must be read as: by component, and in it by name, in their order. */
    static List<Map<String, List<String>>> ofGas(byte[] payload) {
        SecondDecoder in = new SecondDecoder(payload);
        in.take(2);
        List<Gas> components = new ArrayList<>();
        Map<Integer, Long> said = new TreeMap<>();
        for (int left = in.u8(); left > 0; left--) {
            int control = in.u8();
            int cluster = (int) in.number(2, false);
            SecondDecoder body = new SecondDecoder(in.take((int) in.number(2, false)));
            body.take((control & 0x10) == 0 ? 0 : 4);
            boolean sealed = (control & 0x02) != 0;
            body.take(sealed ? 2 : 0);
            int frameControl = body.u8();
            body.u8();
            Gas gas = new Gas(cluster, frameControl, body.u8(), sealed, body);
            components.add(gas);
            gas.collect(said);
        }
        return components.stream().map(gas -> gas.read(said)).toList();
    }

    /** One component; its facts stand under cluster and attribute, as those of commands do that say the same. */
    private static final class Gas {

        private static final int CURRENCY = 0x07000616;
        private static final int PRICE_DIGITS = 0x07000617;
        private static final int TARIFF_UNIT = 0x07000615;

        private final int cluster;
        private final boolean ownCommand;
        private final int command;
        private final boolean sealed;
        private final SecondDecoder body;
        private final Map<Integer, Long> own = new TreeMap<>();
        private final Map<Integer, Long> attributes = new TreeMap<>();

        Gas(int cluster, int frameControl, int command, boolean sealed, SecondDecoder body) {
            this.cluster = cluster;
            this.ownCommand = (frameControl & 0x03) == 1;
            this.command = command | ((frameControl & 0x08) == 0 ? 0 : 0x100);
            this.sealed = sealed;
            this.body = body;
        }

        private boolean is(int wantedCluster, int wantedCommand) {
            return ownCommand && !sealed && cluster == wantedCluster && command == wantedCommand;
        }

        void collect(Map<Integer, Long> said) {
            if (!ownCommand && !sealed && (command & 0xFF) == 1) {
                while (body.bytes.hasRemaining()) {
                    int id = (int) body.little(2);
                    if (body.u8() != 0) {
                        continue;
                    }
                    int type = body.u8();
                    if (type == 0x41 || type == 0x42) {
                        body.take(body.u8());
                    } else {
                        int size = type == 0x30 ? 1 : (type & 7) + 1;
                        long value = body.little(size);
                        boolean negative = type >= 0x28 && type <= 0x2F && value >> 8 * size - 1 != 0;
                        attributes.put(id, negative ? value - (1L << 8 * size) : value);
                        own.put(cluster << 16 | id, attributes.get(id));
                    }
                }
            } else if (is(0x0700, 0x104)) {
                body.take(16 + 1);
                body.take(body.u8());
                body.take(2);
                own.put(TARIFF_UNIT, body.little(1));
                own.put(CURRENCY, body.little(2));
                own.put(PRICE_DIGITS, body.little(1));
            } else if (is(0x0700, 0x100)) {
                body.take(4);
                body.take(body.u8());
                body.take(8);
                own.put(TARIFF_UNIT, body.little(1));
                own.put(CURRENCY, body.little(2));
                own.put(PRICE_DIGITS, body.little(1));
                body.take(1 + 4 + 2);
            }
            own.forEach(said::putIfAbsent);
        }

        Map<String, List<String>> read(Map<Integer, Long> said) {
            Map<Integer, Long> facts = new TreeMap<>(said);
            facts.putAll(own);
            Map<String, List<String>> read = new TreeMap<>();
            attributes.forEach((id, value) -> attribute(read, facts, id, value));
            if (is(0x0700, 0x104)) {
                put(read, "Standing charge", money(facts, body.little(4)), currency(facts) + "/day");
            } else if (is(0x0700, 0x100)) {
                put(read, "Price", money(facts, body.little(4)), price(facts));
            } else if (is(0x0700, 0x105)) {
                body.take(16 + 3);
                while (body.bytes.hasRemaining()) {
                    body.u8();
                    put(read, "Price", money(facts, body.little(4)), price(facts));
                }
            } else if (is(0x0700, 0x102)) {
                body.take(8);
                long factor = body.little(4);
                put(read, "Conversion factor", BigDecimal.valueOf(factor, body.u8() >> 4), "");
            } else if (is(0x0700, 0x103)) {
                body.take(8);
                long value = body.little(4);
                String unit = body.u8() == 2 ? "MJ/kg" : "MJ/m³";
                put(read, "Calorific value", BigDecimal.valueOf(value, body.u8() >> 4), unit);
            } else if (is(0x0705, 0x03)) {
                body.take(8);
                put(read, "Limit", money(facts, body.little(4)), currency(facts));
                put(read, "Threshold", money(facts, body.little(4)), currency(facts));
            } else if (is(0x0705, 0x0C)) {
                body.take(12);
                put(read, "Cap", money(facts, body.little(4)), currency(facts));
            } else if (is(0x0705, 0x09)) {
                put(read, "Level", money(facts, body.little(4)), currency(facts));
            } else if (is(0x0705, 0x0B)) {
                body.take(12);
                put(read, "Maximum balance", money(facts, body.little(4)), currency(facts));
                put(read, "Maximum top up", money(facts, body.little(4)), currency(facts));
            } else if (is(0x0705, 0x05)) {
                body.take(9);
                put(read, "Amount", money(facts, (int) body.little(4)), currency(facts));
            } else if (is(0x0705, 0x103)) {
                body.u8();
                put(read, "Value", money(facts, (int) body.little(4)), currency(facts));
                body.u8();
                put(read, "Credit remaining", money(facts, (int) body.little(4)), currency(facts));
            }
            return read;
        }

        private void attribute(Map<String, List<String>> read, Map<Integer, Long> facts, int id, long value) {
            String name = "%04X.%04X".formatted(cluster, id);
            int key = cluster << 16 | id;
            if (cluster == 0x0705 && (id < 0x0041 && id != 0 || id >> 8 == 2 && (id & 0x0F) == 1 || (id & 0x0F) == 7)) {
                put(read, name, money(facts, value), currency(facts));
            } else if (key == 0x07050239) {
                put(read, name, BigDecimal.valueOf(value, 2), "%");
            } else if (cluster == 0x0700 && id >> 8 == 4) {
                put(read, name, money(facts, value), price(facts));
            } else if (key == 0x07000301) {
                put(read, name, money(facts, value), currency(facts) + "/day");
            } else if (cluster == 0x0700 && id >> 8 == 1) {
                put(read, name, divided(value, facts, 0x07000202, 0x07000203), measure(facts, TARIFF_UNIT, 0));
            } else if (key == 0x07000302) {
                put(read, name, BigDecimal.valueOf(value, (int) (facts.getOrDefault(0x07000303, 0x50L) >> 4)), "");
            } else if (key == 0x07000304) {
                String unit = facts.getOrDefault(0x07000305, 1L) == 2 ? "MJ/kg" : "MJ/m³";
                put(read, name, BigDecimal.valueOf(value, (int) (facts.getOrDefault(0x07000306, 0x10L) >> 4)), unit);
            } else if (cluster == 0x0702 && (id == 0 || id >> 8 == 1 || id >> 8 == 7)) {
                put(read, name, divided(value, facts, 0x07020301, 0x07020302), measure(facts, 0x07020300, 1));
            } else if (key == 0x07020A00) {
                put(read, name, money(facts, value), currency(facts));
            } else if (key == 0x07020205) {
                put(read, name, BigDecimal.valueOf(value), "days");
            } else if (key == 0x07020B14) {
                put(read, name, BigDecimal.valueOf(value, 1), "s");
            } else if (key == 0x07020B15) {
                put(read, name, BigDecimal.valueOf(value), "s");
            }
        }

        private static void put(Map<String, List<String>> read, String name, BigDecimal quantity, String unit) {
            read.computeIfAbsent(name, none -> new ArrayList<>())
                    .add(quantity.stripTrailingZeros().toPlainString() + " " + unit);
        }

        private static BigDecimal money(Map<Integer, Long> facts, long value) {
            return BigDecimal.valueOf(value, (int) (facts.getOrDefault(PRICE_DIGITS, 0x50L) >> 4));
        }

        private static BigDecimal divided(long value, Map<Integer, Long> facts, int multiplier, int divisor) {
            return BigDecimal.valueOf(value)
                    .multiply(BigDecimal.valueOf(facts.getOrDefault(multiplier, 1L)))
                    .divide(BigDecimal.valueOf(facts.getOrDefault(divisor, 1000L)), 20, java.math.RoundingMode.HALF_UP);
        }

        private static String currency(Map<Integer, Long> facts) {
            return CURRENCIES.get(facts.getOrDefault(CURRENCY, 826L));
        }

        private static String measure(Map<Integer, Long> facts, int where, long usual) {
            return MEASURES.get(facts.getOrDefault(where, usual));
        }

        private static String price(Map<Integer, Long> facts) {
            return currency(facts) + "/" + measure(facts, TARIFF_UNIT, 0);
        }
    }
}
