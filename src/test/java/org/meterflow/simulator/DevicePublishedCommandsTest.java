package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.simulator.DeviceHome.BROKER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.Unsealing;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.Variant;

/**
 * The commands of the published reference messages, sent to simulated devices with keys of their own: each answer proves
 * itself and is made of what the published one is made of.
 */
class DevicePublishedCommandsTest {

    private static final Path MESSAGES = Path.of("..", "shared", "vectors", "rtds");
    private static final Instant THEN = Instant.parse("2015-01-01T00:00:00Z");

    /** What tells of the past, or needs one: in a home that is new nothing has happened yet. */
    private static final Set<String> OF_THE_PAST = Set.of(
            "CS01a",
            "CS01b",
            "CS02e",
            "CS04ACNonCritical",
            "CS06",
            "CS10a",
            "CS10b",
            "ECS09",
            "GCS15b",
            "GCS15c",
            "GCS15d",
            "GCS21f");

    /** Whose certificates are others' than this home's. */
    private static final String REPLACES_CREDENTIALS = "CS02b";

    @TestFactory
    Stream<DynamicTest> every_published_command_that_succeeded_gets_an_answer_of_the_same_make() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(MESSAGES), "The published reference messages are not here: " + MESSAGES);
        try (Stream<Path> files = Files.walk(MESSAGES)) {
            return files
                    .filter(file -> file.toString().contains("SUCCESS_COMMAND")
                            || file.toString().matches(".*SUCCESS_.*_COMMAND_GBCS.HEX"))
                    .filter(file -> !file.toString().contains("PRECOMMAND"))
                    .filter(file -> Files.exists(response(file)))
                    .filter(file -> !file.toString().contains("SAPC"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
        }
    }

    private static Path response(Path command) {
        return command.resolveSibling(command.getFileName().toString().replace("_COMMAND_", "_RESPONSE_"));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace("_COMMAND_GBCS.HEX", "");
    }

    private static GbcsMessage message(Path file) throws IOException {
        return GbcsMessage.parse(Octets.ofHex(Files.readString(file).strip()).bytes());
    }

    private static Variant variant(String name) {
        return name.contains("TWIN") || name.startsWith("ECS01c") ? Variant.TWIN : Variant.SINGLE;
    }

    private static void check(Path file) throws IOException {
        String name = name(file);
        String useCase = name.substring(0, name.indexOf('_'));
        DeviceHome home = new DeviceHome(THEN, variant(name), false);
        GbcsMessage published = message(file);
        Assumptions.assumeTrue(
                home.device(published.recipient()) != null, "No device of this home is " + published.recipient());
        GbcsMessage bare = published.withMac(null);
        GbcsMessage signed = published.isSigned()
                ? home.crypto.sign(bare, home.keys.privateKey(bare.originator(), Use.SIGNING))
                : bare;
        GbcsMessage command = published.mac() == null
                ? signed
                : home.crypto.mac(
                        signed,
                        home.keys.privateKey(BROKER, Use.AGREEMENT),
                        home.keys.deviceAgreement(signed.recipient()));

        GbcsMessage answer = home.send(command);

        assertThat(answer).as("an answer").isNotNull();
        assertThat(home.isProven(Objects.requireNonNull(answer))).isTrue();
        GbcsMessage expected = message(response(file));
        assertThat(answer.isSigned()).as("signed").isEqualTo(expected.isSigned());
        assertThat(answer.mac() == null).as("without a MAC").isEqualTo(expected.mac() == null);
        assertThat(answer.dateTime() == null).as("without a time").isEqualTo(expected.dateTime() == null);
        if (!OF_THE_PAST.contains(useCase) && !useCase.startsWith(REPLACES_CREDENTIALS)) {
            assertThat(make(answer, home.unsealing(answer))).isEqualTo(make(expected, Unsealing.NONE));
        }
    }

    /** Encrypted parts count as such: the published ones cannot be opened here. */
    private static List<String> make(GbcsMessage answer, Unsealing unsealing) {
        Octets payload = answer.payload();
        if (payload.at(0) == 0xDA) {
            return DlmsResponse.parse(payload).results().stream()
                    .map(result -> result.verb() + " " + result.code() + " " + MeterTypes.of(result.data()))
                    .toList();
        }
        if (payload.at(0) == 0x01 && payload.at(1) == 0x09) {
            return MeterTypes.of(Gbz.parse(payload), unsealing, false);
        }
        return List.of(MeterTypes.of(Der.parse(payload)));
    }
}
