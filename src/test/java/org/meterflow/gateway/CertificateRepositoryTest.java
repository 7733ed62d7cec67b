package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.gateway.PublishedMarket.DCC;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meterflow.party.Certificate;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@MeterflowTest
@TestPropertySource(properties = {"meterflow.demo.market=published", "meterflow.messages.webhook.plain-http=true"})
class CertificateRepositoryTest {

    private static final String KEY = "u3bg9gt38htd0j2";

    @Autowired
    Doors doors;

    @Autowired
    Certificates certificates;

    @Test
    void a_question_without_the_right_key_is_refused() throws Exception {
        assertThat(search("wrong", device("00-db-12-34-56-78-90-a0")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_wrong_question_is_told_what_is_wrong() throws Exception {
        for (String wrong : List.of(
                "hello",
                "<!DOCTYPE x [<!ENTITY e 'x'>]><CertificateSearchRequest/>",
                "<CertificateSearchRequest/>",
                "<CertificateSearchRequest><CertificateRole>2</CertificateRole></CertificateSearchRequest>",
                "<CertificateSearchRequest><CertificateSubjectName>me</CertificateSubjectName></CertificateSearchRequest>",
                "<Other><CertificateSubjectName>90-b3-d5-1f-30-00-00-02</CertificateSubjectName></Other>")) {
            HttpResponse<String> answer = search(KEY, wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
            assertThat(answer.body()).contains("<ResponseMessage>");
        }
    }

    @Test
    void an_owner_without_certificates_is_not_found() throws Exception {
        assertThat(search(KEY, device("00-00-00-00-00-00-00-01")).statusCode()).isEqualTo(402);
        assertThat(search(KEY, device(DCC.value())).statusCode())
                .as("an organisation is no device")
                .isEqualTo(402);
        assertThat(retrieve("1234").statusCode()).isEqualTo(402);
    }

    @Test
    void a_device_has_one_certificate_in_use_for_signatures_and_one_for_key_agreement() throws Exception {
        HttpResponse<String> answer = search(KEY, device("00-db-12-34-56-78-90-a0"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
        assertThat(values(answer, "CertificateUsage")).containsExactlyInAnyOrder("DS", "KA");
        assertThat(values(answer, "CertificateStatus")).containsOnly("I");
        assertThat(values(answer, "CertificateSubjectAltName")).containsOnly(ELECTRICITY_METER.value());
        assertThat(values(answer, "CertificateRole")).isEmpty();
    }

    @Test
    void an_organisation_has_a_role_with_each_certificate() throws Exception {
        HttpResponse<String> answer = search(
                KEY,
                "<CertificateSearchRequest><CertificateSubjectName>90-b3-d5-1f-30-00-00-02</CertificateSubjectName>"
                        + "</CertificateSearchRequest>");
        assertThat(values(answer, "CertificateRole")).contains("4", "137");
    }

    @Test
    void a_certificate_is_found_by_its_number_however_that_is_written() throws Exception {
        Certificate known =
                certificates.inUse(ELECTRICITY_METER, CertificateUse.KA).orElseThrow();
        String hex = known.serial().toString(16);
        for (String written : List.of(hex, hex.toUpperCase(Locale.ROOT), "00" + hex)) {
            HttpResponse<String> answer = retrieve(written);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(values(answer, "CertificateBody"))
                    .containsExactly(Base64.getEncoder().encodeToString(known.der()));
        }
    }

    private HttpResponse<String> search(String key, String question) throws Exception {
        return post("certificatesearch?apikey=" + key, question);
    }

    private HttpResponse<String> retrieve(String serial) throws Exception {
        return post(
                "retrievecertificate?apikey=" + KEY,
                "<CertificateDataRequest><CertificateSerial>" + serial
                        + "</CertificateSerial></CertificateDataRequest>");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + doors.smkiPort() + "/services/" + path))
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static String device(String eui) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><CertificateSearchRequest><CertificateSubjectAltName>" + eui
                + "</CertificateSubjectAltName></CertificateSearchRequest>";
    }

    private static List<String> values(HttpResponse<String> answer, String element) {
        return Pattern.compile("<" + element + ">([^<]*)<")
                .matcher(answer.body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
