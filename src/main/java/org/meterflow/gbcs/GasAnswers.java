package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.DailyRead;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.Failed;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.GasVolume;
import org.meterflow.gbcs.MeterAnswer.PrepaymentBalance;
import org.meterflow.gbcs.Zcl.Attribute;

/** Answers of gas meters and proxies, in ZigBee cluster messages. */
final class GasAnswers {

    private static final int METERING = 0x0702;
    private static final int PREPAYMENT = 0x0705;
    private static final int PRICE = 0x0700;
    private static final int PRICE_DIGITS = 0x0617;
    private static final int MONEY_SCALE = 5;
    private static final int CUBIC_METRES = 1;

    /** Gas registers count in thousandths of a cubic metre wherever the message does not say (SMETS2 4.6.5.5). */
    private static final int VOLUME_SCALE = 3;

    private static final int BLOCKS_AND_TIMES_SNAPSHOT = 6;

    private GasAnswers() {}

    /** The attributes that were read, by cluster and id. */
    record Attributes(Map<Integer, Attribute> byKey) {

        Attribute at(int cluster, int id) {
            Attribute found = byKey.get(key(cluster, id));
            if (found == null) {
                throw new MalformedGbcs("The answer lacks attribute %04X of cluster %04X".formatted(id, cluster));
            }
            return found;
        }

        long number(int cluster, int id) {
            return at(cluster, id).number();
        }

        private static int key(int cluster, int id) {
            return cluster << 16 | id;
        }
    }

    static MeterAnswer firmware(Octets payload, Unsealing unsealing) {
        return attributes(
                payload,
                unsealing,
                all -> new FirmwareVersion(all.at(METERING, 0x0206).text()));
    }

    static MeterAnswer imported(Octets payload, Unsealing unsealing) {
        return attributes(payload, unsealing, all -> {
            BigDecimal divisor = BigDecimal.valueOf(all.number(METERING, 0x0302));
            BigDecimal multiplier = BigDecimal.valueOf(all.number(METERING, 0x0301));
            if (divisor.signum() == 0) {
                throw new MalformedGbcs("A gas register cannot be divided by zero");
            }
            long unit = all.number(METERING, 0x0300);
            if (unit != CUBIC_METRES) {
                throw new MalformedGbcs("A gas register counts in unit %s, not in cubic metres".formatted(unit));
            }
            BigDecimal register = BigDecimal.valueOf(all.number(METERING, 0x0000));
            return new GasVolume(register.multiply(multiplier).divide(divisor, MathContext.DECIMAL64));
        });
    }

    static MeterAnswer balance(Octets payload, Unsealing unsealing) {
        return attributes(
                payload,
                unsealing,
                all -> new PrepaymentBalance(
                        money(all, 0x0001),
                        money(all, 0x0002),
                        money(all, 0x0005),
                        money(all, 0x0231),
                        money(all, 0x0211),
                        money(all, 0x0221)));
    }

    private static BigDecimal money(Attributes all, int id) {
        Attribute digits = all.byKey().get(Attributes.key(PRICE, PRICE_DIGITS));
        int scale = digits == null ? MONEY_SCALE : (int) digits.number() >> 4;
        return BigDecimal.valueOf(all.number(PREPAYMENT, id), scale);
    }

    static MeterAnswer dailyLog(Octets payload, Unsealing unsealing) {
        List<DailyRead> reads = new ArrayList<>();
        List<Component> components = Gbz.parse(payload).components();
        for (int i = 0; i < components.size(); i++) {
            Component component = open(components.get(i), unsealing);
            if (!isDefaultResponse(component)) {
                reads.add(snapshot(component));
            } else if (status(component) != Zcl.NOT_FOUND) {
                return failed(status(component), i);
            }
        }
        return new DailyReadLog(reads);
    }

    private static DailyRead snapshot(Component component) {
        OctetReader reader = new OctetReader(component.content().shared());
        reader.u32("a snapshot's id");
        long at = reader.littleEndian(4, "a snapshot's time");
        reader.take(3, "a snapshot's numbering");
        reader.u32("a snapshot's cause");
        int type = reader.u8("a snapshot's type");
        if (type != BLOCKS_AND_TIMES_SNAPSHOT) {
            throw new MalformedGbcs("A snapshot of type %02X is not one of a daily log".formatted(type));
        }
        BigDecimal register = volume(reader);
        List<BigDecimal> byTime = volumes(reader, reader.u8("the number of periods"));
        List<BigDecimal> byBlock = volumes(reader, reader.u8("the number of blocks") & 0x0F);
        reader.expectEnd("the snapshot");
        return new DailyRead(DlmsTime.since2000(at), register, byTime, byBlock);
    }

    private static List<BigDecimal> volumes(OctetReader reader, int count) {
        List<BigDecimal> volumes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            volumes.add(volume(reader));
        }
        return volumes;
    }

    private static BigDecimal volume(OctetReader reader) {
        return BigDecimal.valueOf(reader.littleEndian(6, "a register"), VOLUME_SCALE);
    }

    /** What was read when all of it could be; else the first failure. */
    static MeterAnswer attributes(Octets payload, Unsealing unsealing, Function<Attributes, MeterAnswer> read) {
        Map<Integer, Attribute> found = new HashMap<>();
        List<Component> components = Gbz.parse(payload).components();
        for (int i = 0; i < components.size(); i++) {
            Component component = open(components.get(i), unsealing);
            if (isDefaultResponse(component)) {
                if (status(component) != Zcl.SUCCESS && status(component) != Zcl.NOT_FOUND) {
                    return failed(status(component), i);
                }
                continue;
            }
            if (!isAttributes(component)) {
                continue;
            }
            for (Attribute attribute : Zcl.attributes(component.content())) {
                if (attribute.status() != Zcl.SUCCESS) {
                    return failed(attribute.status(), i);
                }
                found.put(Attributes.key(component.cluster(), attribute.id()), attribute);
            }
        }
        return read.apply(new Attributes(found));
    }

    static Component open(Component component, Unsealing unsealing) {
        return component.isSealed() ? component.opened(Octets.owning(unsealing.open(component.content()))) : component;
    }

    private static boolean isProfileWide(Component component) {
        return (component.frameControl() & 0x03) == 0;
    }

    private static boolean isAttributes(Component component) {
        return isProfileWide(component) && component.command() == Zcl.READ_ATTRIBUTES_RESPONSE;
    }

    static boolean isDefaultResponse(Component component) {
        return isProfileWide(component) && component.command() == Zcl.DEFAULT_RESPONSE;
    }

    static int status(Component defaultResponse) {
        if (defaultResponse.content().length() != 2) {
            throw new MalformedGbcs("A default response has two bytes");
        }
        return defaultResponse.content().at(1);
    }

    static MeterAnswer failed(int status, int item) {
        return new Failed(status, item, Zcl.meaning(status));
    }
}
