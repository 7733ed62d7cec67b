package org.meterflow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.InventoryQuery;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateStatus;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=default", "meterflow.messages.webhook.plain-http=true"})
class DemoMarketTest {

    @Autowired
    Parties parties;

    @Autowired
    Registrations registrations;

    @Autowired
    Devices devices;

    @Autowired
    Certificates certificates;

    @Autowired
    DccKeys dccKeys;

    @Autowired
    DemoMarket demo;

    @Autowired
    RegistrationFeed feed;

    @Autowired
    DemoClock clock;

    @Autowired
    JdbcClient jdbc;

    @Value("${meterflow.data}")
    Path data;

    @Test
    void every_home_has_registered_suppliers_and_commissioned_meters() {
        Market market = demo.market().orElseThrow();

        assertThat(market.homes()).hasSize(16);
        assertThat(market.newHomes()).hasSize(14);
        for (Market.Home home : market.homes()) {
            for (Market.Supply supply : home.supplies()) {
                assertThat(registrations.on(supply.mpxn(), LocalDate.of(2025, 1, 1)))
                        .hasValueSatisfying(
                                known -> assertThat(known.supplier()).isEqualTo(supply.supplier()));
                assertThat(devices.meterOf(supply.mpxn()))
                        .hasValueSatisfying(meter -> assertThat(meter.id()).isEqualTo(supply.meter()));
                assertThat(parties.ofMpid(supply.supplier())).isPresent();
                assertThat(parties.ofMpid(supply.network())).isPresent();
            }
        }
    }

    @Test
    void everyone_has_certificates_in_the_shape_of_the_market() throws Exception {
        for (Market.Installed device : demo.market().orElseThrow().devices()) {
            assertThat(certificates.of(device.id()))
                    .filteredOn(one -> one.status() == CertificateStatus.IN_USE)
                    .extracting(Certificate::use)
                    .isEqualTo(device.type().hasStatus() ? List.of(CertificateUse.DS, CertificateUse.KA) : List.of());
        }
        Certificate issuing = certificates.issuers().get(1);
        Certificate supplier = certificates
                .inUse(new Eui64("02-4D-46-00-00-01-00-00"), CertificateUse.KA_PREPAYMENT)
                .orElseThrow();
        supplier.x509().verify(issuing.publicKey());
        assertThat(supplier.role()).isEqualTo(2);
        assertThat(supplier.x509().getExtensionValue("2.5.29.14")).hasSize(12).startsWith(4, 10, 4, 8);
        assertThat(supplier.x509().getExtensionValue("2.5.29.14")[4] & 0xF0).isEqualTo(0x40);
        assertThat(supplier.x509().getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.32");
        assertThat(supplier.x509().getSubjectX500Principal().getName("RFC2253"))
                .contains("2.5.4.45=#0309" + "00024d460000010000", "OU=02");
    }

    @Test
    void the_dcc_keeps_its_own_keys_and_no_others() {
        Certificate broker = certificates
                .inUse(dccKeys.accessControlBroker(), CertificateUse.KA)
                .orElseThrow();
        Certificate supplier = certificates
                .inUse(new Eui64("02-4D-46-00-00-01-00-00"), CertificateUse.DS)
                .orElseThrow();

        assertThat(dccKeys.privateKey(broker)).isPresent();
        assertThat(dccKeys.privateKey(supplier)).isEmpty();
        assertThat(certificates.inUse(dccKeys.accessControlBroker(), CertificateUse.XML_SIGN))
                .hasValueSatisfying(one -> {
                    assertThat(one.role()).isEqualTo(0x89);
                    assertThat(dccKeys.privateKey(one)).isPresent();
                });
        assertThat(data.resolve("pki/devices/024d460100000101-ka.key.pem")).exists();
    }

    @Test
    void a_second_start_changes_nothing() {
        long rows = count();
        demo.afterSingletonsInstantiated();
        assertThat(count()).isEqualTo(rows);
    }

    @Test
    void a_certificate_whose_writing_was_cut_short_is_made_again() throws Exception {
        Eui64 meter =
                demo.market().orElseThrow().homes().get(0).supplies().get(0).meter();
        Certificate before = certificates.inUse(meter, CertificateUse.DS).orElseThrow();
        Files.delete(data.resolve("pki/devices/024d460100000101-ds.pem"));

        demo.afterSingletonsInstantiated();

        Certificate after = certificates.inUse(meter, CertificateUse.DS).orElseThrow();
        assertThat(after.serial()).isNotEqualTo(before.serial());
        assertThat(certificates.bySerial(before.serial()).orElseThrow().status().letter())
                .isEqualTo("N");
    }

    @Test
    void the_inventory_of_a_home_is_found_by_any_of_its_devices() {
        Mpxn gas = demo.market().orElseThrow().homes().get(0).supplies().get(1).mpxn();
        assertThat(devices.search(new InventoryQuery.ByMeterPoint(gas)))
                .extracting(device -> device.type())
                .containsExactly(DeviceType.ESME, DeviceType.GSME, DeviceType.GPF, DeviceType.CHF, DeviceType.IHD);
        assertThat(devices.search(new InventoryQuery.ByAddress("qz11aa", " 1 orchard lane")))
                .hasSize(5);
        assertThat(parties.ofMpid(new Mpid("ALDR")).orElseThrow().name()).isEqualTo("Alder Energy");
    }

    @Test
    void the_registration_bodies_keep_the_data_fresh_however_far_the_clock_is_moved() {
        Mpid network = new Mpid("SEVN");
        feed.sendWhatIsDue();
        assertThat(registrations.freshness(network).stale()).isFalse();

        clock.advance(Duration.ofDays(9));

        assertThat(registrations.freshness(network).stale()).isFalse();
        assertThat(jdbc.sql(
                                "select outcome || ' ' || accepted || ' ' || refused from registration_file where sender = 'REGSEVN' order by id limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("LOADED 31 0");
        assertThat(jdbc.sql("select count(*) from registration where source like 'File%'")
                        .query(Long.class)
                        .single())
                .as("what the loader wrote and what the file says is the same")
                .isZero();
    }

    private long count() {
        return jdbc.sql("""
                        select (select count(*) from party) + (select count(*) from registration)
                             + (select count(*) from device_history) + (select count(*) from certificate)
                        """).query(Long.class).single();
    }
}
