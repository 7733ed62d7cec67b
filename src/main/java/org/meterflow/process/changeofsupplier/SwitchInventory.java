package org.meterflow.process.changeofsupplier;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The inventory as it stands on the day before supply starts (8.2): what is there, in which state, of which version. */
@Component
class SwitchInventory {

    private final Devices devices;
    private final JdbcClient jdbc;
    private final SwitchTimeline story;
    private final Clock clock;

    SwitchInventory(Devices devices, JdbcClient jdbc, SwitchTimeline story, Clock clock) {
        this.devices = devices;
        this.jdbc = jdbc;
        this.story = story;
        this.clock = clock;
    }

    /** @param at when it was looked at */
    record Look(String devices, Instant at) {}

    void look(SupplierChange change) {
        String found = words(change);
        jdbc.sql("update supplier_change set inventory = ?, inventory_at = ? where switch_id = ?")
                .params(found, Timestamp.from(clock.instant()), change.switchId())
                .update();
        story.decided(change, "Inventory looked at on the day before supply starts", found);
    }

    /** Empty before the gate has closed. */
    Optional<Look> of(SupplierChange change) {
        return jdbc.sql(
                        "select inventory, inventory_at from supplier_change where switch_id = ? and inventory is not null")
                .param(change.switchId())
                .query((row, number) -> new Look(
                        row.getString("inventory"),
                        row.getTimestamp("inventory_at").toInstant()))
                .optional();
    }

    private String words(SupplierChange change) {
        Stream<Device> hub = devices.meterOf(change.mpxn()).map(Device::network).flatMap(devices::find).stream();
        String found = Stream.concat(devices.at(change.mpxn()).stream(), hub)
                .distinct()
                .map(SwitchInventory::words)
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "There is no smart meter at the meter point" : found;
    }

    private static String words(Device device) {
        String status = device.status() == null
                ? ""
                : ", " + device.status().name().toLowerCase(Locale.UK).replace('_', ' ');
        String firmware = device.firmwareVersion() == null ? "" : ", firmware " + device.firmwareVersion();
        return SwitchSurroundings.kind(device) + status + firmware;
    }
}
