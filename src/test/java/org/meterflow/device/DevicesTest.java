package org.meterflow.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterflow.device.DeviceStatus.COMMISSIONED;
import static org.meterflow.device.DeviceStatus.DECOMMISSIONED;
import static org.meterflow.device.DeviceStatus.INSTALLED_NOT_COMMISSIONED;
import static org.meterflow.device.DeviceStatus.PENDING;
import static org.meterflow.device.DeviceStatus.RECOVERED;
import static org.meterflow.device.DeviceStatus.RECOVERY;
import static org.meterflow.device.DeviceStatus.SUSPENDED;
import static org.meterflow.device.DeviceStatus.WHITELISTED;
import static org.meterflow.device.DeviceStatus.WITHDRAWN;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@MeterflowTest
@RecordApplicationEvents
class DevicesTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Devices devices;

    @Autowired
    ApplicationEvents events;

    @Test
    void a_device_that_was_never_notified_cannot_change_its_status() {
        Eui64 unknown = new Eui64("02-00-00-00-00-00-FF-FF");
        assertThatThrownBy(() -> devices.changeStatus(unknown, COMMISSIONED, "8.1.1"))
                .isInstanceOf(UnknownDevice.class)
                .hasMessageContaining(unknown.value());
        assertThatThrownBy(() -> devices.updateFirmware(unknown, "00000001")).isInstanceOf(UnknownDevice.class);
    }

    @Test
    void a_pending_meter_cannot_be_commissioned_at_once() {
        Eui64 meter = add(DeviceType.ESME, PENDING, null);
        assertThatThrownBy(() -> devices.changeStatus(meter, COMMISSIONED, "8.1.1"))
                .isInstanceOf(StatusChangeRefused.class)
                .hasMessageContaining("Pending")
                .hasMessageContaining("Commissioned");
        assertThat(devices.find(meter).orElseThrow().status()).isEqualTo(PENDING);
    }

    @ParameterizedTest
    @EnumSource(value = DeviceStatus.class, names = "DECOMMISSIONED", mode = EnumSource.Mode.EXCLUDE)
    void a_decommissioned_device_stays_so(DeviceStatus anything) {
        Eui64 meter = add(DeviceType.ESME, DECOMMISSIONED, null);
        assertThatThrownBy(() -> devices.changeStatus(meter, anything, "hope")).isInstanceOf(StatusChangeRefused.class);
    }

    @Test
    void a_display_has_no_status_to_change() {
        Eui64 display = add(DeviceType.IHD, null, null);
        assertThatThrownBy(() -> devices.changeStatus(display, COMMISSIONED, "8.1.1"))
                .isInstanceOf(StatusChangeRefused.class);
        assertThatThrownBy(() -> add(DeviceType.IHD, COMMISSIONED, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> add(DeviceType.ESME, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_meter_is_installed_step_by_step_and_each_step_is_told() {
        Eui64 meter = add(DeviceType.ESME, PENDING, null);

        devices.changeStatus(meter, WHITELISTED, "8.11");
        devices.changeStatus(meter, INSTALLED_NOT_COMMISSIONED, "8F49");
        devices.changeStatus(meter, COMMISSIONED, "8.1.1");
        devices.changeStatus(meter, COMMISSIONED, "8.1.1 again");

        assertThat(devices.history(meter))
                .extracting(StatusStep::to)
                .containsExactly(PENDING, WHITELISTED, INSTALLED_NOT_COMMISSIONED, COMMISSIONED);
        assertThat(events.stream(DeviceStatusChanged.class)
                        .filter(one -> one.device().equals(meter)))
                .extracting(DeviceStatusChanged::reason)
                .containsExactly("Entered the inventory", "8.11", "8F49", "8.1.1");
    }

    @Test
    void a_suspended_device_goes_back_to_where_it_was() {
        Eui64 meter = add(DeviceType.GSME, COMMISSIONED, null);
        devices.changeStatus(meter, SUSPENDED, "model removed from the products list");
        assertThatThrownBy(() -> devices.changeStatus(meter, PENDING, "")).isInstanceOf(StatusChangeRefused.class);
        assertThat(devices.changeStatus(meter, COMMISSIONED, "model restored").status())
                .isEqualTo(COMMISSIONED);
    }

    @Test
    void a_withdrawn_hub_may_be_enrolled_again_and_a_compromised_one_recovered() {
        Eui64 hub = add(DeviceType.CHF, COMMISSIONED, null);
        devices.changeStatus(hub, WITHDRAWN, "8.5");
        devices.changeStatus(hub, INSTALLED_NOT_COMMISSIONED, "8.6");
        devices.changeStatus(hub, RECOVERY, "keys compromised");
        devices.changeStatus(hub, RECOVERED, "keys replaced");
        assertThat(devices.find(hub).orElseThrow().is(RECOVERED)).isTrue();
    }

    @Test
    void an_exchanged_meter_gives_its_meter_point_to_the_new_one() {
        Mpxn mprn = new Mpxn("7500199901");
        Eui64 old = add(DeviceType.GSME, COMMISSIONED, mprn);
        devices.changeStatus(old, DECOMMISSIONED, "8.3");
        assertThat(devices.meterOf(mprn)).isEmpty();

        Eui64 fresh = add(DeviceType.GSME, COMMISSIONED, mprn);
        assertThat(devices.meterOf(mprn))
                .hasValueSatisfying(meter -> assertThat(meter.id()).isEqualTo(fresh));
        assertThat(devices.at(mprn)).hasSize(2);
    }

    @Test
    void firmware_and_network_are_kept_up_to_date() {
        Eui64 hub = add(DeviceType.CHF, COMMISSIONED, null);
        Eui64 meter = add(DeviceType.ESME, COMMISSIONED, null);
        devices.join(meter, hub);
        devices.updateFirmware(meter, "0A0B0C0D");
        assertThat(devices.behind(hub)).extracting(Device::id).containsExactly(meter);
        assertThat(devices.find(meter).orElseThrow().firmwareVersion()).isEqualTo("0A0B0C0D");
        assertThat(devices.search(new InventoryQuery.ByDevice(meter)))
                .extracting(Device::id)
                .containsExactly(meter, hub);
        devices.join(meter, null);
        assertThat(devices.behind(hub)).isEmpty();
    }

    private Eui64 add(DeviceType type, @Nullable DeviceStatus status, @Nullable Mpxn mpxn) {
        Eui64 id = Eui64.of("02000000%08x".formatted(COUNT.incrementAndGet()));
        devices.add(new Device(
                id,
                type,
                status,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "Lindenhall",
                "LH-E200",
                "SMETS2 v4.2",
                "0A010203",
                null,
                null,
                mpxn,
                null,
                "100000000001",
                "QZ1 1AA",
                "1 Orchard Lane",
                "Central",
                Generation.SMETS2));
        return id;
    }
}
