package org.meterflow.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Devices as rows of a table. */
@Component
class DeviceRows {

    /** Meters first, then by name, so that answers read the same every time. */
    private static final String ORDER = " order by array_position(array['ESME','GSME','GPF','CHF'], type), id";

    private final JdbcClient jdbc;

    DeviceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Device> where(String condition, Object... parameters) {
        return jdbc.sql("select * from device where " + condition + ORDER)
                .params(parameters)
                .query(DeviceRows::read)
                .list();
    }

    Optional<Device> locked(Eui64 id) {
        return jdbc.sql("select * from device where id = ? for update")
                .param(id.value())
                .query(DeviceRows::read)
                .optional();
    }

    void insert(Device device) {
        jdbc.sql("""
                        insert into device (id, type, status, status_since, manufacturer, model, smets_version,
                                            firmware_version, esme_variant, hub, import_mpxn, export_mpan, uprn, postcode,
                                            address_identifier, csp_region, generation)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        device.id().value(),
                        device.type().name(),
                        device.status() == null ? null : device.status().name(),
                        utc(device.statusSince()),
                        device.manufacturer(),
                        device.model(),
                        device.smetsVersion(),
                        device.firmwareVersion(),
                        device.esmeVariant(),
                        text(device.hub()),
                        text(device.importMpxn()),
                        text(device.exportMpan()),
                        device.uprn(),
                        device.postcode(),
                        device.addressIdentifier(),
                        device.cspRegion(),
                        device.generation().name())
                .update();
    }

    /** @return false when there is none of this name */
    boolean describe(Device device) {
        return jdbc.sql("""
                        update device set manufacturer = ?, model = ?, smets_version = ?, firmware_version = ?,
                                          esme_variant = ?, hub = ?, import_mpxn = ?, export_mpan = ?, uprn = ?,
                                          postcode = ?, address_identifier = ?, csp_region = ?
                         where id = ?
                        """)
                        .params(
                                device.manufacturer(),
                                device.model(),
                                device.smetsVersion(),
                                device.firmwareVersion(),
                                device.esmeVariant(),
                                text(device.hub()),
                                text(device.importMpxn()),
                                text(device.exportMpan()),
                                device.uprn(),
                                device.postcode(),
                                device.addressIdentifier(),
                                device.cspRegion(),
                                device.id().value())
                        .update()
                == 1;
    }

    static @Nullable DeviceStatus status(@Nullable String name) {
        return name == null ? null : DeviceStatus.valueOf(name);
    }

    static @Nullable String text(@Nullable Object identifier) {
        return identifier == null ? null : identifier.toString();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Device read(ResultSet row, int number) throws SQLException {
        return new Device(
                new Eui64(row.getString("id")),
                DeviceType.valueOf(row.getString("type")),
                status(row.getString("status")),
                row.getTimestamp("status_since").toInstant(),
                row.getString("manufacturer"),
                row.getString("model"),
                row.getString("smets_version"),
                row.getString("firmware_version"),
                row.getString("esme_variant"),
                eui(row.getString("hub")),
                mpxn(row.getString("import_mpxn")),
                mpxn(row.getString("export_mpan")),
                row.getString("uprn"),
                row.getString("postcode"),
                row.getString("address_identifier"),
                row.getString("csp_region"),
                Generation.valueOf(row.getString("generation")));
    }

    private static @Nullable Eui64 eui(@Nullable String value) {
        return value == null ? null : new Eui64(value);
    }

    private static @Nullable Mpxn mpxn(@Nullable String value) {
        return value == null ? null : new Mpxn(value);
    }
}
