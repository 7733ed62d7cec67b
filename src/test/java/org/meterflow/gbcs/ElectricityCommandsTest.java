package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.Surroundings.Asker;
import org.meterflow.gbcs.Surroundings.ElectricityVariant;
import org.meterflow.identifier.RequestId;

/** Commands to electricity meters and hubs, made from what requests say and may leave out. */
class ElectricityCommandsTest {

    private static final RequestId ID = RequestId.of("90B3D51F30010000:00DB1234567890A0:1000");
    private static final Surroundings SINGLE = Surroundings.at(Instant.parse("2026-03-01T00:00:00Z"));

    private static RequestPart of(String name, RequestPart... parts) {
        return RequestPart.of(name, parts);
    }

    private static RequestPart text(String name, String text) {
        return RequestPart.text(name, text);
    }

    private static RequestPart indexed(int index, RequestPart part) {
        return new RequestPart(part.name(), Map.of("index", String.valueOf(index)), part.text(), part.parts());
    }

    private static List<String> items(String variant, RequestPart body, Surroundings surroundings) {
        OfService request = new OfService(variant, body);
        UseCase useCase = UseCase.forRequest(request, DeviceKind.ESME, surroundings);
        GbcsMessage command = useCase.command(ID, request, null, surroundings);
        return DlmsNotes.of(DlmsRequest.parse(command.payload()));
    }

    private static RequestPart prepayment(RequestPart... choices) {
        return of("UpdatePaymentMode", of("Prepayment", choices));
    }

    @Test
    void a_switch_to_prepayment_without_a_threshold_is_refused_by_name() {
        RequestPart body = prepayment(text("SuspendDebtDisabled", "true"), text("SuspendDebtEmergency", "true"));

        assertThatThrownBy(() -> items("1.6", body, SINGLE))
                .isInstanceOf(MissingParameter.class)
                .hasMessage("UpdatePaymentMode lacks Prepayment/DisablementThreshold");
    }

    @Test
    void a_value_that_does_not_fit_is_refused_with_the_element_it_stands_in() {
        RequestPart body = of("SetRandomisedOffsetLimit", text("RandomisedOffsetLimit", "70000"));

        assertThatThrownBy(() -> items("7.12", body, SINGLE))
                .isInstanceOf(MissingParameter.class)
                .hasMessageContaining("RandomisedOffsetLimit")
                .hasMessageContaining("70000");
    }

    @Test
    void a_date_that_is_none_is_refused() {
        RequestPart period =
                of("ReadLogPeriod", text("StartDateTime", "yesterday"), text("EndDateTime", "2026-03-01T00:00:00Z"));

        assertThatThrownBy(() -> items("4.8.2", of("ReadReactiveImportProfileData", period), SINGLE))
                .isInstanceOf(MissingParameter.class)
                .hasMessageContaining("yesterday");
    }

    @Test
    void debt_that_goes_on_in_emergency_credit_leaves_its_charges_out() {
        RequestPart body = prepayment(
                text("SuspendDebtDisabled", "0"),
                text("SuspendDebtEmergency", "0"),
                text("DisablementThreshold", "-500000"));

        List<String> single = items("1.6", body, SINGLE);
        List<String> twin = items("1.6", body, SINGLE.withElectricity(ElectricityVariant.TWIN));

        assertThat(single.get(1)).endsWith(":= i32=-500000");
        assertThat(single.get(2)).contains("array[10]");
        assertThat(twin.get(2)).contains("array[12]");
    }

    @Test
    void a_log_is_read_from_one_moment_to_another() {
        RequestPart period = of(
                "ReadLogPeriod",
                text("StartDateTime", "2015-01-01T00:00:00Z"),
                text("EndDateTime", "2015-01-02T00:00:00Z"));

        assertThat(items("4.8.2", of("ReadReactiveImportProfileData", period), SINGLE))
                .containsExactly("GETSEL 7 0-0:99.1.2.255 2 selector 1 {{u16=1, oct6(0-0:94.44.100.255), i8=2, u16=0},"
                        + " u32=473385600, u32=473472000, array[0]<>}");
    }

    @Test
    void a_price_change_fills_the_places_of_the_table_it_names_and_empties_the_others() {
        RequestPart prices = of(
                "ElectricityPriceElements",
                text("StandingCharge", "5300"),
                text("StandingChargeScale", "-4"),
                text("PriceScale", "-5"),
                of(
                        "HybridTariff",
                        indexed(8, of("BlockPrices", indexed(4, text("BlockPrice", "777")))),
                        indexed(48, text("TOUPrice", "-12"))));
        OfService request = new OfService("1.2.1", of("UpdatePricePrimaryElement", of("PriceElements", prices)));

        DlmsRequest command = DlmsRequest.parse(UseCase.forRequest(request, DeviceKind.ESME, SINGLE)
                .command(ID, request, null, SINGLE)
                .payload());
        List<DlmsData> table = command.items().get(1).data().at(2).elements();

        assertThat(table).hasSize(80);
        assertThat(table.get(47)).isEqualTo(price("30", -12));
        assertThat(table.get(79)).isEqualTo(price("D8", 777));
        assertThat(table.get(48)).isEqualTo(price("A1", 0));
    }

    private static DlmsData price(String key, long price) {
        return DlmsData.structure(DlmsData.octets(Octets.ofHex(key)), DlmsData.i16(price));
    }

    @Test
    void open_parts_of_a_special_day_are_wild_cards() {
        RequestPart date = of(
                "Date",
                of("Year", of("NonSpecifiedYear")),
                of("Month", of("DaylightSavingsBegin")),
                of("DayOfMonth", of("LastDayOfMonth")),
                of("DayOfWeek", text("SpecifiedDayOfWeek", "Sunday")));

        Octets octets = (Octets) Notation.expression("date($Date)")
                .value(Template.Context.of(1, ID.originator(), ID.target(), of("SpecialDay", date), SINGLE));

        assertThat(octets.hex()).isEqualTo("FFFFFEFE07");
    }

    @Test
    void the_months_of_a_quarterly_calendar_go_round_the_year() {
        RequestPart body = of(
                "UpdateDeviceConfigurationBillingCalendar",
                of(
                        "ElectricityBillingCalendar",
                        text("BillingTime", "00:00:00.00Z"),
                        of("Quarterly", text("DayOfMonth", "5"), text("BillingPeriodStartMonth", "11"))));
        OfService request = new OfService("6.8", body);

        DlmsRequest command = DlmsRequest.parse(UseCase.forRequest(request, DeviceKind.ESME, SINGLE)
                .command(ID, request, null, SINGLE)
                .payload());

        assertThat(command.items().get(0).data().elements())
                .extracting(entry -> entry.at(1).text().hex())
                .containsExactly("FFFF0B05FF", "FFFF0205FF", "FFFF0505FF", "FFFF0805FF");
    }

    @Test
    void what_a_controller_does_by_its_calendar_or_takes_in_is_told_by_the_script() {
        RequestPart body = new RequestPart(
                "SetAuxiliaryControllerState",
                Map.of("auxiliaryControllerN", "3"),
                "",
                List.of(
                        text("StartDateTime", "2015-01-03T00:00:00Z"),
                        text("EndDateTime", "2015-01-03T01:00:00Z"),
                        text("CommandedStateLevel", "50"),
                        of("InputFromControlledLoad")));

        assertThat(items("7.13", body, SINGLE)).last().isEqualTo("ACT 9 0-0:10.0.103.255 1 := u16=" + 0x2332);
    }

    @Test
    void the_meters_version_and_the_asker_decide_where_the_request_does_not() {
        OfService identity = new OfService("6.2.4", of("ReadDeviceConfigurationIdentityExcMPxN"));
        OfService alerts = new OfService("6.2.10", of("ReadDeviceConfigurationEventAndAlertBehaviours"));

        assertThat(UseCase.forRequest(identity, DeviceKind.ESME, SINGLE.withGbcsVersion(GbcsVersion.of("1.1")))
                        .name())
                .isEqualTo("ECS26e");
        assertThat(UseCase.forRequest(identity, DeviceKind.ESME, SINGLE).name()).isEqualTo("ECS26m");
        assertThat(UseCase.forRequest(alerts, DeviceKind.ESME, SINGLE.askedBy(Asker.NETWORK_OPERATOR))
                        .name())
                .isEqualTo("ECS25r2");
    }
}
