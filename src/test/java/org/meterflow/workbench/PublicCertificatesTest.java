package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;

/** The workbench as a page uses it: with public certificates, and with no folder that a request could name. */
class PublicCertificatesTest {

    private static final String ACB = "90-B3-D5-1F-30-00-00-02";

    @TempDir
    static Path folder;

    private final PublicCertificates none = new PublicCertificates() {
        @Override
        public Optional<X509Certificate> signing(Eui64 owner) {
            return Optional.empty();
        }

        @Override
        public Optional<X509Certificate> agreement(Eui64 owner) {
            return Optional.empty();
        }
    };

    @BeforeEach
    void gatherKeys() {
        PublishedKeystore.in(folder);
    }

    private PublicCertificates published() {
        KeyFolder keys = new KeyFolder(folder);
        return new PublicCertificates() {
            @Override
            public Optional<X509Certificate> signing(Eui64 owner) {
                return Optional.ofNullable(keys.x509(owner, Keys.Use.SIGNING));
            }

            @Override
            public Optional<X509Certificate> agreement(Eui64 owner) {
                return Optional.ofNullable(keys.x509(owner, Keys.Use.AGREEMENT));
            }
        };
    }

    private static JsonNode verify(Workbench workbench, String message) {
        ObjectNode request = Bench.ask("verify", "message", message, "acb", ACB, "keystore", folder.toString());
        JsonNode answer = workbench.answer(request);
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
        return answer;
    }

    @Test
    void signatures_are_checked_with_certificates_alone_and_macs_are_left_open() {
        Workbench workbench = new Workbench(published());
        SharedMessages.all().forEach((name, hex) -> {
            GbcsMessage message = GbcsMessage.parse(Octets.ofHex(hex).bytes());

            JsonNode verdicts = verify(workbench, hex);

            assertThat(verdicts.path("signature").asText()).as(name).isEqualTo(message.isSigned() ? "valid" : "absent");
            assertThat(verdicts.path("mac").asText()).as(name).isEqualTo(message.mac() == null ? "absent" : "unknown");
        });
    }

    @Test
    void a_folder_that_a_request_names_is_not_looked_at() {
        String signed = SharedMessages.all().values().stream()
                .filter(hex -> GbcsMessage.parse(Octets.ofHex(hex).bytes()).isSigned())
                .findFirst()
                .orElseThrow();

        assertThat(verify(new Workbench(none), signed).path("signature").asText())
                .isEqualTo("unknown");
        assertThat(new Workbench(none)
                        .answer(Bench.ask("checkUtrn", "utrn", "73946144332040217315", "keystore", "/no/such/folder"))
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }
}
