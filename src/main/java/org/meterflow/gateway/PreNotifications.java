package org.meterflow.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.device.Product;
import org.meterflow.device.ProductList;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/** SRV 12.2: a device that is to be installed enters the inventory, when the product list has its like. */
@Component
class PreNotifications {

    private final Devices devices;
    private final ProductList products;
    private final Clock clock;

    PreNotifications(Devices devices, ProductList products, Clock clock) {
        this.devices = devices;
        this.products = products;
        this.clock = clock;
    }

    Outcome take(Content.PreNotify announced) {
        List<Product> listed = products.active(
                announced.type(), announced.manufacturer(), announced.model(), announced.firmwareVersion());
        Optional<Device> known = devices.find(announced.announced());
        if (known.isPresent()) {
            return again(known.get(), announced);
        }
        if (listed.isEmpty()) {
            return Outcome.refused(
                    ResponseCode.NOT_ON_PRODUCT_LIST,
                    "%s %s%s of type %s is not active on the product list"
                            .formatted(
                                    announced.manufacturer(),
                                    announced.model(),
                                    announced.firmwareVersion() == null
                                            ? ""
                                            : " with firmware " + announced.firmwareVersion(),
                                    announced.type()));
        }
        add(announced.announced(), announced.type(), listed.get(0), announced.variant(), null);
        Eui64 proxy = announced.proxy();
        if (announced.type() == DeviceType.CHF
                && proxy != null
                && devices.find(proxy).isEmpty()) {
            Product inside = listed.get(0);
            add(proxy, DeviceType.GPF, inside, null, announced.announced());
        }
        return Outcome.done("Device " + announced.announced() + " has been announced", message -> {});
    }

    /** Saying the same again does no harm. */
    private static Outcome again(Device known, Content.PreNotify announced) {
        boolean same = known.type() == announced.type() && (known.status() == null || known.is(DeviceStatus.PENDING));
        return same
                ? Outcome.done("Device " + known.id() + " was announced before", message -> {})
                : Outcome.refused(
                        ResponseCode.ALREADY_IN_INVENTORY,
                        "Device %s is in the inventory as %s, %s"
                                .formatted(
                                        known.id(),
                                        known.type(),
                                        known.status() == null
                                                ? "without a status"
                                                : known.status().label()));
    }

    private void add(Eui64 id, DeviceType type, Product product, @Nullable String variant, @Nullable Eui64 hub) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        devices.add(
                new Device(
                        id,
                        type,
                        type.hasStatus() ? DeviceStatus.PENDING : null,
                        now,
                        product.manufacturer(),
                        product.model(),
                        product.specification(),
                        product.firmwareVersion(),
                        type == DeviceType.ESME ? Objects.requireNonNullElse(variant, "A") : null,
                        hub,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Generation.SMETS2),
                "Announced for installation");
    }
}
