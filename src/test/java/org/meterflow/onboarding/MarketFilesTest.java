package org.meterflow.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.onboarding.MarketFiles.Outcome;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyEvent;
import org.meterflow.party.PartyHistory;
import org.meterflow.party.PartyStatus;
import org.meterflow.registration.Registrations;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MeterflowTest
class MarketFilesTest {

    private static final Mpxn METER_POINT = new Mpxn("2200100000010");
    private static final Eui64 METER = new Eui64("02-4D-46-01-00-00-01-01");

    @Autowired
    MarketFiles files;

    @Autowired
    FilesTaken taken;

    @Autowired
    Parties parties;

    @Autowired
    PartyHistory history;

    @Autowired
    Devices devices;

    @Autowired
    Registrations registrations;

    @Autowired
    JdbcClient jdbc;

    private String good;

    @BeforeEach
    void anInstallationThatKnowsNobody() throws IOException {
        good = Files.readString(Path.of("src/main/resources/market/default.yaml"));
        for (String table : List.of(
                "device_history", "device", "registration", "meter_point", "party_user", "party_mpid", "party")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    private List<String> refused(String yaml) {
        Outcome outcome = files.bringIn("market.yaml", yaml, "priya");
        assertThat(outcome.file()).as("taken").isNull();
        return outcome.problems().stream()
                .map(problem -> problem.place() + ": " + problem.what())
                .toList();
    }

    private MarketFile taken(String yaml) {
        Outcome outcome = files.bringIn("market.yaml", yaml, "priya");
        assertThat(outcome.problems()).isEmpty();
        return outcome.file();
    }

    @Test
    void every_fault_of_form_is_named_with_its_line_and_nothing_is_taken() throws IOException {
        List<String> problems = refused(Files.readString(Path.of("src/test/resources/market/wrong.yaml")));

        assertThat(problems)
                .anyMatch(problem -> problem.equals("Line 7: users 1 has no roles."))
                .anyMatch(problem -> problem.equals("Line 8: participants 2 has no name."))
                .anyMatch(problem -> problem.startsWith("Line 9: mpids 1: 'ALDRX' is not a market participant id"))
                .anyMatch(problem -> problem.startsWith("Line 10: 'fuel' is not understood here"))
                .anyMatch(problem -> problem.startsWith("Line 15: id: '02-4D-46-00-00-03-00' is not an EUI-64"))
                .anyMatch(problem -> problem.startsWith("Line 15: roles 2: 'XX' is not one of IS"))
                .anyMatch(problem -> problem.startsWith("Line 17: products: 'TOASTER' is not one of ESME"))
                .anyMatch(problem -> problem.startsWith("Line 25: mpxn: MPAN 2200100000011 has check digit"))
                .anyMatch(problem -> problem.startsWith("Line 27: since: 'yesterday' is not a day"))
                .hasSize(9);
        assertThat(parties.all()).isEmpty();
    }

    @Test
    void a_name_and_password_in_an_address_are_refused_and_not_repeated() {
        String user = "{ id: 02-4D-46-00-00-01-00-00, roles: [IS, ES, GS]";
        assertThat(good).contains(user);

        assertThat(refused(good.replace(user, user + ", responseAddress: \"https://olivia:secret@example.org/duis\"")))
                .singleElement()
                .asString()
                .contains("responseAddress: Enter the address without a name and password")
                .doesNotContain("secret");
    }

    @Test
    void what_does_not_fit_together_is_named_with_its_line_and_nothing_is_taken() {
        String yaml = good.replace("supplier: BRCH", "supplier: SEVN")
                .replaceFirst("meter: 02-4D-46-01-00-00-02-01", "meter: 02-4D-46-01-00-00-01-01")
                .replaceFirst("network: SEVG", "network: NOBO")
                .replaceFirst("(?m)^  IHD: .*$", "");

        List<String> problems = refused(yaml);

        assertThat(problems)
                .anyMatch(problem -> problem.contains("supplier: Severn Power Networks has no user with the role"))
                .anyMatch(problem ->
                        problem.matches("Line \\d+: EUI-64 02-4D-46-01-00-00-01-01 is on line \\d+ already."))
                .anyMatch(problem -> problem.endsWith("network: nobody has the market name NOBO."))
                .anyMatch(problem -> problem.endsWith("The file names no product for devices of type IHD."));
        assertThat(parties.all()).isEmpty();
        assertThat(devices.all()).isEmpty();
    }

    @Test
    void what_is_no_market_at_all_is_refused_in_a_sentence() {
        assertThat(refused("")).containsExactly("Line 1: The file is empty.");
        assertThat(refused("- one\n- two"))
                .containsExactly("Line 1: The file consists of fields with names.", "Line 1: The file has no name.");
        assertThat(refused("name: [")).singleElement().asString().startsWith("Line 1: This is no YAML");
        assertThat(refused("name: a\nname: b")).contains("Line 2: 'name' is said twice.");
        assertThat(refused("name: &a x\nproducts: *a"))
                .containsExactly("Line 2: A market file says everything in full, without aliases.");
        assertThat(refused("name: a\nhomes: none")).containsExactly("Line 2: homes is a list.");
    }

    @Test
    void a_file_that_would_fill_the_memory_is_refused_before_anything_is_made_of_it() {
        String oneLine = "name: " + "word ".repeat(3 << 20);
        String manyValues = "name: Fleas\nhomes:\n" + "- a\n".repeat(1_000_001);
        String manyFaults = "name: Fleas\nhomes:\n" + "- a\n".repeat(20_000);

        assertThat(files.bringIn("line.yaml", oneLine, "priya").problems())
                .containsExactly(new Problem(
                        "Line 1", "This line has more than 4096 characters. Write each value on a line of its own."));
        assertThat(files.bringIn("long.yaml", "# long\n".repeat(3 << 20), "priya")
                        .problems())
                .containsExactly(new Problem("Line 1", "The file is longer than 16 MB. Split it into several."));
        assertThat(files.bringIn("values.yaml", manyValues, "priya").problems())
                .extracting(Problem::what)
                .containsExactly("The file holds more than 1000000 names and values. Split it into several.");
        assertThat(files.bringIn("faults.yaml", manyFaults, "priya").problems()).hasSize(1_000);
    }

    @Test
    void a_good_file_is_taken_whole_and_a_second_time_changes_nothing() {
        MarketFile first = taken(good);
        MarketFile second = taken(good);

        assertThat(first.of("parties")).hasSize(9).allMatch(Change::added);
        assertThat(first.of("devices")).hasSizeGreaterThan(30).allMatch(Change::added);
        assertThat(registrations
                        .on(METER_POINT, LocalDate.of(2026, 1, 1))
                        .orElseThrow()
                        .supplier())
                .isEqualTo(new Mpid("ALDR"));
        assertThat(devices.history(METER))
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).isEqualTo("market.yaml, brought in by priya"));
        assertThat(second.changes()).isEmpty();
        assertThat(taken.latest(1)).containsExactly(taken.find(second.id()).orElseThrow());
        assertThat(history.of("SP-0001"))
                .first()
                .extracting(PartyEvent::what, PartyEvent::actor)
                .containsExactly("Added, from the file market.yaml", "priya");
    }

    @Test
    void the_guides_own_example_is_a_good_file() throws IOException {
        String guide = Files.readString(Path.of("docs/guides/operator.md"));
        int begin = guide.indexOf("```yaml\nname: ") + "```yaml\n".length();

        MarketFile example = taken(guide.substring(begin, guide.indexOf("```", begin)));

        assertThat(example.of("parties")).hasSize(3);
        assertThat(example.of("devices")).hasSize(2);
    }

    @Test
    void what_the_platform_has_learnt_since_is_kept() {
        taken(good);
        registrations.register(METER_POINT, new Mpid("BRCH"), LocalDate.of(2026, 11, 1), "a switch");
        parties.changeStatus("SP-0002", PartyStatus.SUSPENDED, "a debt");
        devices.updateFirmware(METER, "0A010204");
        devices.changeStatus(METER, DeviceStatus.SUSPENDED, "8.14");

        assertThat(taken(good).changes()).isEmpty();

        assertThat(registrations
                        .on(METER_POINT, LocalDate.of(2026, 12, 1))
                        .orElseThrow()
                        .supplier())
                .isEqualTo(new Mpid("BRCH"));
        assertThat(parties.find("SP-0002").orElseThrow().status()).isEqualTo(PartyStatus.SUSPENDED);
        assertThat(devices.find(METER).orElseThrow())
                .extracting(Device::firmwareVersion, Device::status)
                .containsExactly("0A010204", DeviceStatus.SUSPENDED);
    }

    @Test
    void a_corrected_file_changes_what_differs_and_says_so() {
        taken(good);

        MarketFile corrected = taken(good.replace("name: Alder Energy", "name: Alder Power")
                .replaceFirst("address: 1 Orchard Lane", "address: 1a Orchard Lane"));

        assertThat(corrected.added()).isZero();
        assertThat(corrected.of("parties"))
                .containsExactly(new Change("parties", "SP-0001", false, "Alder Power: was called Alder Energy"));
        assertThat(corrected.of("devices")).extracting(Change::id).contains(METER.value());
        assertThat(devices.find(METER).orElseThrow().addressIdentifier()).isEqualTo("1a Orchard Lane");
        assertThat(parties.find("SP-0001").map(Party::name)).contains("Alder Power");
    }

    @Test
    void a_name_that_belongs_to_somebody_else_is_refused() {
        taken(good);
        String other = """
                name: Newcomers
                participants:
                  - id: SP-0009
                    name: Cedar Energy
                    mpids: [ALDR]
                    users:
                      - { id: 02-4D-46-00-00-02-00-00, roles: [IS] }
                      - { id: 90-B3-D5-1F-30-00-00-02, roles: [IS] }
                      - { id: 02-4D-46-01-00-00-01-01, roles: [IS] }
                """;

        assertThat(refused(other))
                .containsExactly(
                        "Line 5: Market name ALDR belongs to Alder Energy (SP-0001).",
                        "Line 7: User 02-4D-46-00-00-02-00-00 belongs to Birch Energy (SP-0002).",
                        "Line 8: 90-B3-D5-1F-30-00-00-02 is the DCC's own identity.",
                        "Line 9: 02-4D-46-01-00-00-01-01 is a device in the inventory.");
        assertThat(parties.find("SP-0009")).isEmpty();
    }
}
