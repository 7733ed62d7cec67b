package org.meterflow.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.MeterRequest.ReadFirmwareVersion;
import org.meterflow.identifier.Eui64;
import org.meterflow.testing.FreshDatabase;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = MeteringAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            MeteringAlone.NO_ENGINE,
            MeteringAlone.ONLY_ROUTE,
            "meterflow.metering.hubs.tls-bundle=hubs",
            "meterflow.metering.hubs.require-proof=false"
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@ActiveProfiles("test")
@Import(Facts.class)
class EncryptedLinesTest {

    @Autowired
    Meters meters;

    @Autowired
    HeadEnd headEnd;

    @Autowired
    Facts facts;

    @Autowired
    BeanFactory platform;

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry properties) {
        Eui64 headEnd = TestMarket.freshName();
        KeyFolder folder = TestMarket.newFolder();
        folder.organisation(headEnd, "01", true);
        String file = folder.path().toAbsolutePath() + "/" + headEnd + "-ds";
        properties.add("spring.ssl.bundle.pem.hubs.keystore.certificate", () -> file + ".pem");
        properties.add("spring.ssl.bundle.pem.hubs.keystore.private-key", () -> file + ".key.pem");
    }

    @Test
    void with_a_certificate_configured_hubs_talk_over_tls() throws Exception {
        TestMarket market = new TestMarket(platform);
        Eui64 hub = market.newHub();
        TestMeter meter = market.newMeter(hub);
        try (TestHub line = overTls()) {
            line.hello(hub, meter.id());
            line.welcomed();
            line.answerWith(meter::firmware);
            String reference = UUID.randomUUID().toString();
            meters.ask(new MeterCommand(
                    reference, meter.id(), new ReadFirmwareVersion(), OnBehalfOf.dcc(), Duration.ofMinutes(5), 3));

            assertThat(facts.answered(reference).device()).isEqualTo(meter.id());
        }
    }

    @Test
    void where_no_proof_is_required_a_hub_of_the_first_version_is_welcome_and_a_later_one_still_proves_itself()
            throws Exception {
        TestMarket market = new TestMarket(platform);
        Eui64 hub = market.newHub();
        try (TestHub line = overTls()) {
            line.helloWithoutProof(hub);
            line.welcomed();
        }
        try (TestHub line = overTls().signingWith(KeyFolder.fresh())) {
            line.hello(hub);
            assertThat(line.refused()).isEqualTo("This hub is unknown, or it has not proven itself");
        }
        try (TestHub line = overTls()) {
            line.helloWithoutProof(TestMarket.freshName());
            assertThat(line.refused()).isEqualTo("This hub is unknown, or it has not proven itself");
        }
    }

    private TestHub overTls() throws Exception {
        return TestHub.over(trusting().getSocketFactory().createSocket("127.0.0.1", headEnd.port()));
    }

    @Test
    void with_a_certificate_configured_a_hub_that_does_not_encrypt_gets_no_line() {
        TestMarket market = new TestMarket(platform);
        try (TestHub line = TestHub.dial(headEnd.port())) {
            line.hello(market.newHub());

            line.awaitEnd();
        }
    }

    private static SSLContext trusting() throws NoSuchAlgorithmException, KeyManagementException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }
}
