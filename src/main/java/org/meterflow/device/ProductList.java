package org.meterflow.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The certified products: only what is active on it may be announced for installation. */
@Component
public class ProductList {

    private final JdbcClient jdbc;
    private final Clock clock;

    ProductList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Once it is on the list, entering it changes nothing: what was removed does not come back so. */
    @Transactional
    public void enter(Product product) {
        jdbc.sql("""
                        insert into product_list
                            (device_type, manufacturer, model, firmware_version, specification, active, since)
                        values (?, ?, ?, ?, ?, true, ?) on conflict do nothing""")
                .params(
                        product.type().name(),
                        product.manufacturer(),
                        product.model(),
                        product.firmwareVersion(),
                        product.specification(),
                        DeviceRows.utc(clock.instant()))
                .update();
    }

    /** From now on nobody may install it; what is installed stays. */
    @Transactional
    public void remove(Product product) {
        jdbc.sql("""
                        update product_list set active = false, since = ?
                        where device_type = ? and manufacturer = ? and model = ? and firmware_version = ? and active""")
                .params(
                        DeviceRows.utc(clock.instant()),
                        product.type().name(),
                        product.manufacturer(),
                        product.model(),
                        product.firmwareVersion())
                .update();
    }

    /**
     * The active entries of a product, the latest first.
     *
     * @param manufacturer empty for any
     * @param firmwareVersion null for any
     */
    public List<Product> active(DeviceType type, String manufacturer, String model, @Nullable String firmwareVersion) {
        return jdbc
                .sql("""
                        select * from product_list
                        where device_type = ? and (? = '' or lower(manufacturer) = lower(?)) and lower(model) = lower(?) and active
                        order by since desc, firmware_version desc""")
                .params(type.name(), manufacturer, manufacturer, model)
                .query(ProductList::read)
                .list()
                .stream()
                .filter(product ->
                        firmwareVersion == null || product.firmwareVersion().equalsIgnoreCase(firmwareVersion))
                .toList();
    }

    private static Product read(ResultSet row, int number) throws SQLException {
        return new Product(
                DeviceType.valueOf(row.getString("device_type")),
                row.getString("manufacturer"),
                row.getString("model"),
                row.getString("firmware_version"),
                row.getString("specification"));
    }
}
