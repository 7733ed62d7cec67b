package org.meterflow.gbcs;

import java.util.Map;

/** How the payload of one kind of answer is read. */
interface AnswerForm {

    Map<String, AnswerForm> BY_NAME = Map.ofEntries(
            Map.entry("electricityFirmware", ElectricityAnswers::firmware),
            Map.entry("electricityImport", ElectricityAnswers::imported),
            Map.entry("electricityBalance", ElectricityAnswers::balance),
            Map.entry("electricityDailyLog", ElectricityAnswers::dailyLog),
            Map.entry("electricityTariff", ElectricityTariff::read),
            Map.entry("gasFirmware", GasAnswers::firmware),
            Map.entry("gasImport", GasAnswers::imported),
            Map.entry("gasBalance", GasAnswers::balance),
            Map.entry("gasDailyLog", GasDailyLog::read),
            Map.entry("gasTariff", GasTariff::read),
            Map.entry("otherFirmware", Asn1Answers::firmware),
            Map.entry("credentials", Asn1Answers::credentials));

    MeterAnswer read(Octets payload, Unsealing unsealing);

    static AnswerForm named(String name) {
        AnswerForm form = BY_NAME.get(name);
        if (form == null) {
            throw new IllegalArgumentException("The catalogue of use cases names an unknown answer '" + name + "'");
        }
        return form;
    }
}
