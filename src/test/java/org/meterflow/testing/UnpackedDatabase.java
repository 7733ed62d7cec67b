package org.meterflow.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's programs, unpacked once for all tests: each new data directory would take seconds of a processor to do so. */
public final class UnpackedDatabase {

    private static final Path KEPT = Path.of("target", "database-programs");
    private static final String PROGRAMS = "binaries";

    /** What it stands beside is only taken for unpacked while nothing there is younger. */
    private static final String DONE = ".exists";

    private UnpackedDatabase() {}

    /** @param directory of a database that has not been started yet */
    public static void into(Path directory) {
        try {
            if (Files.isDirectory(KEPT)) {
                link(KEPT, Files.createDirectories(directory).resolve(PROGRAMS));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param directory of a database that has been started */
    public static void keep(Path directory) {
        Path unpacked = directory.resolve(PROGRAMS);
        if (Files.isDirectory(KEPT) || !Files.isDirectory(unpacked)) {
            return;
        }
        try {
            Path copy = Files.createTempDirectory(KEPT.getParent(), "database-programs-");
            link(unpacked, copy.resolve(PROGRAMS));
            try {
                Files.move(copy.resolve(PROGRAMS), KEPT);
            } catch (FileAlreadyExistsException another) {
                // another test program was quicker: its copy is as good
            }
            FileSystemUtils.deleteRecursively(copy);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void link(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Path copy = to.resolve(from.relativize(each).toString());
            if (each.endsWith(DONE)) {
                continue;
            }
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(copy);
            } else if (Files.isSymbolicLink(each)) {
                Files.copy(each, copy, LinkOption.NOFOLLOW_LINKS);
            } else {
                Files.createLink(copy, each);
            }
        }
        for (Path each : all) {
            if (each.endsWith(DONE)) {
                Files.createFile(to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
