package org.meterflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.Stream;

/** Who but the program may read its private keys, on systems whose files say so. */
final class KeyReaders {

    private static final int DEPTH = 3;

    private KeyReaders() {}

    static boolean everybody(String directory) {
        try {
            Path folder = Path.of(directory);
            if (directory.isBlank()
                    || !Files.isDirectory(folder)
                    || !allows(folder, PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
            try (Stream<Path> files = Files.find(folder, DEPTH, (file, attributes) -> isKey(file))) {
                return files.anyMatch(file -> allows(file, PosixFilePermission.OTHERS_READ));
            }
        } catch (IOException | java.io.UncheckedIOException | InvalidPathException unreadable) {
            return false;
        }
    }

    private static boolean isKey(Path file) {
        return file.toString().endsWith(".key.pem") && Files.isRegularFile(file);
    }

    private static boolean allows(Path file, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(file).contains(permission);
        } catch (IOException | UnsupportedOperationException notPosix) {
            return false;
        }
    }
}
