package org.meterflow.workbench;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A second decoder of electricity messages, for tests alone: it takes them apart and says what their numbers are, from
 * the description of the format and without any code of the first.
 */
final class SecondElectricityDecoder {

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

    private SecondElectricityDecoder() {}

    /** Numbers are Long, lists and structures are lists, all else is bytes. */
    private static Object data(PlainBytes in, int tag) {
        return switch (tag) {
            case 0x00 -> new byte[0];
            case 0x01, 0x02 -> {
                List<Object> elements = new ArrayList<>();
                for (int left = in.length(); left > 0; left--) {
                    elements.add(data(in, in.u8()));
                }
                yield elements;
            }
            case 0x03 -> in.take(1);
            case 0x04 -> in.take((in.length() + 7) / 8);
            case 0x05 -> in.number(4, true);
            case 0x06 -> in.number(4, false);
            case 0x09, 0x0A, 0x0C -> in.take(in.length());
            case 0x0F -> in.number(1, true);
            case 0x10 -> in.number(2, true);
            case 0x11, 0x16 -> in.number(1, false);
            case 0x12 -> in.number(2, false);
            case 0x13 -> compact(in);
            default -> throw new IllegalStateException("tag " + tag);
        };
    }

    private static Object compact(PlainBytes in) {
        if (in.u8() != 0x02) {
            throw new IllegalStateException("rows are structures");
        }
        List<int[]> columns = new ArrayList<>();
        for (int left = in.length(); left > 0; left--) {
            int tag = in.u8();
            columns.add(tag == 0x01 ? new int[] {(int) in.number(2, false), in.u8()} : new int[] {0, tag});
        }
        PlainBytes rows = new PlainBytes(in.take(in.length()));
        List<Object> all = new ArrayList<>();
        while (rows.isMore()) {
            List<Object> row = new ArrayList<>();
            for (int[] column : columns) {
                if (column[0] == 0) {
                    row.add(data(rows, column[1]));
                    continue;
                }
                List<Object> many = new ArrayList<>();
                for (int i = 0; i < column[0]; i++) {
                    many.add(data(rows, column[1]));
                }
                row.add(many);
            }
            all.add(row);
        }
        return all;
    }

    private static List<Item> request(byte[] payload) {
        PlainBytes in = new PlainBytes(payload);
        in.take(6);
        List<Item> asked = new ArrayList<>();
        for (int left = in.length(); left > 0; left--) {
            int verb = in.u8();
            int classId = (int) in.number(2, false);
            String object = object(in.take(6));
            int member = in.u8();
            Object selection = verb == 4 && in.u8() == 1 ? data(in, in.u8()) : null;
            asked.add(new Item(verb, classId, object, member, selection, new byte[0]));
        }
        in.length();
        List<Item> items = new ArrayList<>();
        for (Item item : asked) {
            items.add(new Item(item.verb, item.classId, item.object, item.member, item.selection, data(in, in.u8())));
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
        PlainBytes in = new PlainBytes(payload);
        in.take(7);
        List<Item> answered = new ArrayList<>();
        List<Item> asked = request(command);
        int count = in.length();
        for (int i = 0; i < count; i++) {
            Item item = asked.get(i);
            answered.add(new Item(item.verb, item.classId, item.object, item.member, null, data(in, in.u8())));
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
}
