package org.meterflow.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.MissingKey;
import org.meterflow.simulator.PemKeySource;

class PemTest {

    @TempDir
    Path folder;

    @Test
    void a_file_longer_than_any_key_is_not_read() throws IOException {
        Path file = Files.write(folder.resolve("long.pem"), new byte[64 * 1024 + 1]);

        assertThatThrownBy(() -> Pem.certificate(file))
                .isInstanceOf(UnreadableCertificate.class)
                .hasMessage(file + " is longer than 64 kB, so it is no key");
        assertThatThrownBy(() -> Pem.privateKey(file)).isInstanceOf(UnreadableCertificate.class);
    }

    @Test
    void the_simulated_fleet_does_not_read_it_either() throws IOException {
        Path file = Files.write(folder.resolve("024d460100000501-ds.key.pem"), new byte[64 * 1024 + 1]);
        PemKeySource keys = new PemKeySource(List.of(folder));

        assertThatThrownBy(() -> keys.device(new Eui64("02-4D-46-01-00-00-05-01")))
                .isInstanceOf(MissingKey.class)
                .hasMessage(file + " is longer than 64 kB, so it is no key");
    }

    @Test
    void a_folder_of_more_files_than_a_folder_of_keys_can_have_is_not_searched() throws IOException {
        for (String name : List.of("a.pem", "a.key.pem", "remark.txt")) {
            Files.createFile(folder.resolve(name));
        }

        assertThatThrownBy(() -> Pem.certificates(folder, 3))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The folder of keys " + folder
                        + " cannot be read: it has more than 3 files, so it is no folder of keys");
        assertThat(Pem.certificates(folder, 4)).containsExactly(folder.resolve("a.pem"));
    }
}
