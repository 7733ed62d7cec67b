package org.meterflow.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.meterflow.identifier.Eui64;

/** One hub's memory: a small file, replaced as a whole, so that it is either the old one or the new one. */
final class StateFile {

    private record Content(Map<String, DeviceState.Saved> devices) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    StateFile(Path folder, Eui64 hub) {
        this.file = folder.resolve(hub.value().replace("-", "").toLowerCase(Locale.ROOT) + ".json");
    }

    Map<Eui64, DeviceState.Saved> read() {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<Eui64, DeviceState.Saved> devices = new HashMap<>();
            JSON.readValue(file.toFile(), Content.class)
                    .devices()
                    .forEach((eui, saved) -> devices.put(Eui64.of(eui), saved));
            return devices;
        } catch (IOException damaged) {
            throw new UncheckedIOException("A simulated hub's memory " + file + " cannot be read", damaged);
        }
    }

    void write(Map<Eui64, DeviceState.Saved> devices) {
        Map<String, DeviceState.Saved> byName = new HashMap<>();
        devices.forEach((eui, saved) -> byName.put(eui.value(), saved));
        try {
            PrivateFiles.write(file, fresh -> JSON.writeValue(fresh.toFile(), new Content(byName)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("A simulated hub's memory " + file + " cannot be written", unwritable);
        }
    }
}
