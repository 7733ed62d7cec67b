package org.meterflow.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;

/** One hub's memory: a small file, replaced as a whole, so that it is either the old one or the new one. */
final class StateFile {

    /** @param faults of each device that has any, and since when */
    private record Content(
            Map<String, DeviceState.Saved> devices,
            @Nullable Map<String, Map<Fault, String>> faults) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    StateFile(Path folder, Eui64 hub) {
        this.file = folder.resolve(hub.value().replace("-", "").toLowerCase(Locale.ROOT) + ".json");
    }

    Map<Eui64, DeviceState.Saved> read() {
        Map<Eui64, DeviceState.Saved> devices = new HashMap<>();
        content().devices().forEach((eui, saved) -> devices.put(Eui64.of(eui), saved));
        return devices;
    }

    /** What somebody broke and nobody has mended. */
    Map<Eui64, Map<Fault, Instant>> faults() {
        Map<String, Map<Fault, String>> written = content().faults();
        Map<Eui64, Map<Fault, Instant>> faults = new HashMap<>();
        if (written != null) {
            written.forEach((eui, all) -> {
                Map<Fault, Instant> since = new EnumMap<>(Fault.class);
                all.forEach((fault, time) -> since.put(fault, Instant.parse(time)));
                faults.put(Eui64.of(eui), since);
            });
        }
        return faults;
    }

    private Content content() {
        if (!Files.exists(file)) {
            return new Content(Map.of(), null);
        }
        try {
            return JSON.readValue(file.toFile(), Content.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException("A simulated hub's memory " + file + " cannot be read", damaged);
        }
    }

    void write(Map<Eui64, DeviceState.Saved> devices, Map<Eui64, Map<Fault, Instant>> faults) {
        Map<String, DeviceState.Saved> byName = new HashMap<>();
        devices.forEach((eui, saved) -> byName.put(eui.value(), saved));
        Map<String, Map<Fault, String>> broken = new HashMap<>();
        faults.forEach((eui, all) -> {
            Map<Fault, String> since = new EnumMap<>(Fault.class);
            all.forEach((fault, time) -> since.put(fault, time.toString()));
            broken.put(eui.value(), since);
        });
        Content content = new Content(byName, broken.isEmpty() ? null : broken);
        try {
            PrivateFiles.write(file, fresh -> JSON.writeValue(fresh.toFile(), content));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("A simulated hub's memory " + file + " cannot be written", unwritable);
        }
    }
}
