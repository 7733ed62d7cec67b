package org.meterflow.registration;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

class RegistrationFilesTest extends WithTwoHomes {

    @Autowired
    DemoClock clock;

    @Autowired
    FileRows rows;

    @Autowired
    RegistrationWatch watch;

    @Value("${meterflow.data}")
    Path data;

    @Test
    void a_file_cut_short_is_refused_whole() {
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        byte[] whole = file.bytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - 80);

        assertThat(text(files.load(file.name(), cut))).contains("|REFUSED|F02|");
        assertThat(supplier(HOME, LATER)).isEqualTo("ALDR");
    }

    @Test
    void header_count_hash_and_version_are_checked() {
        FileText wrongReceiver = new FileText("SMRS", "UPD", 2);
        wrongReceiver.receiver = "ELSE";
        FileText wrongCount = new FileText("SMRS", "UPD", 2);
        wrongCount.countShift = "7";
        FileText wrongVersion = new FileText("SMRS", "UPD", 2);
        wrongVersion.version = "|9";
        FileText spoiled = new FileText("SMRS", "UPD", 2);

        assertThat(text(load(wrongReceiver))).contains("|REFUSED|F01|");
        assertThat(text(load(wrongCount))).contains("|REFUSED|F02|");
        assertThat(text(load(wrongVersion))).contains("|REFUSED|F04|");
        assertThat(text(files.load(spoiled.name(), spoiled.bytes("spoiled")))).contains("|REFUSED|F03|");
        FileText garbled = new FileText("SMRS", "UPD", 2);
        garbled.receiver = "DC\u0000X";
        assertThat(text(load(garbled))).contains("|REFUSED|F01|");
        byte[] latin = "H|SMRS|DCCX|2|2025-11-24T19:00:00Z|0\nCaf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(text(files.load("SMRS_UPD_20251124_000002.csv", latin)))
                .contains("|REFUSED|F01|")
                .contains("not in UTF-8");
        assertThat(text(files.load("holiday-photo.csv", new byte[] {1, 2, 3}))).contains("|REFUSED|F01|");
        assertThat(text(files.load("SMRS_UPD_20251124_000002.csv", new byte[0])))
                .contains("|REFUSED|F01|");
    }

    @Test
    void each_bad_record_is_told_its_own_code() {
        assertThat(codeOf(record("2200100000011", "SEVN", "ALDR", SOON))).isEqualTo("R02");
        assertThat(codeOf(record(mpan(77), "SEVN", "ALDR", SOON))).isEqualTo("R01");
        assertThat(codeOf(record(HOME, "SEVN", "NOPE", SOON))).isEqualTo("R03");
        assertThat(codeOf(record(HOME, "SEVN", "BRCH", "2020-01-01"))).isEqualTo("R04");
        assertThat(codeOf(record(HOME, "SEVN", "BRCH", LONG_AGO))).isEqualTo("R05");
        assertThat(codeOf(record(HOME, "OTHR", "ALDR", SOON))).isEqualTo("R06");
        assertThat(codeOf(record(HOME, "SEVN", "", SOON))).isEqualTo("R07");
        assertThat(codeOf(record(HOME, "SEVN", "ALDR", "tomorrow"))).isEqualTo("R08");
        assertThat(codeOf(record(HOME, "SEVN", "ALDR", "+999999999-12-31"))).isEqualTo("R08");
        assertThat(codeOf(record(HOME, "SEVN", "ALDR", SOON).replace("|_L|", "|\u0000|")))
                .isEqualTo("R08");
        assertThat(codeOf("R|not enough fields")).isEqualTo("R08");
    }

    @Test
    void the_same_record_twice_in_a_file_counts_once() {
        FileText file = large(2);
        file.records.set(120, file.records.get(0));

        assertThat(text(load(file)))
                .contains("|LOADED")
                .contains("S|121|" + file.records.get(0).split("\\|")[1] + "|R|R09|");
    }

    @Test
    void one_bad_record_in_a_hundred_does_not_hold_up_the_others_but_two_do() {
        FileText one = large(2);
        one.records.set(50, record(mpan(50), "SEVN", "NOPE", "2020-01-01"));
        assertThat(load(one).outcome()).isEqualTo(FileOutcome.LOADED);

        FileText several = large(3);
        several.records.set(50, record(mpan(50), "SEVN", "NOPE", "2020-01-01"));
        several.records.set(51, record(mpan(51), "SEVN", "NOPE", "2020-01-01"));
        ResponseFile refused = load(several);
        assertThat(refused.outcome()).isEqualTo(FileOutcome.REFUSED);
        assertThat(text(refused))
                .contains("2 of 150 records are bad")
                .contains("S|51|")
                .contains("S|52|");
    }

    @Test
    void a_file_that_comes_before_its_predecessor_waits_for_it_and_people_see_which_is_missing() {
        FileText second = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        FileText third = new FileText("SMRS", "UPD", 3).record(HOME, "SEVN", "ALDR", YEAR_ON, "");

        assertThat(text(load(third))).contains("|QUARANTINED|R10|");
        assertThat(watch.concerns())
                .extracting(RegistrationWatch.Concern::what)
                .containsExactly("File number 2 of SMRS is missing. One file waits for it."
                        + " Ask the registration body for it.");
        assertThat(load(third).outcome()).isEqualTo(FileOutcome.QUARANTINED);
        assertThat(supplier(HOME, AFTER_THAT)).isEqualTo("ALDR");

        assertThat(load(second).outcome()).isEqualTo(FileOutcome.LOADED);
        assertThat(supplier(HOME, LATER)).isEqualTo("BRCH");
        assertThat(supplier(HOME, AFTER_THAT)).isEqualTo("ALDR");
        assertThat(watch.concerns()).isEmpty();
        assertThat(load(third).outcome()).isEqualTo(FileOutcome.LOADED);
    }

    @Test
    void the_same_file_again_gets_the_same_answer_and_changes_nothing() {
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");

        ResponseFile first = load(file);
        ResponseFile again = load(file);

        assertThat(again.name()).isEqualTo(first.name());
        assertThat(again.content()).isEqualTo(first.content());
        assertThat(registrations.history(new Mpxn(HOME))).hasSize(3);
    }

    @Test
    void another_file_under_a_number_already_loaded_is_refused() {
        load(new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, ""));

        assertThat(text(load(new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "ALDR", LATER, ""))))
                .contains("|REFUSED|R10|");
    }

    @Test
    void a_delta_registers_the_gaining_supplier_and_keeps_what_was_known_before() {
        Instant before = clock.instant();
        load(new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, ""));

        assertThat(supplier(HOME, BEFORE)).isEqualTo("ALDR");
        assertThat(supplier(HOME, SOON)).isEqualTo("BRCH");
        assertThat(registrations
                        .asKnownAt(new Mpxn(HOME), LocalDate.parse(SOON), before)
                        .orElseThrow()
                        .supplier())
                .isEqualTo(new Mpid("ALDR"));
    }

    @Test
    void a_delta_can_take_a_registration_back() {
        load(new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, ""));
        load(new FileText("SMRS", "UPD", 3)
                .line(record(HOME, "SEVN", "BRCH", SOON).replaceAll("A$", "C")));

        assertThat(supplier(HOME, LATER)).isEqualTo("ALDR");
    }

    @Test
    void registration_data_goes_stale_a_day_after_the_last_file_and_an_empty_one_freshens_it() {
        assertThat(registrations.freshness(new Mpxn(HOME)).stale()).isFalse();
        clock.advance(Duration.ofHours(25));
        assertThat(registrations.freshness(new Mpxn(HOME)).stale()).isTrue();

        load(new FileText("SMRS", "UPD", 2));

        assertThat(registrations.freshness(new Mpxn(HOME)).stale()).isFalse();
        assertThat(registrations.freshness(new Mpid("OTHR")).stale()).isTrue();
    }

    @Test
    void a_file_dropped_in_the_folder_is_answered_in_the_other_exactly_once() throws Exception {
        Path inbox = Files.createDirectories(data.resolve("registration/inbox"));
        Path outbox = data.resolve("registration/outbox");
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        // A name of its own: answers to files of the other tests may have left for the same folder.
        file.created = "20251125";
        Files.write(inbox.resolve(file.name()), file.bytes());

        await(() -> Files.exists(inbox.resolve("done/" + file.name())));
        await(() -> contents(outbox).stream().anyMatch(text -> text.contains("F|" + file.name() + "|LOADED")));

        assertThat(supplier(HOME, LATER)).isEqualTo("BRCH");
        Files.write(inbox.resolve(file.name()), file.bytes());
        await(() -> !Files.exists(inbox.resolve(file.name())));
        assertThat(contents(outbox).stream().filter(text -> text.contains(file.name())))
                .hasSize(1);
        await(() -> jdbc.sql("select count(*) from registration_response where written_at is null")
                        .query(Long.class)
                        .single()
                == 0);
    }

    @Test
    void a_file_stored_when_the_power_failed_is_loaded_when_it_is_seen_again() throws Exception {
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        byte[] content = file.bytes();
        rows.store(file.name(), hash(content), content.length, new ByteArrayInputStream(content));

        assertThat(files.load(file.name(), content).outcome()).isEqualTo(FileOutcome.LOADED);
        assertThat(supplier(HOME, LATER)).isEqualTo("BRCH");
    }

    @Test
    void those_that_waited_when_the_power_failed_are_loaded_when_their_predecessor_is_seen_again() {
        FileText second = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        FileText third = new FileText("SMRS", "UPD", 3).record(HOME, "SEVN", "ALDR", YEAR_ON, "");
        FileText fourth = new FileText("SMRS", "UPD", 4).record(HOME, "SEVN", "BRCH", AFTER_THAT, "");
        load(second);
        load(third);
        isWaiting(load(fourth), fourth);

        assertThat(load(second).outcome()).isEqualTo(FileOutcome.LOADED);

        assertThat(files.lastLoaded("SMRS")).contains(4L);
    }

    @Test
    void a_file_that_has_stopped_the_platform_several_times_is_set_aside_and_answered_until_it_is_sent_again()
            throws Exception {
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        byte[] content = file.bytes();
        long id = rows.store(file.name(), hash(content), content.length, new ByteArrayInputStream(content));
        for (int killed = 0; killed < 3; killed++) {
            rows.begin(id);
        }

        assertThat(text(files.load(file.name(), content)))
                .contains("F|" + file.name() + "|SET_ASIDE|F06|not processed to its end: it was begun 3 times");
        assertThat(supplier(HOME, LATER)).isEqualTo("ALDR");
        assertThat(watch.concerns())
                .extracting(RegistrationWatch.Concern::what)
                .containsExactly(file.name() + " is set aside: it was begun 3 times and never finished.");
        assertThat(files.load(file.name(), content).outcome()).isEqualTo(FileOutcome.LOADED);
        assertThat(supplier(HOME, LATER)).isEqualTo("BRCH");
    }

    @Test
    void what_stops_the_work_on_a_file_is_on_record_and_nothing_of_it_is_loaded() {
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        jdbc.sql("alter table registration_feed rename to registration_feed_gone")
                .update();
        try {
            assertThatThrownBy(() -> load(file)).hasMessageContaining("registration_feed");
        } finally {
            jdbc.sql("alter table registration_feed_gone rename to registration_feed")
                    .update();
        }

        assertThat(jdbc.sql("select attempts || ' ' || failure from registration_file where name = ?")
                        .param(file.name())
                        .query(String.class)
                        .single())
                .startsWith("1 BadSqlGrammarException");
        assertThat(watch.concerns())
                .extracting(RegistrationWatch.Concern::what)
                .singleElement()
                .asString()
                .startsWith(file.name() + " could not be processed yet: BadSqlGrammarException");
        assertThat(supplier(HOME, LATER)).isEqualTo("ALDR");
        assertThat(load(file).outcome()).isEqualTo(FileOutcome.LOADED);
    }

    @Test
    void a_mark_at_the_beginning_blanks_and_what_follows_the_footer_are_forgiven() {
        String text = new String(
                new FileText("SMRS", "UPD", 2)
                        .record(HOME, "SEVN", "BRCH", SOON, "")
                        .bytes(),
                UTF_8);
        FileText name = new FileText("SMRS", "UPD", 2);

        assertThat(text(files.load(name.name(), ("\uFEFF" + text + "\r\n \n\u001A").getBytes(UTF_8))))
                .contains("|LOADED");

        FileText wide = new FileText("SMRS", "UPD", 3);
        wide.receiver = "DCCX ";
        wide.version = " |1 ";
        assertThat(text(load(wide))).contains("|LOADED");
        FileText zeros = new FileText("SMRS", "UPD", 4);
        zeros.headerCount = "000";
        assertThat(text(load(zeros))).contains("|LOADED");
    }

    @Test
    void a_refusal_says_what_is_behind_the_footer_and_which_other_mark_the_file_begins_with() {
        FileText file = new FileText("SMRS", "UPD", 2);
        String text = new String(file.bytes(), UTF_8);

        assertThat(text(files.load(file.name(), (text + "end of file\n").getBytes(UTF_8))))
                .contains("|REFUSED|F02|")
                .contains("behind the footer in line 2 there is another line");
        assertThat(text(files.load(file.name(), ("\uFEFF" + text).getBytes(UTF_16LE))))
                .contains("|REFUSED|F01|")
                .contains("it begins with the byte order mark of UTF-16");
        assertThat(text(files.load(file.name(), text.replace("\nZ|", "\n\n\nZ|").getBytes(UTF_8))))
                .contains("|REFUSED|F02|")
                .contains("there are 2 lines, of which 2 blank");
    }

    @Test
    void a_file_too_long_or_with_a_line_too_long_is_refused_before_its_records_are_read() {
        FileText wide = new FileText("SMRS", "UPD", 2).line("R|" + "9".repeat(1_000_000));
        byte[] far = new byte[(64 << 20) + 1];

        assertThat(text(load(wide))).contains("|REFUSED|F05|").contains("line 2 has more than 4096 bytes");
        assertThat(text(files.load(new FileText("SMRS", "UPD", 3).name(), far)))
                .contains("|REFUSED|F05|")
                .contains("it has more than 67108864 bytes");
    }

    @Test
    void a_long_file_is_held_against_itself_from_its_first_record_to_its_last() {
        FileText file = new FileText("SMRS", "REF", 2);
        for (int i = 0; i < 2_500; i++) {
            file.record(mpan(1_000 + i), "SEVN", "ALDR", "2020-01-01", "");
        }
        String first = mpan(1_000);
        file.record(first, "SEVN", "ALDR", "2020-01-01", "");
        file.record(first, "SEVN", "BRCH", SOON, "");
        file.record(first, "SEVN", "ALDR", YEAR_ON, "");
        file.record(HOME, "SEVN", "BRCH", SOON, "");

        String answer = text(load(file));

        assertThat(answer).contains("F|" + file.name() + "|LOADED").contains("S|2501|" + first + "|R|R09|");
        assertThat(supplier(first, LATER)).isEqualTo("BRCH");
        assertThat(supplier(first, AFTER_THAT)).isEqualTo("ALDR");
        assertThat(supplier(HOME, LATER)).isEqualTo("BRCH");
        assertThat(registrations.history(new Mpxn(first))).hasSize(3);
        assertThat(answer.lines().filter(line -> line.startsWith("S|"))).hasSize(2_504);
        assertThat(jdbc.sql("select count(*) from registration_told")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_long_file_with_too_many_bad_records_changes_nothing_though_its_first_ones_were_good() {
        FileText file = new FileText("SMRS", "REF", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        for (int i = 0; i < 1_500; i++) {
            file.record(mpan(1_000 + i), "SEVN", i < 1_400 ? "ALDR" : "NOPE", "2020-01-01", "");
        }

        assertThat(text(load(file))).contains("|REFUSED|R03|").contains("S|1501|" + mpan(2_499) + "|R|R03|");

        assertThat(supplier(HOME, LATER)).isEqualTo("ALDR");
        assertThat(registrations.meterPoint(new Mpxn(mpan(1_000)))).isEmpty();
        assertThat(files.lastLoaded("SMRS")).contains(1L);
    }

    @Test
    void a_complete_file_makes_those_that_waited_for_an_earlier_one_superfluous() {
        FileText third = new FileText("SMRS", "UPD", 3).record(HOME, "SEVN", "BRCH", SOON, "");
        load(third);
        load(new FileText("SMRS", "REF", 5).record(HOME, "SEVN", "ALDR", "2020-01-01", ""));

        assertThat(text(load(third))).contains("|REFUSED|R10|").contains("number 5 has been loaded already");
    }

    @Test
    void an_answer_opened_as_a_table_calculates_nothing_and_has_no_line_more_than_it_was_given() {
        FileText file = large(2);
        file.records.set(0, "R|=HYPERLINK(\"http://example.org\")|E");
        file.records.set(1, "R|+1\u2028\u0085\u202E|E".replace('\u0085', ' '));

        assertThat(text(load(file))).contains("S|1|'=HYPERLINK(").contains("S|2|'+1|R|R08|");
        assertThat(text(files.load("@SUM(1)|\nF|x.csv", new byte[0])))
                .contains("F|%40SUM%281%29%7C%0AF%7Cx.csv|REFUSED|F01|")
                .hasLineCount(3);
    }

    /** As it is found when the platform was killed between its predecessor's turn and its own. */
    private void isWaiting(ResponseFile answered, FileText file) {
        assertThat(answered.outcome()).isEqualTo(FileOutcome.LOADED);
        jdbc.sql("update registration_file set outcome = 'QUARANTINED' where name = ?")
                .param(file.name())
                .update();
        jdbc.sql("update registration_sender set last_sequence = last_sequence - 1")
                .update();
    }

    private static String hash(byte[] content) throws IOException {
        return Sha256.of(new ByteArrayInputStream(content));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(condition);
    }

    private static List<String> contents(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(RegistrationFilesTest::read)
                    .toList();
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file of which this record is the only bad one in 150; its code in the answer. */
    private String codeOf(String record) {
        long next = jdbc.sql(
                        "select coalesce(max(last_sequence), 0) + 1 from registration_sender where sender = 'SMRS'")
                .query(Long.class)
                .single();
        FileText file = new FileText("SMRS", "UPD", (int) next).line(record);
        for (int i = 0; i < 120; i++) {
            file.line("R|%s|E|SEVN|ALDR|%s||||01|E||||I|C"
                    .formatted(HOME, LocalDate.of(2000, 1, 1).plusDays(i)));
        }
        String answer = text(load(file));
        String line =
                answer.lines().filter(one -> one.startsWith("S|1|")).findFirst().orElseThrow();
        assertThat(line.split("\\|")[3])
                .as(answer.lines().limit(3).toList().toString())
                .isEqualTo("R");
        return line.split("\\|")[4];
    }

    private static FileText large(int sequence) {
        FileText file = new FileText("SMRS", "REF", sequence);
        for (int i = 0; i < 150; i++) {
            file.record(mpan(1000 + i), "SEVN", "ALDR", "2020-01-01", "");
        }
        return file;
    }
}
