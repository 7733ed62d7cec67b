package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer.FirmwareVersion;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** What people and images do to a fleet's devices, by the interface of whoever runs the simulator. */
class FleetAtHomeTest extends FleetLine {

    private static final byte[] IMAGE = {1, 2, 3, 4};

    private final ObjectMapper json = new ObjectMapper();

    private Object tell(Eui64 device, String data) throws Exception {
        return FleetApi.tell(fleet, List.of("fleet", device.value()), json.readTree(data))
                .orElseThrow();
    }

    private static String image(String more) {
        return "{\"image\": \"%s\", \"version\": \"0D010002\"%s}"
                .formatted(Base64.getEncoder().encodeToString(IMAGE), more);
    }

    @Test
    void what_somebody_does_at_a_meter_is_answered_with_whether_it_was_done() throws Exception {
        assertThat(tell(ESME, "{\"press\": \"on\"}")).hasToString("{done=false}");
        assertThat(tell(GSME, "{\"type\": \"1234 5678 9012 3456 7890\"}")).hasToString("{done=false}");
        assertThat(tell(ESME, "{\"press\": \"emergency\"}")).hasToString("{done=false}");
        assertThatThrownBy(() -> tell(ESME, "{\"press\": \"everything\"}")).hasMessage("Press on or emergency");
        assertThatThrownBy(() -> tell(HUB, "{\"press\": \"on\"}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_image_for_an_interface_runs_at_once_and_hub_and_interface_say_so() throws Exception {
        tell(PPMID, image(""));

        List<GbcsMessage> alerts = headEnd.alerts();

        assertThat(alerts).extracting(GbcsMessage::messageCode).containsExactly(0x0128, 0x012B);
        assertThat(alerts).allSatisfy(alert -> assertThat(alert.recipient()).isEqualTo(BROKER));
        Der transfer = Der.parse(alerts.get(0).payload());
        assertThat(transfer.at(0).number()).isEqualTo(0x8F8A);
        assertThat(transfer.at(2).value()).isEqualTo(Octets.of(PPMID.bytes()));
        assertThat(answer(BROKER, PPMID, 1, new ReadFirmwareVersion()))
                .isEqualTo(new FirmwareVersion(Octets.ofHex("0D010002")));
    }

    @Test
    void an_image_whose_hash_is_wrong_is_discarded_by_the_hub() throws Exception {
        tell(PPMID, image(", \"hash\": \"" + "00".repeat(32) + "\""));

        assertThat(headEnd.alerts()).singleElement().satisfies(alert -> {
            assertThat(DeviceHome.code(alert)).isEqualTo(0x8F89);
            assertThat(Der.parse(alert.payload()).at(4).number()).isEqualTo(1);
        });
        assertThat(answer(BROKER, PPMID, 1, new ReadFirmwareVersion()))
                .isEqualTo(new FirmwareVersion(Octets.ofHex("0D010001")));
        assertThatThrownBy(() -> tell(PPMID, "{\"image\": \"AQID\", \"version\": \"01\"}"))
                .hasMessageContaining("8 hex digits");
    }
}
