package org.meterflow.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.identifier.Eui64;

/** What the demo makes for itself is nobody else's business, though the machine may have many users. */
class PrivateKeysTest {

    private static final Eui64 METER = new Eui64("02-4D-46-01-00-00-05-01");

    @TempDir
    Path data;

    @BeforeEach
    void filesSayWhoMayReadThem() throws IOException {
        assumeTrue(Files.getFileStore(data).supportsFileAttributeView("posix"));
    }

    @Test
    void keys_of_the_demo_are_read_by_their_own_user_only() throws IOException {
        Path folder = data.resolve("pki");
        new CertificateAuthority(folder, Clock.systemUTC()).ensureDevice(METER);

        assertThat(rights(folder)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> keys =
                    files.filter(file -> file.toString().endsWith(".key.pem")).toList();
            assertThat(keys)
                    .hasSize(4)
                    .allSatisfy(key -> assertThat(rights(key)).isEqualTo("rw-------"));
        }
    }

    @Test
    void a_folder_of_keys_that_an_earlier_start_has_left_open_is_closed() throws IOException {
        Path folder = Files.createDirectory(data.resolve("pki"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        new CertificateAuthority(folder, Clock.systemUTC());

        assertThat(rights(folder)).isEqualTo("rwx------");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
