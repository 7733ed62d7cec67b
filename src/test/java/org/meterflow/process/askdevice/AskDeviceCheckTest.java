package org.meterflow.process.askdevice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.gbcs.UseCase;

/** What is written at a box, before a diagram with it takes effect. */
class AskDeviceCheckTest {

    private static final String SOMEWHERE = "1200000000137";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.99 | there is no service '4.99'. Write a service reference variant such as 4.1.1.",
                "6.17 | 6.17 Issue Security Credentials changes whose keys a device trusts",
                "11.1 | 11.1 Update Firmware is neither put to a device with a message nor carried out for a box by the DCC",
                "8.3  | 8.3 Decommission Device cannot be asked so: DecommissionDevice has DeviceID here",
                "6.23 | 6.23 Update Security Credentials (CoS) changes whose keys a device trusts",
                "3.1  | 3.1 Display Message cannot be asked so: DisplayMessage lacks SupplierMessage. Change the body."
            })
    void a_service_that_cannot_be_asked_is_named_with_what_to_do(String service, String sentence) {
        assertThat(wrong("service", service, "meterPoint", SOMEWHERE))
                .singleElement()
                .asString()
                .startsWith(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Message>Hello</Message> | DisplayMessage lacks SupplierMessage",
                "<SupplierMessage>Hello | the body cannot be read: Not well-formed XML",
                "Hello | the body 'Hello' has no elements. Write those of DisplayMessage",
                "<ExecutionDateTime>2027-01-01T00:00:00Z</ExecutionDateTime> | Write the time as the property 'at'"
            })
    void a_body_that_does_not_fit_is_named(String body, String sentence) {
        assertThat(wrong("service", "3.1", "meterPoint", SOMEWHERE, "body", body))
                .singleElement()
                .asString()
                .contains(sentence);
    }

    @Test
    void a_body_may_stand_with_its_element_or_without_and_read_what_the_case_knows() {
        assertThat(wrong("service", "3.1", "meterPoint", SOMEWHERE, "body", "<SupplierMessage>Hello</SupplierMessage>"))
                .isEmpty();
        assertThat(wrong(
                        "service",
                        "3.1",
                        "meterPoint",
                        SOMEWHERE,
                        "body",
                        "<DisplayMessage><SupplierMessage>Hello</SupplierMessage></DisplayMessage>"))
                .isEmpty();
        assertThat(wrong(
                        "service",
                        "3.2",
                        "meterPoint",
                        SOMEWHERE,
                        "body",
                        "<RestrictionDateTime>${facts.moved}</RestrictionDateTime>"))
                .isEmpty();
    }

    @Test
    void a_device_is_named_by_its_id_or_by_a_word_and_its_meter_point() {
        assertThat(wrong("service", "4.1.1")).singleElement().asString().contains("nothing says which device is asked");
        assertThat(wrong("service", "4.1.1", "device", "toaster"))
                .containsExactly("'toaster' is no device. Write its EUI-64, or one of: meter, electricity meter,"
                        + " gas meter, gas proxy, hub, prepayment interface, load switch.");
        assertThat(wrong("service", "4.1.1", "device", "Gas meter"))
                .containsExactly("nothing says whose Gas meter is asked. Write the property meterPoint.");
        assertThat(wrong("service", "4.1.1", "meterPoint", "12"))
                .singleElement()
                .asString()
                .contains("neither an MPAN");
        assertThat(wrong("service", "4.1.1", "device", "90-B3-D5-1F-30-01-00-00"))
                .isEmpty();
    }

    @Test
    void only_what_somebody_keeps_until_its_time_can_be_asked_for_later() {
        assertThat(wrong("service", "7.4", "meterPoint", SOMEWHERE, "at", "2027-01-01T00:00:00Z"))
                .singleElement()
                .asString()
                .contains("7.4 Read Supply Status cannot be asked for a later time");
        assertThat(wrong("service", "7.2", "meterPoint", SOMEWHERE, "at", "2027-01-01T00:00:00Z"))
                .singleElement()
                .asString()
                .contains("7.2 Disable Supply cannot be asked for a later time");
        assertThat(wrong("service", "4.1.1", "meterPoint", SOMEWHERE, "at", "tomorrow"))
                .singleElement()
                .asString()
                .startsWith("'tomorrow' is no time");
    }

    @Test
    void every_service_that_goes_to_devices_can_be_placed() {
        assertThat(new ServiceCatalogue()
                        .all().stream()
                                .filter(Service::device)
                                .filter(service -> UseCase.serves(service.variant()))
                                .map(Service::variant)
                                .filter(variant -> !isPlaceable(variant)))
                .containsExactly("6.15.1", "6.15.2", "6.17", "6.21", "6.23", "8.5", "8.12.1", "8.12.2");
    }

    private static boolean isPlaceable(String variant) {
        try {
            return PlaceableServices.require(variant).variant().equals(variant);
        } catch (CannotAsk no) {
            return false;
        }
    }

    private static List<String> wrong(String... said) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < said.length; i += 2) {
            properties.put(said[i], said[i + 1]);
        }
        return new AskDeviceCheck().wrong(properties).toList();
    }
}
