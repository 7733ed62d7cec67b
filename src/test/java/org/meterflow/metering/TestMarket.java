package org.meterflow.metering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.device.Generation;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateFolders;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.springframework.beans.factory.BeanFactory;

/** The DCC, a user, and as many homes as a test needs, each with keys and a place in the inventory. */
final class TestMarket {

    static final Eui64 USER = Eui64.of("90B3D51F30010000");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Devices devices;
    private final CertificateFolders certificates;
    private final Certificates repository;
    final KeyFolder folder;
    final KeyPair broker;
    final KeyPair transitional;
    final KeyPair user;

    TestMarket(BeanFactory platform) {
        devices = platform.getBean(Devices.class);
        certificates = platform.getBean(CertificateFolders.class);
        repository = platform.getBean(Certificates.class);
        DccKeys dcc = platform.getBean(DccKeys.class);
        folder = newFolder();
        broker = folder.organisation(dcc.accessControlBroker(), "04", false);
        folder.organisation(dcc.accessControlBroker(), "04", true);
        transitional = folder.organisation(dcc.transitionalChangeOfSupplier(), "05", true);
        user = folder.organisation(USER, "02", false);
        certificates.load(folder.path());
    }

    static KeyFolder newFolder() {
        try {
            return new KeyFolder(Files.createTempDirectory(Path.of("target"), "keys-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A name no device has yet. */
    static Eui64 freshName() {
        return Eui64.of(ByteBuffer.allocate(8)
                .putInt(0x00DB1234)
                .putInt(COUNT.incrementAndGet())
                .array());
    }

    Eui64 newHub() {
        return newHub(null);
    }

    Eui64 newHub(String postcode) {
        Eui64 hub = newHubWithoutKeys(postcode);
        repository.add(KeyFolder.certificate(hub, TestHub.KEYS));
        return hub;
    }

    Eui64 newHubWithoutKeys() {
        return newHubWithoutKeys(null);
    }

    Eui64 newHubWithoutKeys(String postcode) {
        Eui64 hub = freshName();
        devices.add(device(hub, DeviceType.CHF, null, postcode));
        return hub;
    }

    TestMeter newMeter(Eui64 hub) {
        return newMeter(hub, DeviceType.ESME);
    }

    TestMeter newMeter(Eui64 hub, DeviceType type) {
        Eui64 name = freshName();
        devices.add(device(name, type, hub));
        KeyFolder keys = newFolder();
        TestMeter meter = TestMeter.in(keys, name, broker.getPublic());
        certificates.load(keys.path());
        return meter;
    }

    /** Many homes at once, each with a hub and a meter. */
    Map<Eui64, TestMeter> newHomes(int count) {
        KeyFolder keys = newFolder();
        Map<Eui64, TestMeter> homes = new LinkedHashMap<>();
        List<Certificate> hubs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Eui64 hub = newHubWithoutKeys(null);
            hubs.add(KeyFolder.certificate(hub, TestHub.KEYS));
            homes.put(hub, TestMeter.in(keys, newMeterWithoutKeys(hub), broker.getPublic()));
        }
        certificates.load(keys.path());
        repository.addAll(hubs);
        return homes;
    }

    Eui64 newMeterWithoutKeys(Eui64 hub) {
        Eui64 meter = freshName();
        devices.add(device(meter, DeviceType.ESME, hub));
        return meter;
    }

    private static Device device(Eui64 id, DeviceType type, Eui64 hub) {
        return device(id, type, hub, null);
    }

    private static Device device(Eui64 id, DeviceType type, Eui64 hub, String postcode) {
        return new Device(
                id,
                type,
                DeviceStatus.COMMISSIONED,
                Instant.parse("2026-01-01T00:00:00Z"),
                "Maker",
                "Model",
                "SMETS 2.0 v4.2",
                "01020304",
                type == DeviceType.ESME ? "A" : null,
                hub,
                null,
                null,
                null,
                postcode,
                null,
                null,
                Generation.SMETS2);
    }
}
