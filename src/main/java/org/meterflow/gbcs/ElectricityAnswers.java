package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MeterAnswer.DailyRead;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.Failed;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterAnswer.PrepaymentBalance;

/** Answers of electricity meters and hubs, in DLMS. */
final class ElectricityAnswers {

    private static final int MONEY_SCALE = 5;
    static final int KILO = 3;
    private static final int WATT_HOURS = 30;
    private static final int VAR_HOURS = 32;
    static final int TIME_PERIODS = 48;

    private ElectricityAnswers() {}

    static MeterAnswer firmware(Octets payload, Unsealing unsealing) {
        return whole(
                payload, results -> new FirmwareVersion(results.get(0).data().text()));
    }

    static MeterAnswer imported(Octets payload, Unsealing unsealing) {
        return opened(payload, unsealing, values -> {
            int secondary = 4;
            DlmsData unit = values.at(1);
            return new ImportRegisters(
                    kilo(values.at(0), unit, WATT_HOURS),
                    kilo(values.at(2), values.at(3), VAR_HOURS),
                    values.elements().size() > secondary ? kilo(values.at(secondary), unit, WATT_HOURS) : null);
        });
    }

    static MeterAnswer balance(Octets payload, Unsealing unsealing) {
        return opened(
                payload,
                unsealing,
                values -> new PrepaymentBalance(
                        money(values.at(0)),
                        money(values.at(1)),
                        money(values.at(2)),
                        money(values.at(3)),
                        money(values.at(4)),
                        money(values.at(5))));
    }

    static MeterAnswer dailyLog(Octets payload, Unsealing unsealing) {
        return opened(
                payload,
                unsealing,
                values -> new DailyReadLog(values.elements().stream()
                        .map(ElectricityAnswers::dailyRead)
                        .toList()));
    }

    /** A twin-element meter puts a second register after the first, and a second set of periods after the first. */
    private static DailyRead dailyRead(DlmsData row) {
        List<BigDecimal> byTime = new ArrayList<>();
        List<BigDecimal> byBlock = new ArrayList<>();
        for (DlmsData field : row.elements().subList(2, row.elements().size())) {
            if (field instanceof DlmsData.Array array) {
                boolean periods = array.elements().size() == TIME_PERIODS;
                array.elements().forEach(each -> (periods ? byTime : byBlock).add(kilo(each)));
            }
        }
        return new DailyRead(DlmsTime.since2000(row.at(0).number()), kilo(row.at(1)), byTime, byBlock);
    }

    static MeterAnswer whole(Octets payload, Function<List<Result>, MeterAnswer> read) {
        List<Result> results = DlmsResponse.parse(payload).results();
        for (int i = 0; i < results.size(); i++) {
            int code = results.get(i).code();
            if (code != DlmsResponse.SUCCESS) {
                return new Failed(code, i, DlmsResponse.meaning(code));
            }
        }
        if (results.isEmpty()) {
            throw new MalformedGbcs("An access response without results answers nothing");
        }
        return read.apply(results);
    }

    private static MeterAnswer opened(Octets payload, Unsealing unsealing, Function<DlmsData, MeterAnswer> read) {
        return whole(payload, results -> {
            byte[] plain = unsealing.open(SealedRead.sealedPart(results.get(0).data()));
            return read.apply(DlmsData.parse(Octets.owning(plain)).at(0));
        });
    }

    /** Wh to kWh, varh to kvarh. */
    private static BigDecimal kilo(DlmsData value) {
        return BigDecimal.valueOf(value.number(), 3);
    }

    private static BigDecimal kilo(DlmsData value, DlmsData scalerAndUnit, int unit) {
        long found = scalerAndUnit.at(1).number();
        if (found != unit) {
            throw new MalformedGbcs("A register counts in unit %s, not in unit %s".formatted(found, unit));
        }
        return DlmsValue.scaled(value.number(), scalerAndUnit.at(0).number()).scaleByPowerOfTen(-KILO);
    }

    private static BigDecimal money(DlmsData value) {
        return BigDecimal.valueOf(value.number(), MONEY_SCALE);
    }
}
