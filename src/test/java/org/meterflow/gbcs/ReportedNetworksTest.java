package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/** What hubs and gas proxies say of their networks, to be told to those that replace them. */
class ReportedNetworksTest {

    private static final RequestId ID = RequestId.of("00-DB-12-34-56-78-90-A2:90-B3-D5-1F-30-00-00-02:9");
    private static final Eui64 METER = Eui64.of("00DB1234567890A0");
    private static final Octets TIME = DlmsTime.encode(Instant.parse("2026-11-23T10:00:00Z"));

    @Test
    void another_alert_reports_no_network() {
        GbcsMessage tamper = GbcsMessage.alert(ID, 0x1000, Octets.ofHex("0F2000000900020112008F3F"));

        assertThatThrownBy(() -> HubLog.reportedIn(tamper))
                .isInstanceOf(MalformedGbcs.class)
                .hasMessageContaining("1000 reports no network");
        assertThatThrownBy(() -> DeviceLog.reportedIn(tamper)).isInstanceOf(MalformedGbcs.class);
    }

    @Test
    void a_hub_reports_its_network_and_the_hashed_keys_of_its_devices() {
        Octets key = Octets.ofHex("83FED3407A939723A5C639B26916D506");
        DlmsData network = DlmsData.structure(
                DlmsData.octets(TIME),
                DlmsData.octets(Octets.ofHex("0000000000000140")),
                DlmsData.array(DlmsData.structure(DlmsData.octets(Octets.of(METER.bytes())), DlmsData.octets(key))));
        DlmsData content = DlmsData.structure(DlmsData.u16(0x8F12), DlmsData.octets(TIME), network);

        HubLog log =
                HubLog.reportedIn(GbcsMessage.alert(ID, 0x0018, new DlmsNotification(0x20000009L, content).encode()));

        assertThat(log).isEqualTo(new HubLog(Octets.ofHex("0000000000000140"), List.of(new HubLog.Entry(METER, key))));
    }

    @Test
    void a_gas_proxy_reports_its_devices_and_their_kinds() {
        Der entries = Der.sequence(Der.sequence(Der.leaf(Der.OCTET_STRING, Octets.of(METER.bytes())), Der.integer(1)));
        Der alert = Der.sequence(Der.integer(0x8071), DerTime.encode(Instant.parse("2026-11-23T10:00:00Z")), entries);

        assertThat(DeviceLog.reportedIn(GbcsMessage.alert(ID, 0x00B2, alert.encode())))
                .isEqualTo(new DeviceLog(List.of(new DeviceLog.Entry(METER, 1))));
    }
}
