package org.meterflow.device;

import static org.meterflow.device.DeviceRows.text;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.TypedText;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The smart metering inventory. */
@Component
public class Devices {

    private final DeviceRows rows;
    private final InventorySearch search;
    private final DeviceLife life;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Devices(
            DeviceRows rows,
            InventorySearch search,
            DeviceLife life,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.search = search;
        this.life = life;
        this.jdbc = jdbc;
        this.events = events;
    }

    public Optional<Device> find(Eui64 id) {
        return rows.where("id = ?", id.value()).stream().findFirst();
    }

    /** Those of these that the inventory has. */
    public List<Device> findAll(Collection<Eui64> ids) {
        return rows.where("id = any(?)", (Object) ids.stream().map(Eui64::value).toArray(String[]::new));
    }

    /** Every device that carries this meter point's name: the meter, and a gas meter's proxy. */
    public List<Device> at(Mpxn mpxn) {
        return rows.where("import_mpxn = ? or export_mpan = ?", mpxn.value(), mpxn.value());
    }

    /** Every device that has joined this hub's network; the hub itself is not among them. */
    public List<Device> behind(Eui64 hub) {
        return rows.where("hub = ?", hub.value());
    }

    /** The same of many hubs at once. */
    public List<Device> behindAny(Collection<Eui64> hubs) {
        return rows.where(
                "hub = any(?)", (Object) hubs.stream().map(Eui64::value).toArray(String[]::new));
    }

    /** The meter that measures this meter point and has not been taken away. */
    public Optional<Device> meterOf(Mpxn mpxn) {
        DeviceType type = mpxn.fuel() == Fuel.GAS ? DeviceType.GSME : DeviceType.ESME;
        return at(mpxn).stream()
                .filter(device -> device.type() == type && !device.is(DeviceStatus.DECOMMISSIONED))
                .findFirst();
    }

    /** Those that the text names by the beginning or the end of what is printed on them. */
    public List<Device> named(TypedText typed, int limit) {
        return typed.hexDigits()
                .map(hex -> rows.where(
                        "id in (select id from device where replace(id, '-', '') like ?"
                                + " or reverse(replace(id, '-', '')) like ? limit ?)",
                        hex + "%",
                        new StringBuilder(hex).reverse() + "%",
                        limit))
                .orElse(List.of());
    }

    /** Every device that carries one of these meter points' names. */
    public List<Device> atAny(Collection<Mpxn> mpxns) {
        String[] names = mpxns.stream().map(Mpxn::value).toArray(String[]::new);
        return rows.where("import_mpxn = any(?) or export_mpan = any(?)", names, names);
    }

    public List<Device> all() {
        return rows.where("true");
    }

    /** The devices that match, with all that share a hub with them. */
    public List<Device> search(InventoryQuery query) {
        return search.systems(query);
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the inventory has it already */
    @Transactional
    public void add(Device device) {
        add(device, "Entered the inventory");
    }

    /**
     * @param reason what brought it into the inventory
     * @throws org.springframework.dao.DuplicateKeyException when the inventory has it already
     */
    @Transactional
    public void add(Device device, String reason) {
        rows.insert(device);
        if (device.hub() != null) {
            events.publishEvent(new DevicePlaced(device.id(), device.hub()));
        }
        if (device.status() != null) {
            life.record(device.id(), null, device.status(), device.statusSince(), reason);
        }
    }

    /**
     * Writes down anew what a device is and where it hangs. Its type, status and generation stay.
     *
     * @throws UnknownDevice when the inventory has none of this name
     */
    @Transactional
    public void describe(Device device) {
        if (!rows.describe(device)) {
            throw new UnknownDevice(device.id());
        }
        events.publishEvent(new DevicePlaced(device.id(), device.hub()));
    }

    /**
     * Takes a device one step further in its life. The same step again changes nothing.
     *
     * @param reason what brought it there, for its history
     * @throws UnknownDevice when the inventory has none of this name
     * @throws StatusChangeRefused when the life cycle has no such step
     */
    @Transactional(noRollbackFor = StatusChangeRefused.class)
    public Device changeStatus(Eui64 id, DeviceStatus to, String reason) {
        return life.changeStatus(id, to, reason);
    }

    /** The steps it took, the oldest first. */
    public List<StatusStep> history(Eui64 id) {
        return life.history(id);
    }

    /** @throws UnknownDevice when the inventory has none of this name */
    @Transactional
    public void updateFirmware(Eui64 id, String version) {
        change("update device set firmware_version = ? where id = ?", version, id);
    }

    /**
     * @param hub null when it has left the network it was in
     * @throws UnknownDevice when the inventory has none of this name
     */
    @Transactional
    public void join(Eui64 id, @Nullable Eui64 hub) {
        change("update device set hub = ? where id = ?", text(hub), id);
        events.publishEvent(new DevicePlaced(id, hub));
    }

    /**
     * @param importMpxn null when it measures nothing any more
     * @throws UnknownDevice when the inventory has none of this name
     */
    @Transactional
    public void assignMeterPoint(Eui64 id, @Nullable Mpxn importMpxn) {
        change("update device set import_mpxn = ? where id = ?", text(importMpxn), id);
    }

    /**
     * Takes a device out of the inventory that was only announced, and never installed.
     *
     * @throws UnknownDevice when the inventory has none of this name
     * @throws StatusChangeRefused when it has come further than that
     */
    @Transactional(noRollbackFor = StatusChangeRefused.class)
    public void forget(Eui64 id) {
        life.forget(id);
        events.publishEvent(new DevicePlaced(id, null));
    }

    private void change(String update, @Nullable String value, Eui64 id) {
        if (jdbc.sql(update).params(value, id.value()).update() == 0) {
            throw new UnknownDevice(id);
        }
    }
}
