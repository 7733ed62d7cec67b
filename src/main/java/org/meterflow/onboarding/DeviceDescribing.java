package org.meterflow.onboarding;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Generation;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.market.Market.Home;
import org.meterflow.market.Market.Product;

/** A home's devices as the inventory has them, of the products that the market file names. */
record DeviceDescribing(Market market, Home home, Clock clock) {

    /** @param before as the inventory has it now; null for one that it does not have */
    Device device(
            @Nullable Device before,
            Eui64 id,
            DeviceType type,
            @Nullable Mpxn mpxn,
            @Nullable Mpxn exportMpan,
            @Nullable String variant) {
        Product product = market.product(type);
        DeviceStatus first = type.hasStatus() ? DeviceStatus.COMMISSIONED : null;
        String firmware = before == null ? null : before.firmwareVersion();
        return new Device(
                id,
                type,
                before == null ? first : before.status(),
                before == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : before.statusSince(),
                product.manufacturer(),
                product.model(),
                product.specification(),
                firmware == null ? product.firmware() : firmware,
                variant,
                type == DeviceType.CHF ? null : home.hub(),
                mpxn,
                exportMpan,
                home.uprn(),
                home.postcode(),
                home.address().split(",")[0],
                home.region(),
                before == null ? Generation.SMETS2 : before.generation());
    }
}
