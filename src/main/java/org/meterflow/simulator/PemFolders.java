package org.meterflow.simulator;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Reason;
import org.meterflow.party.Pem;

/** The folders in which keys and certificates lie: parties' by any name, devices' by their own, in a folder below or not. */
final class PemFolders {

    private static final String DEVICES = "devices";

    private final List<Path> folders;

    /** @param folders what an earlier one holds counts before what a later one does */
    PemFolders(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * The certificates of parties and authorities.
     *
     * @throws MissingKey when a folder cannot be read
     */
    List<Path> certificates() {
        return folders.stream().flatMap(folder -> certificates(folder).stream()).toList();
    }

    private static List<Path> certificates(Path folder) {
        try {
            return Pem.certificates(folder).stream()
                    .filter(file -> !folder.relativize(file).startsWith(DEVICES))
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw new MissingKey(Reason.of(unreadable), unreadable);
        }
    }

    /** @param ending what a device's file is called behind its number */
    static String name(Eui64 device, String ending) {
        return device.value().replace("-", "").toLowerCase(Locale.ROOT) + ending;
    }

    Optional<Path> ofDevice(String name) {
        return folders.stream()
                .flatMap(folder -> Stream.of(folder.resolve(DEVICES).resolve(name), folder.resolve(name)))
                .filter(Files::exists)
                .findFirst();
    }

    @Override
    public String toString() {
        return folders.toString();
    }
}
