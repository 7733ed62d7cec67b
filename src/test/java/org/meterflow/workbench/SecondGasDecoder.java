package org.meterflow.workbench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A second decoder of gas messages, for tests alone: it takes them apart and says what their quantities are, from the
 * description of the format and without any code of the first.
 */
final class SecondGasDecoder {

    private static final Map<Long, String> MEASURES = Map.of(0L, "kWh", 1L, "m³");
    private static final Map<Long, String> CURRENCIES = Map.of(826L, "GBP", 978L, "EUR");

    private SecondGasDecoder() {}

    /** What the quantities of a gas message must be read as: by component, and in it by name, in their order. */
    static List<Map<String, List<String>>> of(byte[] payload) {
        PlainBytes in = new PlainBytes(payload);
        in.take(2);
        List<Gas> components = new ArrayList<>();
        Map<Integer, Long> said = new TreeMap<>();
        for (int left = in.u8(); left > 0; left--) {
            int control = in.u8();
            int cluster = (int) in.number(2, false);
            PlainBytes body = new PlainBytes(in.take((int) in.number(2, false)));
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
        private final PlainBytes body;
        private final Map<Integer, Long> own = new TreeMap<>();
        private final Map<Integer, Long> attributes = new TreeMap<>();

        Gas(int cluster, int frameControl, int command, boolean sealed, PlainBytes body) {
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
                while (body.isMore()) {
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
                while (body.isMore()) {
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
