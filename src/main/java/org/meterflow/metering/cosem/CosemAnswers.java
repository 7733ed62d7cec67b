package org.meterflow.metering.cosem;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.DlmsType;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterAnswer.DailyRead;
import org.meterflow.gbcs.MeterAnswer.DailyReadLog;
import org.meterflow.gbcs.MeterAnswer.Failed;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.gbcs.NamedValues;

/** What the results of a conversation's steps say, in the values the platform knows. */
final class CosemAnswers {

    private static final int WATT_HOURS = 30;
    private static final int VAR_HOURS = 32;
    private static final int KILO = 3;

    private final List<Step> steps;
    private final List<Result> results;

    private CosemAnswers(List<Step> steps, List<Result> results) {
        this.steps = steps;
        this.results = results;
    }

    /** @throws MalformedGbcs when the results do not fit what was asked */
    static MeterAnswer read(MeterRequest request, List<Step> steps, List<Result> results) {
        for (int i = 0; i < results.size(); i++) {
            int code = results.get(i).code();
            if (code != DlmsResponse.SUCCESS) {
                return new Failed(code, i, DlmsResponse.meaning(code));
            }
        }
        if (results.size() != steps.size()) {
            throw new MalformedGbcs("%s results came for %s steps".formatted(results.size(), steps.size()));
        }
        return new CosemAnswers(steps, results).read(request);
    }

    private MeterAnswer read(MeterRequest request) {
        if (request instanceof MeterRequest.ReadImportRegisters) {
            return new ImportRegisters(
                    kilo(required("import"), WATT_HOURS),
                    kilo(required("reactive"), VAR_HOURS),
                    named("secondary").map(data -> kilo(data, WATT_HOURS)).orElse(null));
        }
        if (request instanceof MeterRequest.ReadFirmwareVersion) {
            return new FirmwareVersion(required("version").at(0).text());
        }
        if (request instanceof MeterRequest.ReadDailyLog period) {
            return dailyLog(period);
        }
        List<Values.Item> items = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            items.add(new Values.Item(
                    DlmsResponse.SUCCESS,
                    DlmsResponse.meaning(DlmsResponse.SUCCESS),
                    value(steps.get(i).name(), results.get(i).data())));
        }
        return new Values(items);
    }

    /** Some meters send whole days around the period: what is outside is left out. */
    private DailyReadLog dailyLog(MeterRequest.ReadDailyLog period) {
        List<DailyRead> reads = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Log log) {
                DlmsData data = results.get(i).data();
                for (DlmsData row : data.at(0).elements()) {
                    Instant at = CosemTime.read(row.at(log.time()));
                    if (!at.isBefore(period.from()) && !at.isAfter(period.to())) {
                        BigDecimal register = kilo(row.at(log.register()), data.at(1), WATT_HOURS);
                        reads.add(new DailyRead(at, register, List.of(), List.of()));
                    }
                }
            }
        }
        return new DailyReadLog(reads);
    }

    private Optional<DlmsData> named(String name) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(name)) {
                return Optional.of(results.get(i).data());
            }
        }
        return Optional.empty();
    }

    private DlmsData required(String name) {
        return named(name).orElseThrow(() -> new MalformedGbcs("The profile has no read called '%s'".formatted(name)));
    }

    private static BigDecimal kilo(DlmsData valueAndScale, int unit) {
        return kilo(valueAndScale.at(0), valueAndScale.at(1), unit);
    }

    private static BigDecimal kilo(DlmsData value, DlmsData scale, int unit) {
        long found = scale.at(1).number();
        if (found != unit) {
            throw new MalformedGbcs("A register counts in unit %s, not in unit %s".formatted(found, unit));
        }
        return new BigDecimal(NamedValues.ofRegister("A register", value, scale).value()).scaleByPowerOfTen(-KILO);
    }

    /** What was read, of a register in its unit; or nothing. */
    private static NamedValue value(String name, DlmsData data) {
        if (data instanceof DlmsData.Structure pair && !pair.elements().isEmpty()) {
            DlmsData value = pair.at(0);
            boolean scaled = pair.at(1) instanceof DlmsData.Structure && value instanceof DlmsData.Numeric;
            return scaled ? NamedValues.ofRegister(name, value, pair.at(1)) : NamedValue.of(name, word(value));
        }
        return NamedValue.of(name, "");
    }

    private static String word(DlmsData value) {
        if (value instanceof DlmsData.Numeric number) {
            return Long.toString(number.value());
        }
        if (value instanceof DlmsData.Bool bool) {
            return Boolean.toString(bool.isTrue());
        }
        if (value instanceof DlmsData.Text text) {
            return text.type() == DlmsType.TextType.OCTETS
                    ? text.octets().hex()
                    : new String(text.octets().bytes(), StandardCharsets.UTF_8);
        }
        return value.encode().hex();
    }
}
