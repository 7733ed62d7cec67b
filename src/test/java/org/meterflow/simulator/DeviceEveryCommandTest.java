package org.meterflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsRequest;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Gbz;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.SealedRead;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.AppendixCommands.Described;
import org.meterflow.simulator.KeySource.Use;
import org.meterflow.simulator.SimulatedHome.Variant;

/** Every command that the description of the message format holds, and what its answer is made of. */
class DeviceEveryCommandTest {

    private static final Path DESCRIPTION = Path.of("..", "shared", "design", "gbcs-format.md");
    private static final Instant THEN = Instant.parse("2015-01-01T00:00:00Z");

    /** The counter inside a replacement of credentials, which has tests of its own. */
    private static final String REPLACEMENT = " 83:";

    private static final Map<String, Eui64> DEVICES = Map.of(
            "ESME", DeviceHome.ESME,
            "GSME", DeviceHome.GSME,
            "CHF", DeviceHome.HUB,
            "GPF", DeviceHome.GPF,
            "PPMID", DeviceHome.PPMID,
            "HCALCS", DeviceHome.HCALCS);

    private static final Map<String, Eui64> PARTIES = Map.of(
            "Supplier", DeviceHome.SUPPLIER,
            "Network operator", DeviceHome.NETWORK,
            "DCC (ACB)", DeviceHome.BROKER,
            "TCoS", DeviceHome.TCOS,
            "Recovery", DeviceHome.RECOVERY,
            "WAN provider", DeviceHome.WAN_PROVIDER,
            "Load controller", DeviceHome.LOAD_CONTROLLER);

    /** What tells of the past, or needs one: in a home that is new nothing has happened yet. */
    private static final Set<String> OF_THE_PAST = Set.of(
            "CS01a",
            "CS01b",
            "CS02d",
            "CS04ACCritical",
            "CS04ACNonCritical",
            "CS04B",
            "CS06",
            "CS10a",
            "CS10b",
            "ECS09",
            "GCS06",
            "GCS15b",
            "GCS15c",
            "GCS15d",
            "GCS15e",
            "GCS18",
            "GCS21b",
            "GCS21f",
            "CS02e");

    @TestFactory
    Stream<DynamicTest> every_command_of_the_format_gets_an_answer_of_its_types() throws IOException {
        Assumptions.assumeTrue(Files.exists(DESCRIPTION), "The description of the format is not here: " + DESCRIPTION);
        return AppendixCommands.read(DESCRIPTION).stream()
                .filter(each -> DEVICES.containsKey(each.row().device()))
                .filter(each -> !each.row().name().startsWith("PCS"))
                .filter(each -> each.command().stream().noneMatch(DeviceEveryCommandTest::isCutOff))
                .filter(each -> each.command().stream().noneMatch(line -> line.contains(REPLACEMENT)))
                .map(each -> DynamicTest.dynamicTest(each.row().name(), () -> check(each)));
    }

    /** Long examples are. */
    private static boolean isCutOff(String line) {
        return !line.startsWith("…")
                && (line.contains("…")
                        || line.chars().filter(each -> each == '{').count()
                                != line.chars().filter(each -> each == '}').count());
    }

    private static void check(Described described) {
        String name = described.row().name();
        boolean twin = name.equals("ECS01c") || name.equals("ECS01d") || name.equals("ECS24b");
        boolean threePhases =
                Set.of("ECS23b", "ECS26k", "ECS29b", "ECS29d", "ECS29f").contains(name);
        Variant variant = twin ? Variant.TWIN : threePhases ? Variant.POLYPHASE : Variant.SINGLE;
        DeviceHome home = new DeviceHome(THEN, variant, false);
        Eui64 device = DEVICES.get(described.row().device());
        Eui64 originator = PARTIES.get(described.row().role());
        List<String> codes = described.row().codes().stream()
                .filter(code -> !Set.of("00CA", "00CB", "00CD", "0113", "0124").contains(code))
                .filter(code -> described.row().codes().size() == 1 || !code.equals("00CC"))
                .toList();
        int code = Integer.parseInt(name.equals("CS04B") ? "0010" : codes.get(0), 16);
        long counter = home.nextCounter();
        Octets payload = payload(described, counter, originator, device, home);
        GbcsMessage answer = home.send(home.command(
                originator, device, counter, code, payload, described.row().critical(), null));

        assertThat(answer).as("an answer").isNotNull();
        assertThat(home.isProven(Objects.requireNonNull(answer))).isTrue();
        switch (described.row().form()) {
            case "DLMS" -> checkElectricity(described, answer, home);
            case "GBZ" -> checkGas(described, answer, home);
            default -> checkAsn1(described, answer);
        }
    }

    private static Octets payload(Described described, long counter, Eui64 originator, Eui64 device, DeviceHome home) {
        return switch (described.row().form()) {
            case "DLMS" -> {
                List<Item> items = AppendixCommands.electricity(described.command()).stream()
                        .map(item ->
                                item.classId() == SealedRead.CLASS ? forMe(item, counter, originator, device) : item)
                        .toList();
                yield new DlmsRequest(0x20000000L | counter & 0xFFFFFF, items).encode();
            }
            case "GBZ" -> new Gbz(AppendixCommands.gas(described.command())).encode();
            default ->
                AppendixCommands.asn1(
                                described.command().get(0), home.keys.der(DeviceHome.OTHER_SUPPLIER, Use.AGREEMENT))
                        .encode();
        };
    }

    /** The description's reads name the parties and counters of an example. */
    private static Item forMe(Item item, long counter, Eui64 originator, Eui64 device) {
        SealedRead example = SealedRead.parse(item.data());
        DlmsData own = new SealedRead(
                        example.classId(), example.object(), example.from(), example.to(), counter, originator, device)
                .toData();
        return Item.action(
                item.classId(),
                item.object(),
                item.member(),
                DlmsData.structure(item.data().at(0), own.at(1)));
    }

    private static void checkElectricity(Described described, GbcsMessage answer, DeviceHome home) {
        List<Result> results = DlmsResponse.parse(answer.payload()).results();
        if (OF_THE_PAST.contains(described.row().name())) {
            return;
        }
        assertThat(results).extracting(Result::code).containsOnly(0);
        for (String line : described.response()) {
            if (line.startsWith("[")) {
                int index = Integer.parseInt(line.substring(1, line.indexOf(']')));
                String expected = line.substring(line.indexOf("result 0:") + 9).strip();
                DlmsData data = results.get(index).data();
                boolean sealed = expected.startsWith("protected: ");
                DlmsData told = sealed
                        ? DlmsData.parse(
                                Octets.of(home.unsealing(answer).open(data.at(1).text())))
                        : data;
                assertSame(
                        MeterTypes.of(told),
                        AppendixCommands.type(sealed ? expected.substring("protected: ".length()) : expected));
            }
        }
    }

    /** An array that is empty may be one of anything. */
    private static void assertSame(String told, String expected) {
        String pattern = java.util.regex.Pattern.quote(told).replace("array<?>", "\\E(?:array<.*?>)\\Q");
        String simple = expected.replaceAll("(\\d+)×", "$1×");
        if (!simple.matches(pattern)
                && !simple.replaceAll("array<[^<>]*(<[^<>]*>)?[^<>]*>", "array<?>")
                        .equals(told)) {
            assertThat(told).isEqualTo(simple);
        }
    }

    private static void checkGas(Described described, GbcsMessage answer, DeviceHome home) {
        List<String> told = MeterTypes.of(Gbz.parse(answer.payload()), home.unsealing(answer), true);
        if (OF_THE_PAST.contains(described.row().name())) {
            return;
        }
        Set<String> expected = new LinkedHashSet<>();
        for (String line : described.response()) {
            if (!line.startsWith("…")) {
                expected.add(kind(line));
            }
        }
        assertThat(told).as("each kind of component, however many").hasSameElementsAs(expected);
    }

    private static String kind(String line) {
        String[] parts = line.split(" ");
        String rest = line.replaceAll("DefaultResponse", "0B")
                .replaceAll("ReadAttributesResponse", "01")
                .replaceAll("[A-Z][A-Za-z]+Response \\(([0-9A-F]{2})\\)", "$1")
                .replaceAll("[A-Z][A-Za-z]+ \\(([0-9A-F]{2})\\)", "$1");
        return parts.length == 0 ? rest : types(rest);
    }

    private static String types(String line) {
        return line.replaceAll(":u8", ":20")
                .replaceAll(":u16", ":21")
                .replaceAll(":u24", ":22")
                .replaceAll(":u32", ":23")
                .replaceAll(":u48", ":25")
                .replaceAll(":i32", ":2B")
                .replaceAll(":enum8", ":30")
                .replaceAll(":bitmap8", ":18")
                .replaceAll(":bitmap16", ":19")
                .replaceAll(":octstr\\(\\d+\\)", ":41")
                .replaceAll(":charstr\\(\\d+\\)", ":42");
    }

    private static void checkAsn1(Described described, GbcsMessage answer) {
        String told = MeterTypes.of(Der.parse(answer.payload()));
        String expected = described.response().get(0);
        if (OF_THE_PAST.contains(described.row().name()) || expected.contains("…")) {
            return;
        }
        assertThat(told).isEqualTo(MeterTypes.of(AppendixCommands.asn1(expected, Octets.ofHex("0500"))));
    }
}
