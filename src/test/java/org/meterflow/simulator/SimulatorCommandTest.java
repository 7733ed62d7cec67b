package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.party.UserRole;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.DccParties;

class SimulatorCommandTest {

    private static final Eui64 BROKER = Eui64.of("90B3D51F30000002");
    private static final Eui64 TCOS = Eui64.of("90B3D51F30000004");
    private static final Eui64 DEVICE = Eui64.of("00DB1234567890A0");

    @TempDir
    private Path folder;

    private final TestInfrastructure infrastructure = new TestInfrastructure();

    private static void write(Path file, String label, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label));
    }

    private void enrol(String name, Eui64 party, int role, Use use) throws IOException {
        infrastructure.party(party, role, use);
        write(
                folder.resolve(name + ".pem"),
                "CERTIFICATE",
                infrastructure.der(party, use).bytes());
    }

    private void enrolEveryone(Market market) throws IOException {
        enrol("acb-ka", BROKER, 4, Use.AGREEMENT);
        enrol("acb-ds", BROKER, 4, Use.SIGNING);
        enrol("tcos-ds", TCOS, 5, Use.SIGNING);
        for (var participant : market.participants()) {
            for (var user : participant.identities()) {
                int role = user.roles().contains(UserRole.IS) ? 2 : 3;
                enrol(user.id() + "-ds", user.id(), role, Use.SIGNING);
                enrol(user.id() + "-ka", user.id(), role, Use.AGREEMENT);
                enrol(user.id() + "-pp-ka", user.id(), role, Use.PREPAYMENT_AGREEMENT);
            }
        }
        write(
                folder.resolve("issuing.pem"),
                "CERTIFICATE",
                TestInfrastructure.der(infrastructure.authority()).bytes());
    }

    private SimulatorOptions options(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--pki=" + folder,
                "--keys=" + folder.resolve("keys.properties"),
                "--state=" + folder.resolve("state"),
                "--listen=localhost:0"));
        all.addAll(List.of(more));
        return SimulatorOptions.of(all.toArray(String[]::new));
    }

    private static List<String> faults(ThrowingCallable start) {
        WrongOptions wrong = catchThrowableOfType(WrongOptions.class, start);
        assertThat(wrong).as("it starts although it should not").isNotNull();
        return wrong.sentences();
    }

    @Test
    void every_option_that_makes_no_sense_gets_a_sentence() {
        List<String> faults = faults(() -> SimulatorOptions.of(
                "--headend=localhost:1",
                "--head-end=localhost",
                "--duis=localhost",
                "--extra-homes=many",
                "--api=",
                "--misfortune=awful",
                "--seed=acorn"));

        assertThat(faults).anyMatch(fault -> fault.startsWith("'--headend=localhost:1' is not one of --head-end"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("--head-end is a host and a port"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("--duis is an address such as http://"));
        assertThat(faults).anyMatch(fault -> fault.contains("'many'"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("--api is empty"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("--misfortune is calm, everyday or rough, not 'awful'"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("--seed is a number, not 'acorn'"));
    }

    @Test
    void every_file_that_is_missing_gets_a_sentence() {
        List<String> faults = faults(() -> SimulatedMarket.open(SimulatorOptions.of(
                "--pki=" + folder.resolve("nowhere"), "--keys=" + folder.resolve("none"), "--play=SP-0001,SP-4711")));

        assertThat(faults)
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("--pki: there is no folder"))
                .anyMatch(fault -> fault.startsWith("--play: 'SP-4711' is no supplier"))
                .anyMatch(fault -> fault.startsWith("--keys: there is no file") && fault.contains("SP-0001"));
        assertThat(faults(() -> SimulatedMarket.open(options("--market=" + folder.resolve("no.yaml")))))
                .singleElement()
                .asString()
                .startsWith("--market: The market");
    }

    @Test
    void a_party_without_an_api_key_is_named() throws IOException {
        Files.writeString(folder.resolve("keys.properties"), "RB-0001=mf_one\nSP-0001=mf_two\n");

        assertThat(faults(() -> SimulatedMarket.open(options())))
                .singleElement()
                .asString()
                .contains("no API key for SP-0002");
    }

    @Test
    void a_folder_without_the_dcc_is_refused_and_says_what_is_missing() {
        assertThat(faults(() -> SimulatedMarket.open(options("--play=meters"))))
                .singleElement()
                .asString()
                .contains("access control broker");
        assertThatThrownBy(() -> new PemKeySource(List.of(folder.resolve("nowhere"))))
                .isInstanceOf(MissingKey.class);
    }

    @Test
    void a_supplier_that_cannot_sign_is_refused() throws IOException {
        enrolEveryone(Market.load("default", 0));
        Files.writeString(folder.resolve("keys.properties"), "SP-0001=mf_one\n");

        assertThat(faults(() -> SimulatedMarket.open(options("--play=SP-0001"))))
                .singleElement()
                .asString()
                .isEqualTo("No key to sign with for 02-4D-46-00-00-01-00-00.");
    }

    @Test
    void a_supplier_is_told_what_to_do_with_commands_that_it_is_to_sign() throws Exception {
        Eui64 user = new Eui64("02-4D-46-00-00-01-00-00");
        enrolEveryone(Market.load("default", 0));
        write(
                folder.resolve(user + "-ds.key.pem"),
                "PRIVATE KEY",
                infrastructure.privateKey(user, Use.SIGNING).getEncoded());
        Files.writeString(folder.resolve("keys.properties"), "SP-0001=mf_one\n");
        ObjectMapper json = new ObjectMapper();
        List<String> path = List.of("suppliers", "SP-0001", "signing");

        try (SimulatedMarket simulated = SimulatedMarket.open(options("--play=SP-0001"))) {
            MarketOrders orders = new MarketOrders(simulated, json);

            assertThat(orders.follow(path, json.readTree("{\"habit\": \"refuses\"}"))
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> orders.follow(path, json.readTree("{\"habit\": \"sleeps\"}")))
                    .hasMessage("habit is signs, refuses or silent, not sleeps");
        }
    }

    @Test
    void both_markets_that_come_with_the_platform_make_a_fleet() throws IOException {
        for (String name : List.of("default", "published")) {
            Market market = Market.load(name, 0);
            enrolEveryone(market);

            try (SimulatedMarket simulated = SimulatedMarket.open(options("--market=" + name, "--play=meters"))) {
                assertThat(simulated.fleet().orElseThrow().size())
                        .isEqualTo(market.everyHome().size());
                assertThat(simulated.suppliers()).isEmpty();
            }
            assertThat(SimulatedHomes.of(market, new DccParties(BROKER, TCOS)))
                    .flatExtracting(SimulatedHome::devices)
                    .containsAll(market.devices().stream()
                            .filter(device -> device.type().hasStatus())
                            .map(Market.Installed::id)
                            .toList());
        }
    }

    @Test
    void keys_and_certificates_are_found_by_what_is_in_them() throws IOException {
        enrol("Z1-broker-ka", BROKER, 4, Use.AGREEMENT);
        enrol("tcos", TCOS, 5, Use.SIGNING);
        Files.writeString(folder.resolve("notes.pem"), "no certificate");
        DeviceKeys made = infrastructure.device(DEVICE);
        write(
                folder.resolve("devices/00db1234567890a0-ds.key.pem"),
                "PRIVATE KEY",
                made.signing().getEncoded());
        write(
                folder.resolve("00db1234567890a0-ka.key.pem"),
                "PRIVATE KEY",
                made.agreement().getEncoded());

        PemKeySource keys = new PemKeySource(List.of(folder, folder));

        assertThat(keys.dccParties()).isEqualTo(new DccParties(BROKER, TCOS));
        assertThat(keys.certificate(BROKER, Use.AGREEMENT))
                .isEqualTo(infrastructure.certificate(BROKER, Use.AGREEMENT));
        assertThat(keys.device(DEVICE)).isEqualTo(made);
        assertThatThrownBy(() -> keys.device(TCOS)).isInstanceOf(MissingKey.class);
        assertThatThrownBy(() -> keys.certificate(BROKER, Use.SIGNING)).isInstanceOf(MissingKey.class);
        assertThat(Credential.of(Octets.of(infrastructure.der(TCOS, Use.SIGNING).bytes()))
                        .party())
                .isEqualTo(TCOS);
    }
}
