package org.meterflow.process.setaccount;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Fuel;
import org.meterflow.process.changeofsupplier.MeterSnapshot;

/** What is sent to a meter so that it charges as before, and what is not. */
class MeterDifferencesTest {

    private static final Map<String, String> TARIFF = Map.of(
            "currency", "GBP",
            "standingChargeEachDay", "0.5539",
            "timePrices", "[0.2328, 0.1164, 0.0000]",
            "blockPrices", "[0.0000, 0.0000]",
            "switchingTimes", "AB");
    private static final Map<String, String> MONEY =
            Map.of("meterBalance", "8.5", "paymentDebt", "80", "timeDebt1", "0", "timeDebt2", "12.5");
    private static final Map<String, String> RATES = Map.of(
            "Time-based debt 1 recovery rate", "0.00000 GBP",
            "Time-based debt 1 recovery period", "86400 s",
            "Time-based debt 2 recovery rate", "0.50000",
            "Time-based debt 2 recovery period", "3600",
            "Debt recovery per payment", "25.00 %");

    @Test
    void a_meter_that_has_told_nothing_is_left_to_people() {
        Differences found = Differences.between(silent(), silent(), Fuel.ELECTRICITY);

        assertThat(found.commands()).isEmpty();
        assertThat(found.unknown())
                .containsExactly("The meter had not told its tariff", "The meter had not told its payment mode");
    }

    @Test
    void the_same_prices_with_other_decimals_are_the_same() {
        Map<String, String> longer = with(TARIFF, "timePrices", "[0.23280, 0.11640, 0.00000]");

        assertThat(between(credit(TARIFF), credit(longer)).commands()).isEmpty();
    }

    @Test
    void other_times_of_prices_are_named_and_not_set() {
        assertThat(between(credit(TARIFF), credit(with(TARIFF, "switchingTimes", "CD")))
                        .unknown())
                .singleElement()
                .asString()
                .startsWith("The times at which prices change are others");
    }

    @Test
    void prices_go_back_with_the_decimals_they_need() {
        assertThat(between(credit(TARIFF), credit(with(TARIFF, "standingChargeEachDay", "0.9")))
                        .commands())
                .containsExactly(new Differences.Command(
                        "prices",
                        "1.2.1",
                        "<PriceElements><ElectricityPriceElements><StandingCharge>5539</StandingCharge>"
                                + "<StandingChargeScale>-4</StandingChargeScale><PriceScale>-4</PriceScale><HybridTariff>"
                                + "<TOUPrice index=\"1\">2328</TOUPrice><TOUPrice index=\"2\">1164</TOUPrice></HybridTariff>"
                                + "</ElectricityPriceElements></PriceElements>"));
    }

    @Test
    void prices_that_no_meter_can_take_together_are_left_to_people() {
        Map<String, String> dear = with(TARIFF, "timePrices", "[9.12345]");

        assertThat(between(credit(dear), credit(TARIFF)).unknown())
                .containsExactly("The former prices cannot be put into one message");
    }

    @Test
    void gas_prices_go_back_by_time_or_by_block() {
        Map<String, String> byBlock = with(with(TARIFF, "timePrices", "[0]"), "blockPrices", "[0.06228, 0.05]");

        assertThat(Differences.between(credit(TARIFF), credit(byBlock), Fuel.GAS)
                        .commands())
                .singleElement()
                .satisfies(sent -> assertThat(sent.body())
                        .contains("<TOUTariff><TOUPrice index=\"1\">23280</TOUPrice>", "<StandingCharge>55390<"));
        assertThat(Differences.between(credit(byBlock), credit(TARIFF), Fuel.GAS)
                        .commands())
                .singleElement()
                .satisfies(sent -> assertThat(sent.body())
                        .contains(
                                "<BlockPrice index=\"1\">6228</BlockPrice><BlockPrice index=\"2\">5000</BlockPrice>",
                                "<NumberOfThresholds>1</NumberOfThresholds>"));
    }

    @Test
    void debts_go_back_by_what_is_missing_and_are_collected_as_before() {
        MeterSnapshot now = prepayment(with(MONEY, "paymentDebt", "95"));

        assertThat(between(prepayment(MONEY), now).commands())
                .containsExactly(new Differences.Command(
                        "debts",
                        "2.3",
                        "<TimeDebtRegister1>0</TimeDebtRegister1><TimeDebtRegister2>0</TimeDebtRegister2>"
                                + "<PaymentDebtRegister>-1500000</PaymentDebtRegister><DebtRecoveryPerPayment>2500</DebtRecoveryPerPayment>"
                                + "<ElecDebtRecovery1><DebtRecoveryRate>0</DebtRecoveryRate><DebtRecoveryRatePriceScale>-5</DebtRecoveryRatePriceScale>"
                                + "<DebtRecoveryRatePeriod>DAILY</DebtRecoveryRatePeriod></ElecDebtRecovery1><ElecDebtRecovery2>"
                                + "<DebtRecoveryRate>5000</DebtRecoveryRate><DebtRecoveryRatePriceScale>-4</DebtRecoveryRatePriceScale>"
                                + "<DebtRecoveryRatePeriod>HOURLY</DebtRecoveryRatePeriod></ElecDebtRecovery2>"));
    }

    @Test
    void a_balance_is_raised_and_never_lowered() {
        MeterSnapshot poorer = prepayment(with(MONEY, "meterBalance", "3.25"));

        assertThat(between(prepayment(MONEY), poorer).commands())
                .containsExactly(new Differences.Command(
                        "balance",
                        "1.5",
                        "<PrepaymentMode><AdjustMeterBalance>525000</AdjustMeterBalance></PrepaymentMode>"));
        assertThat(between(poorer, prepayment(MONEY)).commands()).isEmpty();
    }

    @Test
    void nobody_pays_in_advance_again_from_an_empty_meter() {
        MeterSnapshot empty = prepayment(with(MONEY, "meterBalance", "0.00"));
        MeterSnapshot now = new MeterSnapshot(TARIFF, false, MONEY, RATES);

        assertThat(between(prepayment(MONEY), now).commands())
                .extracting(Differences.Command::service)
                .containsExactly("1.6");
        assertThat(between(empty, now).commands()).isEmpty();
        assertThat(between(empty, now).unknown())
                .containsExactly("The home paid in advance before, and its meter would be empty");
    }

    @Test
    void a_home_that_did_not_pay_in_advance_is_back_on_credit() {
        assertThat(between(credit(TARIFF), prepayment(MONEY)).commands())
                .containsExactly(new Differences.Command("mode", "1.6", "<Credit/>"));
    }

    @Test
    void a_debt_is_collected_day_by_day_with_the_decimals_that_there_is_room_for() {
        WantedAccount wanted =
                new WantedAccount(true, new BigDecimal("320"), new BigDecimal("5"), new BigDecimal("30"));

        assertThat(Differences.towards(wanted, new MeterSnapshot(TARIFF, false, MONEY, RATES), Fuel.ELECTRICITY)
                        .commands())
                .satisfies(sent -> assertThat(sent)
                        .extracting(Differences.Command::service)
                        .containsExactly("2.3", "1.5", "1.6"))
                .first()
                .satisfies(debts -> assertThat(debts.body())
                        .contains(
                                "<TimeDebtRegister1>32000000</TimeDebtRegister1>",
                                "<PaymentDebtRegister>-8000000</PaymentDebtRegister>",
                                "<DebtRecoveryRate>7143</DebtRecoveryRate><DebtRecoveryRatePriceScale>-4<"));
    }

    @Test
    void a_gas_meter_that_goes_to_credit_is_told_the_mode_first_and_keeps_neither_debt_nor_balance() {
        WantedAccount wanted = new WantedAccount(false, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        assertThat(Differences.towards(wanted, prepayment(MONEY), Fuel.GAS).commands())
                .satisfies(sent -> assertThat(sent)
                        .extracting(Differences.Command::service)
                        .containsExactly("1.6", "2.3", "1.5"))
                .last()
                .extracting(Differences.Command::body)
                .isEqualTo("<CreditMode><ResetMeterBalance/></CreditMode>");
        assertThat(Differences.towards(wanted, silent(), Fuel.GAS).unknown())
                .containsExactly("The meter has not told its payment mode and what is on it");
    }

    private static Differences between(MeterSnapshot before, MeterSnapshot now) {
        return Differences.between(before, now, Fuel.ELECTRICITY);
    }

    private static MeterSnapshot silent() {
        return snapshot(Map.of(), null);
    }

    private static MeterSnapshot credit(Map<String, String> tariff) {
        return snapshot(tariff, false);
    }

    private static MeterSnapshot snapshot(Map<String, String> tariff, @Nullable Boolean paysInAdvance) {
        return new MeterSnapshot(tariff, paysInAdvance, Map.of(), Map.of());
    }

    private static MeterSnapshot prepayment(Map<String, String> money) {
        return new MeterSnapshot(TARIFF, true, money, RATES);
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        Map<String, String> changed = new HashMap<>(all);
        changed.put(name, value);
        return changed;
    }
}
