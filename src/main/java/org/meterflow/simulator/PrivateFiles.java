package org.meterflow.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with keys in them: on systems whose files say who may read them, nobody but their own user may. */
public final class PrivateFiles {

    /** Puts the content into a file that is still empty and already private. */
    public interface Content {
        void into(Path file) throws IOException;
    }

    private PrivateFiles() {}

    /** Makes a folder, and closes it to others where an earlier start has left it open. */
    public static void close(Path folder) throws IOException {
        Files.createDirectories(folder);
        PosixFileAttributeView rights = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (rights != null && isOurs(rights)) {
            rights.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** A folder that another user has prepared is that user's to close. */
    private static boolean isOurs(PosixFileAttributeView rights) throws IOException {
        return rights.getOwner().getName().equals(System.getProperty("user.name"));
    }

    /** The file appears whole or not at all. */
    public static void write(Path file, Content content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "", ".draft");
        try {
            content.into(whole);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
