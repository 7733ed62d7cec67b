package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.ReferenceMessages.Vector;

/** Every published service request that has a reference message becomes just that message. */
class TransformConformanceTest {

    /** The moment at which the reference messages were made: gas messages carry it. */
    private static final Instant MADE = Instant.parse("2015-01-01T00:00:00Z");

    /** Requests published again for another period than that of their message. */
    private static final Set<String> OF_ANOTHER_PERIOD = Set.of("GCS15c_4.4.3_SUCCESS");

    @Test
    void published_requests_become_the_reference_commands() {
        Map<String, Path> requests = ReferenceMessages.requests();
        List<String> wrong = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int right = 0;
        for (Vector vector : ReferenceMessages.in()) {
            String name = vector.name().replaceAll("_(PRECOMMAND|COMMAND)$", "");
            Path file = requests.get(name);
            if (name.equals(vector.name()) || file == null || OF_ANOTHER_PERIOD.contains(name)) {
                continue;
            }
            Optional<UseCase> useCase = UseCase.named(name.substring(0, name.indexOf('_')));
            if (useCase.isEmpty()) {
                unknown.add(name);
                continue;
            }
            String difference = difference(vector.message(), useCase.get(), PublishedRequest.of(file), name);
            if (difference.isEmpty()) {
                right++;
            } else {
                wrong.add(vector.name() + "\n    " + difference);
            }
        }
        System.out.println(right + " equal; not in the catalogue: " + unknown);
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    private static String difference(GbcsMessage reference, UseCase useCase, PublishedRequest request, String name) {
        try {
            GbcsMessage built = useCase.command(
                    reference.requestId(),
                    new OfService(request.variant(), request.body()),
                    supplementary(reference),
                    ReferenceSurroundings.of(name, request.body(), MADE));
            return withoutCertificates(built.payload()).equals(withoutCertificates(reference.payload()))
                    ? ""
                    : "built     " + built.payload() + "\n    reference " + reference.payload();
        } catch (IllegalArgumentException refused) {
            return refused.toString();
        }
    }

    /** The requests were published again with renewed certificates, the messages were not. */
    private static Octets withoutCertificates(Octets payload) {
        return payload.at(0) == Der.SEQUENCE
                ? withoutCertificates(Der.parse(payload)).encode()
                : payload;
    }

    private static Der withoutCertificates(Der der) {
        if (!(der instanceof Der.Node node)) {
            return der;
        }
        return GasNotes.isCertificate(node)
                ? Der.sequence()
                : Der.node(
                        node.tag(),
                        node.children().stream()
                                .map(TransformConformanceTest::withoutCertificates)
                                .toList());
    }

    private static @Nullable SupplementaryFields supplementary(GbcsMessage reference) {
        return reference.supplementary();
    }
}
