package org.meterflow.process.servicerequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.NamedValue;

/** What a device answered, as names and plain values: what a case keeps and a person reads. */
final class Answers {

    private static final String TIME = "Time";

    private Answers() {}

    static Map<String, String> values(MeterAnswer answer) {
        Map<String, String> values = new LinkedHashMap<>();
        if (answer instanceof MeterAnswer.FirmwareVersion firmware) {
            values.put("firmwareVersion", firmware.version().hex());
        } else if (answer instanceof MeterAnswer.ImportRegisters registers) {
            values.put("importKwh", registers.importKwh().toPlainString());
            values.put("reactiveKvarh", registers.reactiveKvarh().toPlainString());
            if (registers.secondaryImportKwh() != null) {
                values.put("secondaryImportKwh", registers.secondaryImportKwh().toPlainString());
            }
        } else if (answer instanceof MeterAnswer.GasVolume gas) {
            values.put("cubicMetres", gas.cubicMetres().toPlainString());
        } else if (answer instanceof MeterAnswer.PrepaymentBalance balance) {
            values.put("meterBalance", balance.meterBalance().toPlainString());
            values.put(
                    "emergencyCreditBalance", balance.emergencyCreditBalance().toPlainString());
            values.put("accumulatedDebt", balance.accumulatedDebt().toPlainString());
            values.put("paymentDebt", balance.paymentDebt().toPlainString());
            values.put("timeDebt1", balance.timeDebt1().toPlainString());
            values.put("timeDebt2", balance.timeDebt2().toPlainString());
        } else if (answer instanceof MeterAnswer.DailyReadLog log) {
            log.reads()
                    .forEach(read ->
                            values.put(read.at().toString(), read.register().toPlainString()));
        } else if (answer instanceof MeterAnswer.TariffSnapshot tariff) {
            values.put("currency", tariff.currency());
            values.put("standingChargeEachDay", tariff.standingCharge().toPlainString());
            values.put("timePrices", tariff.timePrices().toString());
            values.put("blockPrices", tariff.blockPrices().toString());
            values.put("thresholds", tariff.thresholds().toString());
            values.put("switchingTimes", tariff.times());
        } else if (answer instanceof MeterAnswer.CredentialsReplaced replaced) {
            replaced.outcome()
                    .replaced()
                    .forEach(each -> values.put(each.cell().toString(), each.oldParty() + " → " + each.newParty()));
        } else if (answer instanceof MeterAnswer.Values any) {
            any.items().forEach(item -> put(values, "", item.value()));
        }
        return values;
    }

    /** Why the device has not done what it was asked; null when it has. */
    static @Nullable String refusal(MeterAnswer answer) {
        if (answer instanceof MeterAnswer.Failed failed) {
            return "The device refused: " + failed.reason();
        }
        if (answer instanceof MeterAnswer.CredentialsReplaced replaced && !replaced.succeeded()) {
            return "The device did not replace its credentials: " + values(answer);
        }
        return null;
    }

    /** The same of a request in several parts: of a command all have to be done, of a question some are an answer. */
    static @Nullable String undone(MeterAnswer answer, boolean question) {
        if (answer instanceof MeterAnswer.Values parts) {
            List<MeterAnswer.Values.Item> failed =
                    parts.items().stream().filter(part -> !part.succeeded()).toList();
            boolean done = failed.isEmpty()
                    || question && failed.size() < parts.items().size();
            return done ? null : "The device refused: " + failed.get(0).result();
        }
        return refusal(answer);
    }

    /** The row of a log says its time, which distinguishes its values from those of the others. */
    private static void put(Map<String, String> values, String before, NamedValue value) {
        if (value.children().isEmpty()) {
            values.put(before + value.name(), value.value());
            return;
        }
        String time = value.child(TIME).map(found -> found.value() + " ").orElse(before);
        value.children().stream()
                .filter(child -> !child.name().equals(TIME))
                .forEach(child -> put(values, time, child));
    }
}
