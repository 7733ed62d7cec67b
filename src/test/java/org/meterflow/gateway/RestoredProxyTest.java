package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.DCC;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.GAS_PROXY;
import static org.meterflow.gateway.PublishedMarket.NEW_PROXY;
import static org.meterflow.gateway.PublishedMarket.OTHER_HUB;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.MeterAlerted;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.simulator.SimulatedSupplier.Asked;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.w3c.dom.Element;

/** A gas proxy that replaces another takes over its device log (SRV 8.12.2). */
class RestoredProxyTest extends PublishedMarketAtWork {

    private static final Eui64 OLD_PROXY = new Eui64("00-DB-12-34-56-78-90-C9");
    private static final Eui64 NEW_METER = new Eui64("00-DB-12-34-56-78-90-C1");

    @Autowired
    ApplicationEventPublisher events;

    @BeforeEach
    void aProxyThatWasTakenAway() {
        if (devices.find(OLD_PROXY).isEmpty()) {
            devices.add(oldProxy());
        }
        devices.assignMeterPoint(
                OLD_PROXY, devices.find(NEW_PROXY).orElseThrow().importMpxn());
        jdbc.sql("delete from network_log where device = ?")
                .param(OLD_PROXY.value())
                .update();
    }

    @Test
    void what_was_no_proxy_of_this_meter_or_never_told_its_log_is_refused() throws Exception {
        assertThat(code(SUPPLIER, restore("00-DB-12-34-56-78-90-FF"))).isEqualTo("E081221");
        assertThat(code(SUPPLIER, restore(NEW_METER.value()))).isEqualTo("E081221");
        assertThat(code(SUPPLIER, restore(GAS_PROXY.value()))).isEqualTo("E081222");
        assertThat(code(SUPPLIER, restore(OLD_PROXY.value()))).isEqualTo("E081223");
        assertThat(code(OTHER_SUPPLIER, restore(OLD_PROXY.value()))).isEqualTo("E4");
    }

    @Test
    void the_new_proxy_takes_over_the_log_and_the_other_supplier_of_the_home_is_told() throws Exception {
        user(OTHER_SUPPLIER);
        events.publishEvent(new MeterAlerted(OLD_PROXY, DCC, "8071", "", lastReport(), clock.instant()));
        Asked asked = user(SUPPLIER).ask(restore(OLD_PROXY.value()));

        Octets answer =
                GbcsMessage.parse(answerTo(asked).gbcsPayload().orElseThrow()).payload();

        Der entry = Der.parse(answer).at(0).at(0);
        assertThat(entry.at(0)).isEqualTo(logged());
        assertThat(entry.at(1).number()).as("restored").isZero();
        Element told = alert(OTHER_SUPPLIER, "GPFDeviceLog", OLD_PROXY);
        assertThat(told.getTextContent()).isEqualTo("" + OTHER_HUB + OTHER_HUB + OLD_PROXY + NEW_PROXY);
        await().atMost(PATIENCE)
                .until(() -> !jdbc.sql("select 1 from network_log where device = ?")
                        .param(NEW_PROXY.value())
                        .query(Integer.class)
                        .list()
                        .isEmpty());
    }

    @Test
    void what_a_meter_outside_gbcs_answers_to_another_request_is_no_restored_log() throws Exception {
        Asked asked = user(SUPPLIER).ask(SupplierRequest.readRegisters(ELECTRICITY_METER));
        answerTo(asked);
        String reference =
                ServiceRequest.referenceOf(requests.find(asked.id()).get(0).number());
        MeterAnswer register = new MeterAnswer.Values(List.of());
        byte[] plainAnswer = {(byte) 0xDA, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00};

        assertThatCode(() -> events.publishEvent(
                        new MeterAnswered(reference, ELECTRICITY_METER, register, plainAnswer, clock.instant())))
                .doesNotThrowAnyException();
    }

    private static Der logged() {
        return Der.sequence(Der.leaf(Der.OCTET_STRING, Octets.of(NEW_METER.bytes())), Der.integer(0));
    }

    private byte[] lastReport() {
        Der report = Der.sequence(
                Der.integer(0x8071),
                Der.leaf(0x18, Octets.of("20261101000000Z".getBytes(StandardCharsets.US_ASCII))),
                Der.sequence(logged()));
        return GbcsMessage.alert(new RequestId(OLD_PROXY, DCC, 7), 0x00B2, report.encode())
                .encode();
    }

    private Device oldProxy() {
        Device proxy = devices.find(NEW_PROXY).orElseThrow();
        return new Device(
                OLD_PROXY,
                DeviceType.GPF,
                DeviceStatus.DECOMMISSIONED,
                clock.instant(),
                proxy.manufacturer(),
                proxy.model(),
                proxy.smetsVersion(),
                proxy.firmwareVersion(),
                null,
                OTHER_HUB,
                proxy.importMpxn(),
                null,
                proxy.uprn(),
                proxy.postcode(),
                proxy.addressIdentifier(),
                proxy.cspRegion(),
                proxy.generation());
    }

    private static SupplierRequest restore(String old) {
        return SupplierRequest.of(
                'S', "8.12.2", NEW_PROXY, "RestoreGPFDeviceLog", body -> ResponseDocument.add(body, "OldGPFID", old));
    }
}
