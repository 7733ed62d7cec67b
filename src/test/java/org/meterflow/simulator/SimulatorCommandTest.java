package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.identifier.Eui64;
import org.meterflow.market.Market;
import org.meterflow.metering.gbcs.Octets;
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

    @Test
    void an_option_nobody_knows_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> SimulatorCommand.options(new String[] {"--headend=localhost:1"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--headend")
                .hasMessageContaining("--head-end=HOST:PORT");
        assertThatThrownBy(() -> FleetSettings.towards("localhost", folder)).hasMessageContaining("a colon");
        assertThatThrownBy(() -> SimulatorCommand.fleet(Map.of("pki", folder.toString(), "extra-homes", "many")))
                .hasMessageContaining("many");
        assertThat(SimulatorCommand.options(new String[] {"--market=published"}))
                .containsEntry("market", "published")
                .containsEntry("head-end", "localhost:7070");
    }

    @Test
    void a_folder_without_the_dcc_is_refused_and_says_what_is_missing() {
        assertThatThrownBy(() -> SimulatorCommand.fleet(Map.of("pki", folder.toString())))
                .isInstanceOf(MissingKey.class)
                .hasMessageContaining("access control broker");
        assertThatThrownBy(() -> new PemKeySource(List.of(folder.resolve("nowhere"))))
                .isInstanceOf(MissingKey.class);
    }

    @Test
    void both_markets_that_come_with_the_platform_make_a_fleet() throws IOException {
        for (String name : List.of("default", "published")) {
            Market market = Market.load(name, 0);
            enrolEveryone(market);

            try (Fleet fleet = SimulatorCommand.fleet(Map.of(
                    "pki",
                    folder.toString(),
                    "market",
                    name,
                    "state",
                    folder.resolve("state").toString()))) {
                assertThat(fleet.size()).isEqualTo(market.homes().size());
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
