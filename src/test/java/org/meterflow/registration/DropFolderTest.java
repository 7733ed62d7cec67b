package org.meterflow.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Value;

/** What is dropped into the folder of the registration bodies, whatever it is. */
class DropFolderTest extends WithTwoHomes {

    @Value("${meterflow.data}")
    Path data;

    private Path inbox;

    @BeforeEach
    void anInbox() throws Exception {
        inbox = Files.createDirectories(data.resolve("registration/inbox"));
    }

    @Test
    void an_empty_file_is_refused_and_holds_up_none_behind_it() throws Exception {
        Path empty = Files.createFile(inbox.resolve("SMRS_UPD_20251101_000001.csv"));
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        file.created = "20251126";
        drop(file);

        isIn("done", file.name());
        isAnswered(file.name(), "LOADED");
        isIn("refused", empty.getFileName().toString());
        isAnswered(empty.getFileName().toString(), "REFUSED|F01|header or file name wrong: the file is empty");
    }

    @Test
    void whatever_a_file_is_called_it_is_answered_under_a_name_that_says_only_itself() throws Exception {
        for (String escaped : List.of("line%0Aend.csv", "..%252f..%252fetc.csv", "caf%E9.csv", "%3DSUM(1).csv")) {
            Files.createFile(Path.of(URI.create(inbox.toUri() + escaped)));
        }

        isIn("refused", "line%0Aend.csv");
        isIn("refused", "%2E.%252f..%252fetc.csv");
        isIn("refused", "caf%E9.csv");
        isIn("refused", "%3DSUM%281%29.csv");
        isAnswered("%2E.%252f..%252fetc.csv", "REFUSED|F01|");
        isAnswered("line%0Aend.csv", "REFUSED|F01|");
        isAnswered("caf%E9.csv", "REFUSED|F01|");
    }

    @Test
    void a_link_is_not_followed() throws Exception {
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        file.created = "20251127";
        Path elsewhere = Files.write(data.resolve("elsewhere.csv"), file.bytes());
        Files.createSymbolicLink(inbox.resolve(file.name()), elsewhere.toAbsolutePath());

        isIn("refused", file.name());
        isAnswered(file.name(), "REFUSED|F01|header or file name wrong: it is a link, not a file");
        assertThat(supplier(HOME, LATER)).isEqualTo("ALDR");
        assertThat(elsewhere).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_that_may_not_be_read_is_answered() throws Exception {
        FileText file = new FileText("SMRS", "UPD", 7);
        file.created = "20251128";
        Path closed = Files.createFile(
                data.resolve(file.name()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assumeFalse(Files.isReadable(closed), "an administrator reads everything");
        Files.move(closed, inbox.resolve(file.name()));

        isIn("refused", file.name());
        isAnswered(file.name(), "REFUSED|F01|header or file name wrong: the platform is not allowed to read it");
    }

    @Test
    void a_file_too_long_is_refused_unread_and_the_next_is_taken() throws Exception {
        FileText file = new FileText("SMRS", "UPD", 2);
        file.created = "20251129";
        try (RandomAccessFile large =
                new RandomAccessFile(inbox.resolve(file.name()).toFile(), "rw")) {
            large.setLength(80L << 20);
        }

        isIn("refused", file.name());
        isAnswered(file.name(), "REFUSED|F05|file or line too long");
    }

    @Test
    void a_file_that_waited_leaves_quarantine_when_its_turn_has_come() throws Exception {
        FileText third = new FileText("SMRS", "UPD", 3).record(HOME, "SEVN", "BRCH", SOON, "");
        third.created = "20251130";
        drop(third);
        isIn("quarantine", third.name());

        load(new FileText("SMRS", "UPD", 2));

        isIn("done", third.name());
        assertThat(inbox.resolve("quarantine").resolve(third.name())).doesNotExist();
    }

    private void drop(FileText file) throws Exception {
        Files.write(inbox.resolve(file.name()), file.bytes());
    }

    private void isIn(String folder, String name) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> Files.exists(inbox.resolve(folder).resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    private void isAnswered(String name, String how) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> answers().stream().anyMatch(text -> text.contains("F|" + name + "|" + how)));
    }

    private List<String> answers() throws Exception {
        try (Stream<Path> all = Files.list(Files.createDirectories(data.resolve("registration/outbox")))) {
            return all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(file -> RegistrationFilesTest.read(file))
                    .toList();
        }
    }
}
