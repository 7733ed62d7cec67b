package org.meterflow.process.askdevice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterflow.device.DeviceStatus;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.process.CaseKey;

/** A box asks for what the DCC does by itself: it is done in the supplier's name, once, and what is said can be read. */
class AskDccTest extends DrawnInTown {

    private static final String ANNOUNCED = "<DeviceID>%s</DeviceID><DeviceManufacturer>Lindenhall</DeviceManufacturer>"
            + "<DeviceModel>%s</DeviceModel><DeviceType>ESME</DeviceType>";

    @Test
    void whoever_does_not_supply_the_home_is_refused_with_the_sentence_of_the_access_decision() {
        CaseKey key = runs(DrawnBoxes.of("strangersWriteOff")
                .box(
                        "writeOff",
                        "askDevice",
                        "service",
                        "8.3",
                        "meterPoint",
                        mpxn,
                        "inTheNameOf",
                        STRANGER,
                        "body",
                        "<DeviceID>%s</DeviceID>".formatted(meter().id())));

        assertThat(answers.of(key, "writeOff")).containsEntry("outcome", "refused");
        assertThat(answers.of(key, "writeOff").get("reason")).asString().contains("Birch Energy", "may not use 8.3");
        assertThat(meter().is(DeviceStatus.COMMISSIONED)).isTrue();
    }

    @Test
    void what_the_product_list_does_not_have_is_refused_with_the_reason() {
        CaseKey key = runs(DrawnBoxes.of("unlistedAnnounced")
                .box(
                        "announce",
                        "askDevice",
                        "service",
                        "12.2",
                        "meterPoint",
                        mpxn,
                        "body",
                        ANNOUNCED.formatted("02-4D-46-AB-00-00-00-01", "LH-X")));

        assertThat(answers.of(key, "announce"))
                .containsEntry("outcome", "refused")
                .extracting("reason")
                .asString()
                .contains("Lindenhall LH-X of type ESME is not active on the product list");
    }

    @Test
    void a_sequence_takes_back_what_the_dcc_did_when_a_later_request_fails() {
        String device = "02-4D-46-AB-00-00-00-02";
        CaseKey key = runs(DrawnBoxes.of("announcedAndTakenBack")
                .box(
                        "announce",
                        "requestSequence",
                        "requests",
                        "one: 12.2; two: 12.2",
                        "undo",
                        "one: 8.4",
                        "meterPoint",
                        mpxn,
                        "body.one",
                        ANNOUNCED.formatted(device, "LH-E200"),
                        "body.two",
                        ANNOUNCED.formatted("02-4D-46-AB-00-00-00-03", "LH-X"),
                        "body.undo.one",
                        "<DeviceID>%s</DeviceID><DeleteDevice/>".formatted(device)));

        assertThat(answers.of(key, "announce"))
                .containsEntry("outcome", "failed")
                .containsEntry("failedAt", "two");
        assertThat(devices.find(new Eui64(device))).isEmpty();
    }

    @Test
    void coverage_and_inventory_are_read_by_name() {
        Market.Home home = market.market().orElseThrow().newHomes().get(2);
        CaseKey key = runs(DrawnBoxes.of("coverageRead")
                .box(
                        "coverage",
                        "askDevice",
                        "service",
                        "12.1",
                        "meterPoint",
                        home.supplies().get(0).mpxn().value(),
                        "body",
                        "<UPRN>%s</UPRN>".formatted(home.uprn()))
                .box(
                        "inventory",
                        "askDevice",
                        "service",
                        "8.2",
                        "meterPoint",
                        mpxn,
                        "body",
                        "<MPxN>%s</MPxN>".formatted(mpxn)));

        assertThat(answers.of(key, "coverage"))
                .containsEntry("outcome", "answered")
                .containsEntry("coverageAvailable", false)
                .containsEntry("region", "Central");
        assertThat(answers.of(key, "inventory"))
                .containsEntry("electricityMeter", meter().id().value())
                .containsEntry("electricityMeterStatus", "Commissioned");
    }
}
