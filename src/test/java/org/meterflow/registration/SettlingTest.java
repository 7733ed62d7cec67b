package org.meterflow.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a dropped file is whole. */
class SettlingTest {

    private static final String FOOTER = "Z|0|" + "a".repeat(64) + "\n";
    private static final FileTime YESTERDAY = FileTime.from(Instant.parse("2025-11-24T19:00:00Z"));

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private final Settling settling = new Settling(Duration.ofMillis(500), Duration.ofSeconds(30), now::get);
    private Path file;

    @BeforeEach
    void aHeaderHasBeenWritten() throws IOException {
        file = folder.resolve("SMRS_UPD_20251124_000002.csv");
        write("H|SMRS|DCCX|2|2025-11-24T19:00:00Z|0\n");
    }

    @Test
    void a_file_with_its_footer_is_whole_as_soon_as_it_rests() throws Exception {
        write(FOOTER);

        assertThat(settling.isOver(file)).isFalse();
        pass(Duration.ofMillis(499));
        assertThat(settling.isOver(file)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(settling.isOver(file)).isTrue();
    }

    @Test
    void blank_lines_behind_the_footer_do_not_hide_it() throws Exception {
        write(FOOTER + "\r\n  \n\u001A");

        assertThat(settling.isOver(file)).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(settling.isOver(file)).isTrue();
    }

    @Test
    void a_file_that_grows_slowly_and_keeps_an_old_time_is_left_to_its_writer() throws Exception {
        for (int piece = 0; piece < 5; piece++) {
            assertThat(settling.isOver(file)).isFalse();
            pass(Duration.ofSeconds(29));
            assertThat(settling.isOver(file)).isFalse();
            write("R|");
        }
    }

    @Test
    void a_copy_of_known_length_that_keeps_its_time_is_left_to_its_writer_while_it_is_filled() throws Exception {
        assertThat(settling.isOver(file)).isFalse();
        pass(Duration.ofSeconds(29));
        Thread.sleep(20);
        Files.writeString(file, "h", StandardOpenOption.WRITE);
        Files.setLastModifiedTime(file, YESTERDAY);
        pass(Duration.ofSeconds(29));

        assertThat(settling.isOver(file)).isFalse();
    }

    @Test
    void one_without_a_footer_is_given_up_when_nothing_has_changed_for_a_while() throws Exception {
        assertThat(settling.isOver(file)).isFalse();
        pass(Duration.ofSeconds(30));

        assertThat(settling.isOver(file)).isTrue();
    }

    @Test
    void an_empty_file_is_given_up_alike() throws Exception {
        Path empty = Files.createFile(folder.resolve("SMRS_UPD_20251124_000003.csv"));

        assertThat(settling.isOver(empty)).isFalse();
        pass(Duration.ofSeconds(30));
        assertThat(settling.isOver(empty)).isTrue();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(file, YESTERDAY);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
