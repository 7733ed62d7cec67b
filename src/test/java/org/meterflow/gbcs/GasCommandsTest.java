package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.identifier.RequestId;

/** What the published requests leave out: other choices, wildcards, withdrawals, requests that lack something. */
class GasCommandsTest {

    private static final RequestId ID = RequestId.of("90B3D51F30010000:00DB1234567890A1:1000");
    private static final Instant NOW = Instant.parse("2015-01-01T00:00:00Z");
    private static final String EVENT = "804A371C";

    private static RequestPart text(String name, String text) {
        return RequestPart.text(name, text);
    }

    private static RequestPart indexed(String name, int index, String text) {
        return new RequestPart(name, java.util.Map.of("index", String.valueOf(index)), text, List.of());
    }

    private static List<String> contents(String useCase, RequestPart body) {
        Octets payload = UseCase.named(useCase)
                .orElseThrow()
                .command(ID, new OfService("", body), null, Surroundings.at(NOW))
                .payload();
        return Gbz.parse(payload).components().stream()
                .map(component -> component.content().hex())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Daily, 01000021",
        "Weekly, 01000022",
        "Monthly, 01000023",
        "Quarterly, 03000023",
        "SixMonthly, 06000023"
    })
    void a_billing_period_is_so_many_days_weeks_or_months(String periodicity, String expected) {
        RequestPart body = RequestPart.of(
                "GasBillingCalendar",
                text("BillingPeriodStart", "2015-02-01T00:00:00Z"),
                text("Periodicity", periodicity));

        assertThat(contents("GCS25a", body).get(0)).isEqualTo("00000000" + EVENT + "0029601C" + expected + "00");
    }

    @Test
    void an_unknown_periodicity_is_refused() {
        RequestPart body = RequestPart.of(
                "GasBillingCalendar",
                text("BillingPeriodStart", "2015-02-01T00:00:00Z"),
                text("Periodicity", "Hourly"));

        assertThatThrownBy(() -> contents("GCS25a", body))
                .isInstanceOf(MissingParameter.class)
                .hasMessageContaining("Hourly");
    }

    private static RequestPart date(String year, String month, String day, String weekday) {
        return RequestPart.of(
                "Date", part("Year", year), part("Month", month), part("DayOfMonth", day), part("DayOfWeek", weekday));
    }

    private static RequestPart part(String name, String value) {
        return RequestPart.of(
                "Gas" + name + "WithWildcards",
                value.equals("*") ? text("NonSpecified" + name, "") : text("Specified" + name, value));
    }

    @Test
    void dates_leave_open_what_the_request_leaves_open() {
        RequestPart body = tariff(
                "2030-01-15T09:00:00Z",
                RequestPart.of("SpecialDay", date("2015", "*", "05", "*"), text("ReferencedDayName", "1")),
                RequestPart.of("SpecialDay", date("*", "12", "*", "7"), text("ReferencedDayName", "2")));

        assertThat(contents("GCS01a", body).get(4)).endsWith("020001" + "73FF05FF01" + "FF0CFF0702");
    }

    @Test
    void a_block_tariff_has_thresholds_and_prices_by_block() {
        List<String> commands = contents("GCS01a", tariff("2030-01-15T09:00:00Z"));

        assertThat(commands).hasSize(8);
        assertThat(commands.get(5))
                .startsWith("00000000" + EVENT + "01000000" + "90888138" + "10000001" + "00" + "3A03");
        assertThat(commands.get(6))
                .isEqualTo("00000000" + EVENT + "90888138" + "01000000" + "000101" + "01" + "40420F000000");
        assertThat(commands.get(7))
                .isEqualTo("00000000" + EVENT + "90888138" + "01000000" + "000100" + "0080250000" + "01D8270000");
    }

    @Test
    void a_block_tariff_that_says_more_thresholds_than_follow_is_refused() {
        RequestPart withOneThreshold = tariff("2030-01-15T09:00:00Z", "2");
        assertThatThrownBy(() -> contents("GCS01a", withOneThreshold))
                .isInstanceOf(MissingParameter.class)
                .hasMessage("NumberOfThresholds says 2, with 3 prices; the request has 1 threshold and 2 prices");
        RequestPart newPrices = RequestPart.of(
                "UpdatePricePrimaryElement",
                text("ExecutionDateTime", "2030-01-15T09:00:00Z"),
                RequestPart.of(
                        "GasPriceElements",
                        text("CurrencyUnits", "GBP"),
                        text("StandingCharge", "22465"),
                        RequestPart.of(
                                "BlockTariff",
                                indexed("BlockPrice", 1, "9600"),
                                indexed("BlockPrice", 2, "10200"),
                                text("NumberOfThresholds", "2"))));
        assertThatThrownBy(() -> contents("GCS01b", newPrices))
                .isInstanceOf(MissingParameter.class)
                .hasMessageContaining("the request has 2 prices");
    }

    @Test
    void a_block_tariff_with_more_thresholds_than_it_says_is_said_to_be_used_in_part() {
        assertThat(BlockTariff.unused(tariff("2030-01-15T09:00:00Z"))).isEmpty();
        assertThat(BlockTariff.unused(tariff("2030-01-15T09:00:00Z", "0")))
                .contains(
                        "NumberOfThresholds says 0, so the meter uses 1 of the prices; the request has 1 threshold and 2 prices");
    }

    @Test
    void a_withdrawn_tariff_never_starts_in_two_forms() {
        List<String> commands = contents("GCS01a", tariff("3000-12-31T00:00:00Z"));

        assertThat(commands.get(0)).contains("FEFFFFFF");
        assertThat(commands.get(5)).contains("FFFFFFFF");
        assertThat(commands.get(7)).contains("FEFFFFFF");
    }

    private static RequestPart tariff(String at, RequestPart... specialDays) {
        return tariff(at, "1", specialDays);
    }

    private static RequestPart tariff(String at, String numberOfThresholds, RequestPart... specialDays) {
        RequestPart[] week = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> indexed("ReferencedDayName", day, "1"))
                .toArray(RequestPart[]::new);
        return RequestPart.of(
                "UpdateImportTariffPrimaryElement",
                text("ExecutionDateTime", at),
                RequestPart.of("DayProfile", text("DayName", "1"), text("BlockTariff", "")),
                RequestPart.of("WeekProfile", text("WeekName", "1"), RequestPart.of("Days", week)),
                RequestPart.of(
                        "Season",
                        RequestPart.of("SeasonStartDate", date("*", "3", "20", "*")),
                        text("ReferencedWeekName", "1")),
                RequestPart.of("SpecialDays", specialDays),
                RequestPart.of("ThresholdMatrix", indexed("BlockThreshold", 1, "1000000")),
                RequestPart.of(
                        "GasPriceElements",
                        text("CurrencyUnits", "GBP"),
                        text("StandingCharge", "22465"),
                        RequestPart.of(
                                "BlockTariff",
                                indexed("BlockPrice", 1, "9600"),
                                indexed("BlockPrice", 2, "10200"),
                                text("NumberOfThresholds", numberOfThresholds))));
    }

    @ParameterizedTest
    @CsvSource({"false, false, 9708", "false, true, 9700", "true, false, 970C", "true, true, 9704"})
    void prepayment_says_when_debt_is_collected(String disabled, String emergency, String configuration) {
        RequestPart body = RequestPart.of(
                "UpdatePaymentMode",
                RequestPart.of(
                        "Prepayment",
                        text("SuspendDebtDisabled", disabled),
                        text("SuspendDebtEmergency", emergency),
                        text("DisablementThreshold", "-5")));

        assertThat(contents("GCS03", body))
                .containsExactly("00000000" + EVENT + "00000000" + configuration + "FBFFFFFF");
    }

    @Test
    void a_message_too_long_for_its_length_is_refused_and_not_cut() {
        RequestPart body = RequestPart.of("DisplayMessage", text("SupplierMessage", "x".repeat(256)));

        assertThatThrownBy(() -> contents("GCS07", body)).isInstanceOf(MissingParameter.class);
    }

    @Test
    void a_request_that_lacks_a_parameter_is_told_which() {
        assertThatThrownBy(() -> contents("GCS41", RequestPart.empty("SetDeviceConfigurationImportMPxN")))
                .isInstanceOf(MissingParameter.class)
                .hasMessageContaining("ImportMPRN");
    }

    @Test
    void a_rate_with_more_decimal_places_than_the_meter_takes_is_refused() {
        RequestPart body =
                RequestPart.of("Conversion", text("CalorificValue", "39.55"), text("ConversionFactor", "1.02264"));

        assertThatThrownBy(() -> contents("GCS23", body)).hasMessageContaining("decimal places");
    }

    @Test
    void a_suppliers_certificates_may_come_without_one_for_top_ups() {
        RequestPart body = RequestPart.of(
                "UpdateSecurityCredentialsKRP",
                text("RemotePartyRole", "Supplier"),
                text("DigitalSigningCertificate", "MAA="),
                RequestPart.of("CertificationPathCertificates", text("Certificate", "MAA=")),
                text("ApplyTimeBasedCPVChecks", "0"));

        Octets payload = UseCase.named("CS02bSupplierBySupplier")
                .orElseThrow()
                .command(ID, new OfService("6.15.1", body))
                .payload();

        CredentialsCommand command = CredentialsCommand.parse(payload);
        assertThat(command.checkValidityPeriods()).isFalse();
        assertThat(command.floor()).isNull();
        assertThat(command.prepaymentFloor()).isNull();
        assertThat(command.replacements())
                .containsExactly(new CredentialsCommand.Replacement(Octets.ofHex("3000"), TrustCell.SUPPLIER_SIGNING));
        assertThat(command.encode()).isEqualTo(payload);
    }

    @Test
    void a_joined_gas_meter_of_a_prepayment_interface_takes_method_c() {
        OfService join = new OfService(
                "8.7.2", RequestPart.of("JoinServiceNonCritical", text("OtherDeviceID", "00-DB-12-34-56-78-90-94")));

        assertThat(UseCase.forRequest(
                                join, DeviceKind.PPMID, Surroundings.at(NOW).withOtherDevice(0, null))
                        .name())
                .isEqualTo("CS03CNonCritical");
        assertThat(UseCase.forRequest(
                                join, DeviceKind.PPMID, Surroundings.at(NOW).withOtherDevice(1, null))
                        .name())
                .isEqualTo("CS03A2NonCritical");
    }
}
