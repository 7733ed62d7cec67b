package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.identifier.RequestId;

/** The format's description shows one command of every gas and ASN.1 use case: a request becomes that command. */
class DescribedGasCommandsTest {

    private static final Path DESCRIPTION = Path.of("..", "shared", "design", "gbcs-format.md");
    private static final Instant MADE = Instant.parse("2015-01-01T00:00:00Z");
    private static final Pattern MORE = Pattern.compile("… (\\d+) more of the like …");

    /** The description shows these for other dates than those of the published requests. */
    private static final Set<String> OF_OTHER_DATES = Set.of("GCS09", "GCS15c", "GCS61");

    /** Use cases that no service request asks for. */
    private static final Set<String> NOT_ASKED_FOR = Set.of(
            "CS02aSignature",
            "CS02bAnyExceptAbnormalRootByRecovery",
            "CS02bTransCoSByTransCoS",
            "CS02bWPByWP",
            "CS02fSignature",
            "CS02gLoadControllerByLoadController",
            "PCS01",
            "PCS02");

    /** The counters of the broker and the change-of-supplier party in what they send in their own names. */
    private static final Map<String, Long> OWN_COUNTERS = Map.of(
            "CS02bSupplierBySupplierHandover",
            1300L,
            "CS02bNOByNOHandover",
            1301L,
            "CS02bACBByACB",
            1300L,
            "CS02bSupplierByTransCoS",
            6001L);

    @Test
    void every_described_command_comes_from_a_published_request() throws IOException {
        Map<String, List<String>> described = described();
        Map<String, Path> requests = ReferenceMessages.requests();
        List<String> wrong = new ArrayList<>();
        described.forEach((useCase, lines) -> {
            if (OF_OTHER_DATES.contains(useCase) || NOT_ASKED_FOR.contains(useCase)) {
                return;
            }
            List<String> attempts = requests.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(useCase + "_"))
                    .map(entry -> difference(useCase, lines, entry.getKey(), PublishedRequest.of(entry.getValue())))
                    .toList();
            if (attempts.stream().noneMatch(String::isEmpty)) {
                wrong.add(useCase + ": " + String.join("\n    ", attempts));
            }
        });
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(described).hasSizeGreaterThan(80);
    }

    @Test
    void every_published_gas_and_key_request_becomes_a_command() {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (Map.Entry<String, Path> entry : ReferenceMessages.requests().entrySet()) {
            String name = entry.getKey();
            String useCase = name.substring(0, name.indexOf('_'));
            if (!useCase.matches("(GCS|CS\\d).*")) {
                continue;
            }
            try {
                built(useCase, name, PublishedRequest.of(entry.getValue()));
                right++;
            } catch (IllegalArgumentException refused) {
                wrong.add(name + " " + refused);
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(right).isGreaterThan(100);
    }

    @Test
    void a_published_request_is_put_into_the_use_case_it_is_published_for() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Path> entry : ReferenceMessages.requests().entrySet()) {
            String name = entry.getKey();
            String useCase = name.substring(0, name.indexOf('_'));
            if (!useCase.matches("(GCS|CS\\d).*")) {
                continue;
            }
            PublishedRequest published = PublishedRequest.of(entry.getValue());
            String chosen = chosen(published, useCase, name);
            if (!chosen.equals(useCase)) {
                wrong.add("%s was put into %s".formatted(name, chosen));
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    private static String chosen(PublishedRequest published, String useCase, String name) {
        DeviceKind kind = switch (published.id().target().bytes()[7] & 0xFF) {
            case 0xA1 -> DeviceKind.GSME;
            case 0xA3 -> DeviceKind.GPF;
            case 0xA4 -> DeviceKind.PPMID;
            case 0xA5 -> DeviceKind.HCALCS;
            default -> DeviceKind.ESME;
        };
        Surroundings surroundings = ReferenceSurroundings.of(name, published.body(), MADE)
                .withGbcsVersion(OLDER.contains(useCase) ? GbcsVersion.of("1.0") : null);
        try {
            return UseCase.forRequest(new OfService(published.variant(), published.body()), kind, surroundings)
                    .name();
        } catch (UnsupportedUseCase none) {
            return String.valueOf(none.getMessage());
        }
    }

    /** What only devices of the first version are asked. */
    private static final Set<String> OLDER = Set.of("GCS60", "GCS21d", "GCS21e", "GCS25", "CS02aMAC");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CS02aSignature Requester/RemotePartyRole=ACB Requester/CredentialType=Key_Agreement Wanted/RemotePartyRole=ACB",
                "CS02fSignature Requester/RemotePartyRole=Supplier Requester/CredentialType=Digital_Signature"
                        + " Wanted/RemotePartyRole=Supplier Wanted/RemotePartyRole=NetworkOperator",
                "CS02bTransCoSByTransCoS ApplyTimeBasedCPVChecks=false DigitalSigningCertificate=certificate",
                "CS02bWPByWP RemotePartyFloorSeqNumber=0 DigitalSigningCertificate=certificate",
                "CS02gLoadControllerByLoadController ApplyTimeBasedCPVChecks=false RemotePartyFloorSeqNumber=0"
                        + " DigitalSigningCertificate=certificate KeyAgreementCertificate=certificate",
                "PCS01 UTRN=73941656880950804485",
                "PCS02"
            })
    void commands_without_a_service_request_are_built_from_their_parameters(String parameters) throws IOException {
        String[] words = parameters.split(" ");
        List<RequestPart> parts = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=");
            String text = pair[1].equals("certificate") ? certificate() : pair[1].replace('_', ' ');
            String[] path = pair[0].split("/");
            RequestPart leaf = RequestPart.text(path[path.length - 1], text);
            parts.add(path.length == 1 ? leaf : RequestPart.of(path[0], leaf));
        }
        assertIsDescribed(words[0], withPath(words[0], parts));
    }

    @Test
    void the_recovery_party_may_replace_every_credential() throws IOException {
        List<RequestPart> parts = new ArrayList<>(List.of(
                RequestPart.text("ApplyTimeBasedCPVChecks", "false"), RequestPart.text("RecoveryFloorSeqNumber", "0")));
        for (String role : List.of("Supplier", "NetworkOperator", "ACB", "TransCoS")) {
            List<RequestPart> floor = new ArrayList<>(List.of(
                    RequestPart.text("RemotePartyRole", role), RequestPart.text("RemotePartyFloorSeqNumber", "0")));
            if (role.equals("Supplier")) {
                floor.add(RequestPart.text("RemotePartyPrepaymentTopUpFloorSeqNumber", "0"));
            }
            parts.add(RequestPart.of("Floor", floor.toArray(RequestPart[]::new)));
        }
        for (String place : List.of(
                "Recovery ds",
                "Supplier ds",
                "Supplier ka",
                "Supplier pp",
                "NetworkOperator ds",
                "NetworkOperator ka",
                "ACB ka",
                "TransCoS ds")) {
            parts.add(replacement(place.split(" ")[0], place.split(" ")[1]));
        }
        assertIsDescribed("CS02bAnyExceptAbnormalRootByRecovery", withPath("CS02b", parts));
    }

    private static RequestPart replacement(String role, String use) {
        List<RequestPart> parts = new ArrayList<>(List.of(
                RequestPart.text("Certificate", certificate()),
                RequestPart.text("RemotePartyRole", role),
                RequestPart.text("CredentialType", use.equals("ds") ? "Digital Signature" : "Key Agreement")));
        if (use.equals("pp")) {
            parts.add(RequestPart.text("Prepayment", ""));
        }
        return RequestPart.of("Replacement", parts.toArray(RequestPart[]::new));
    }

    private static RequestPart withPath(String useCase, List<RequestPart> parts) {
        List<RequestPart> all = new ArrayList<>(parts);
        if (useCase.startsWith("CS02b") || useCase.startsWith("CS02g")) {
            all.add(RequestPart.of("CertificationPathCertificates", RequestPart.text("Certificate", certificate())));
        }
        return RequestPart.of("Parameters", all.toArray(RequestPart[]::new));
    }

    private static String certificate() {
        return PublishedRequest.of(ReferenceMessages.requests().get("CS02d_6.15.2_SUCCESS"))
                .body()
                .required("DeviceCertificate");
    }

    private static void assertIsDescribed(String name, RequestPart body) throws IOException {
        List<String> lines = described().get(name);
        Matcher counter = Pattern.compile("83:([0-9a-f]+)").matcher(lines.get(0));
        long number = counter.find() ? Long.parseLong(counter.group(1), 16) : 1;
        RequestId id = RequestId.of("90B3D51F30010000:00DB1234567890A0:" + number);
        GbcsMessage message =
                UseCase.named(name).orElseThrow().command(id, new OfService("", body), null, Surroundings.at(MADE));
        assertThat(firstDifference(lines, GasNotes.of(message.payload()))).isEmpty();
    }

    private static String difference(String name, List<String> lines, String request, PublishedRequest published) {
        try {
            return firstDifference(
                    lines, GasNotes.of(built(name, request, published).payload()));
        } catch (IllegalArgumentException refused) {
            return refused.toString();
        }
    }

    private static GbcsMessage built(String name, String request, PublishedRequest published) {
        UseCase useCase = UseCase.named(name).orElse(null);
        if (useCase == null) {
            throw new IllegalArgumentException("is not in the catalogue");
        }
        RequestId own = published.id();
        long counter = OWN_COUNTERS.getOrDefault(name, own.counter());
        return useCase.command(
                new RequestId(own.originator(), own.target(), counter),
                new OfService(published.variant(), published.body()),
                null,
                ReferenceSurroundings.of(request, published.body(), MADE));
    }

    /** Lines alike are left out of the description, long runs of bytes are cut. */
    private static String firstDifference(List<String> lines, List<String> built) {
        int at = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher more = MORE.matcher(lines.get(i));
            if (more.matches()) {
                at += Integer.parseInt(more.group(1));
                continue;
            }
            if (at >= built.size() || !matches(lines.get(i), built.get(at))) {
                return "item %d\n        described %s\n        built     %s"
                        .formatted(at, lines.get(i), at < built.size() ? built.get(at) : "nothing");
            }
            at++;
        }
        return built.size() == at ? "" : "there are %d items more".formatted(built.size() - at);
    }

    private static boolean matches(String line, String built) {
        String pattern = java.util.Arrays.stream(line.strip().split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return built.strip().matches(pattern);
    }

    private static Map<String, List<String>> described() throws IOException {
        assumeTrue(
                Files.exists(DESCRIPTION),
                () -> "SKIPPED: the format's description is not at " + DESCRIPTION.toAbsolutePath());
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String useCase = "";
        boolean command = false;
        for (String line : Files.readAllLines(DESCRIPTION)) {
            if (line.startsWith("### ")) {
                useCase = line.split(" ")[1];
                command = false;
            } else if (line.startsWith("- ")) {
                command = line.equals("- command:");
            } else if (command && useCase.matches("(P?GCS|CS\\d|PCS).*") && !line.matches("  - `(ACT|GET|SET) .*")) {
                if (line.startsWith("  - `")) {
                    commands.computeIfAbsent(useCase, any -> new ArrayList<>())
                            .add(line.substring("  - `".length(), line.length() - 1));
                }
            }
        }
        return commands;
    }
}
