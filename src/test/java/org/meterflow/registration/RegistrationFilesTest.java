package org.meterflow.registration;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@MeterflowTest
class RegistrationFilesTest {

    private static final String HOME = mpan(1);
    private static final String NEIGHBOUR = mpan(2);
    private static final String LONG_AGO =
            LocalDate.now(BusinessCalendar.LONDON).minusDays(60).toString();
    private static final String SOON =
            LocalDate.now(BusinessCalendar.LONDON).plusDays(20).toString();
    private static final String BEFORE = LocalDate.parse(SOON).minusDays(1).toString();
    private static final String LATER = LocalDate.parse(SOON).plusDays(10).toString();
    private static final String YEAR_ON = LocalDate.parse(SOON).plusYears(1).toString();
    private static final String AFTER_THAT =
            LocalDate.parse(YEAR_ON).plusDays(1).toString();

    @Autowired
    RegistrationFiles files;

    @Autowired
    Registrations registrations;

    @Autowired
    Parties parties;

    @Autowired
    DemoClock clock;

    @Autowired
    JdbcClient jdbc;

    @Value("${meterflow.data}")
    Path data;

    @BeforeEach
    void aMarketWithTwoHomes() {
        jdbc.sql("""
                        truncate registration_response, registration_file, registration_sender, registration_feed,
                                 registration, meter_point, party_user, party_mpid cascade
                        """).update();
        parties.replace(party("SP-1001", "ALDR"));
        parties.replace(party("SP-1002", "BRCH"));
        parties.replace(party("SP-1003", "SEVN"));
        parties.replace(party("SP-1004", "OTHR"));
        load(new FileText("SMRS", "REG", 1)
                .record(HOME, "SEVN", "ALDR", "2020-01-01", "")
                .record(NEIGHBOUR, "SEVN", "BRCH", "2020-01-01", ""));
    }

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
    void a_file_that_comes_before_its_predecessor_waits_for_it() {
        FileText second = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        FileText third = new FileText("SMRS", "UPD", 3).record(HOME, "SEVN", "ALDR", YEAR_ON, "");

        assertThat(text(load(third))).contains("|QUARANTINED|R10|");
        assertThat(load(third).outcome()).isEqualTo(FileOutcome.QUARANTINED);
        assertThat(supplier(HOME, AFTER_THAT)).isEqualTo("ALDR");

        assertThat(load(second).outcome()).isEqualTo(FileOutcome.LOADED);
        assertThat(supplier(HOME, LATER)).isEqualTo("BRCH");
        assertThat(supplier(HOME, AFTER_THAT)).isEqualTo("ALDR");
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
    void a_file_stored_when_the_power_failed_is_loaded_when_it_is_seen_again() {
        FileText file = new FileText("SMRS", "UPD", 2).record(HOME, "SEVN", "BRCH", SOON, "");
        byte[] content = file.bytes();
        jdbc.sql(
                        "insert into registration_file (name, sha256, content, received_at, outcome) values (?, ?, ?, now(), ?)")
                .params(file.name(), RegistrationFile.sha256(content, content.length), content, "RECEIVED")
                .update();

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

    /** As it is found when the platform was killed between its predecessor's turn and its own. */
    private void isWaiting(ResponseFile answered, FileText file) {
        assertThat(answered.outcome()).isEqualTo(FileOutcome.LOADED);
        jdbc.sql("update registration_file set outcome = 'QUARANTINED' where name = ?")
                .param(file.name())
                .update();
        jdbc.sql("update registration_sender set last_sequence = last_sequence - 1")
                .update();
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

    private static String read(Path file) {
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

    private ResponseFile load(FileText file) {
        return files.load(file.name(), file.bytes());
    }

    private String supplier(String mpxn, String day) {
        return registrations
                .on(new Mpxn(mpxn), LocalDate.parse(day))
                .orElseThrow()
                .supplier()
                .value();
    }

    private static String text(ResponseFile response) {
        return new String(response.content(), StandardCharsets.UTF_8);
    }

    private static String record(String mpxn, String network, String supplier, String from) {
        return "R|%s|E|%s|%s|%s||_L||01|E|1 High Street|QZ1 1AA|1001|I|A".formatted(mpxn, network, supplier, from);
    }

    private static Party party(String id, String mpid) {
        return new Party(id, mpid, Set.of(new Mpid(mpid)), List.of(), PartyStatus.LIVE, Set.of(Fuel.ELECTRICITY), null);
    }

    private static String mpan(int number) {
        String twelve = "2200%08d".formatted(number);
        return twelve + Mpxn.checkDigit(twelve);
    }
}
