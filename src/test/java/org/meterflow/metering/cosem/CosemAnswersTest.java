package org.meterflow.metering.cosem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterAnswer.ImportRegisters;
import org.meterflow.gbcs.MeterAnswer.Values;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.NamedValue;
import org.meterflow.gbcs.Obis;

/** What meters outside GBCS answer, in values with units. */
class CosemAnswersTest {

    private static Step read(String name, String object) {
        return new Step.Read(name, new CosemObject(3, Obis.of(object), 2));
    }

    private static Result register(long value, DlmsData scaler, int unit) {
        return Result.of(
                Verb.GET,
                DlmsData.structure(DlmsData.u32(value), DlmsData.structure(scaler, DlmsData.enumerated(unit))));
    }

    private static MeterAnswer answer(MeterRequest request, List<Step> steps, Result... results) {
        return CosemAnswers.read(request, steps, List.of(results));
    }

    @Test
    void a_register_is_told_in_the_unit_that_it_counts_in() {
        Values values = (Values) answer(
                new MeterRequest.ReadPrepaymentBalance(),
                List.of(read("voltage", "1-0:32.7.0.255"), read("power", "1-0:1.7.0.255")),
                register(2305, DlmsData.i8(-1), 35),
                register(7, DlmsData.i8(1), 27));

        assertThat(values.items())
                .extracting(Values.Item::value)
                .containsExactly(NamedValue.of("voltage", "230.5", "V"), NamedValue.of("power", "70", "W"));
    }

    @Test
    void a_scale_whose_numbers_would_have_no_end_is_refused() {
        List<Step> steps = List.of(read("import", "1-0:1.8.0.255"), read("reactive", "1-0:3.8.0.255"));
        Result endless = register(1, DlmsData.i32(2_000_000_000), 30);
        Result usual = register(5, DlmsData.i8(0), 32);

        assertThatThrownBy(() -> answer(new MeterRequest.ReadImportRegisters(), steps, endless, usual))
                .isInstanceOf(MalformedGbcs.class)
                .hasMessageContaining("no scale");
        assertThatThrownBy(() -> answer(new MeterRequest.ReadPrepaymentBalance(), steps, endless, usual))
                .isInstanceOf(MalformedGbcs.class);

        ImportRegisters read = (ImportRegisters)
                answer(new MeterRequest.ReadImportRegisters(), steps, register(12345, DlmsData.i8(-1), 30), usual);
        assertThat(read.importKwh()).isEqualByComparingTo("1.2345");
    }
}
