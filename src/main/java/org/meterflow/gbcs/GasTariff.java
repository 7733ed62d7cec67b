package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.TariffSnapshot;

/** The answer to a gas meter's tariff read: price attributes, the calendar's parts, and the price of this moment. */
final class GasTariff {

    private static final int PRICE = 0x0700;
    private static final int CALENDAR = 0x0707;
    private static final int PUBLISH_DAY_PROFILE = 0x01;
    private static final int PUBLISH_WEEKS = 0x02;
    private static final int PUBLISH_SEASONS = 0x03;
    private static final int CALENDAR_HEADER = 24;
    private static final int PUBLISH_PRICE = 0x00;
    private static final int POUND = 0x033A;
    private static final int TIERS = 4;
    private static final int BLOCKS = 4;
    private static final int THRESHOLDS = 3;

    private GasTariff() {}

    static MeterAnswer read(Octets payload, Unsealing unsealing) {
        int days = components(payload, CALENDAR, PUBLISH_DAY_PROFILE).size();
        return ReadAttributes.read(payload, unsealing, all -> tariff(all, days, times(payload), currentPrice(payload)));
    }

    /** Without whose calendar it is and when it was sent, which each part begins with. */
    private static String times(Octets payload) {
        return Mark.of(Stream.of(PUBLISH_DAY_PROFILE, PUBLISH_WEEKS, PUBLISH_SEASONS)
                .flatMap(command -> components(payload, CALENDAR, command).stream())
                .map(part -> part.content().hex())
                .map(hex -> hex.substring(Math.min(hex.length(), CALENDAR_HEADER))));
    }

    private static TariffSnapshot tariff(
            ReadAttributes all, int days, String times, @Nullable BigDecimal currentPrice) {
        int scale = (int) all.number(PRICE, 0x0617) >> 4;
        List<BigDecimal> byTime = IntStream.rangeClosed(1, TIERS)
                .mapToObj(tier -> BigDecimal.valueOf(all.number(PRICE, 0x0400 + 0x10 * tier), scale))
                .toList();
        List<BigDecimal> byBlock = IntStream.range(0, BLOCKS)
                .mapToObj(block -> BigDecimal.valueOf(all.number(PRICE, 0x0400 + block), scale))
                .toList();
        List<Long> thresholds = IntStream.range(0, THRESHOLDS)
                .mapToObj(block -> all.number(PRICE, 0x0100 + block))
                .toList();
        return new TariffSnapshot(
                currentPrice,
                BigDecimal.valueOf(all.number(PRICE, 0x0301), scale),
                byTime,
                byBlock,
                thresholds,
                days,
                times,
                all.number(PRICE, 0x0616) == POUND ? "GBP" : "EUR");
    }

    private static List<Component> components(Octets payload, int cluster, int command) {
        List<Component> found = new ArrayList<>();
        for (Component component : Gbz.parse(payload).components()) {
            boolean ofCluster = (component.frameControl() & 0x03) == 1;
            if (ofCluster && component.cluster() == cluster && component.command() == command) {
                found.add(component);
            }
        }
        return found;
    }

    private static @Nullable BigDecimal currentPrice(Octets payload) {
        List<Component> published = components(payload, PRICE, PUBLISH_PRICE);
        if (published.isEmpty()) {
            return null;
        }
        OctetReader reader = new OctetReader(published.get(0).content().shared());
        reader.u32("a provider");
        reader.take(reader.u8("a label's length"), "a label");
        reader.take(8, "an event and a time");
        reader.take(3, "a unit and a currency");
        int scale = reader.u8("the price's decimals") >> 4;
        reader.take(7, "the price's period");
        return BigDecimal.valueOf(reader.littleEndian(4, "a price"), scale);
    }
}
