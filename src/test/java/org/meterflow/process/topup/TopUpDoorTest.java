package org.meterflow.process.topup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.process.topup.TopUpStory.ALDER;
import static org.meterflow.process.topup.TopUpStory.aReference;
import static org.meterflow.process.topup.TopUpStory.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.process.topup.TopUpStory.Answer;

/** What payments a till may send, and what it hears of those that it may not. */
class TopUpDoorTest extends AtTheTill {

    @ParameterizedTest
    @CsvSource({
        "0.99,   top-up-amount, between £1.00 and £200.00",
        "200.01, top-up-amount, between £1.00 and £200.00",
        "82.50,  top-up-amount, whole pounds",
        "81.92,  top-up-amount, whole pounds",
        "1.005,  invalid,       faults"
    })
    void an_amount_outside_the_limits_gets_no_token(String amount, String problem, String said) {
        Answer answer =
                story.pays(aReference(), story.supply("2200100000056").mpxn().value(), amount);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.body().path("detail").asText()).contains(said);
    }

    @Test
    void a_payment_that_makes_no_sense_is_told_what_is_wrong_with_it() {
        Answer faulty = story.sends(
                Map.of("paymentReference", "-", "mpxn", "12", "amount", -1, "supplier", "?", "channel", "x"));
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/paymentReference", "/mpxn", "/amount", "/supplier", "/channel");

        Map<String, Object> more = new HashMap<>(payment(aReference(), "2200100000056", "20.00"));
        more.put("suplier", "ALDR");
        assertThat(story.sends(more).body().path("errors").findValuesAsText("pointer"))
                .containsExactly("/suplier");

        for (String broken : List.of("", "null", "{", "[]", "{}{}", "{\"amount\":\"much\"}")) {
            assertThat(story.sends(broken, story.key()).status()).as(broken).isBetween(400, 422);
        }
        assertThat(story.sends("{}", story.keyOf(ALDER, "supplier")).problem()).isEqualTo("not-allowed");
        assertThat(story.sends("{}", "mf_wrong_key").status()).isEqualTo(401);
        assertThat(story.sees("PZ-never").status()).isEqualTo(404);
    }

    @Test
    void an_unknown_meter_point_and_one_of_another_supplier_get_no_token() {
        assertThat(story.pays(aReference(), "999999", "20.00").problem()).isEqualTo("top-up-unknown-meter-point");

        String home = "2200100000056";
        Map<String, Object> toBirch = new HashMap<>(payment(aReference(), home, "20.00"));
        toBirch.put("supplier", "BRCH");
        Answer answer = story.sends(toBirch);
        assertThat(answer.problem()).isEqualTo("top-up-wrong-supplier");
        assertThat(answer.body().path("detail").asText()).contains("supplied by ALDR today, not by BRCH");
    }

    @Test
    void a_reference_that_was_used_for_another_payment_is_a_conflict() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        story.pays(reference, home, "10.00");

        Answer dearer = story.pays(reference, home, "11.00");
        Answer elsewhere = story.pays(reference, "2200100000056", "10.00");

        assertThat(dearer.status()).isEqualTo(409);
        assertThat(dearer.problem()).isEqualTo("top-up-reference-used");
        assertThat(dearer.body().path("detail").asText()).contains("was used for £10.00 at meter point " + home);
        assertThat(elsewhere.status()).isEqualTo(409);
        story.ends(reference);
    }

    @Test
    void the_guides_example_is_answered_as_the_guide_says() throws IOException {
        String guide = Files.readString(Path.of("docs/guides/integrator.md"));
        Matcher example = Pattern.compile("api/top-ups -H[^{]*-d '([^']*)'").matcher(guide);
        assertThat(example.find()).isTrue();

        Answer answer = story.sends(example.group(1), story.key());

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        JsonNode written = new ObjectMapper().readTree(after(guide, "\"paymentReference\": \"PZ-2026-000417\""));
        assertThat(List.copyOf(names(answer.body()))).isEqualTo(names(written));
        assertThat(answer.body().path("key").asText())
                .isEqualTo(written.path("key").asText());
        assertThat(answer.body().path("state").asText())
                .isEqualTo(written.path("state").asText());
        story.ends("PZ-2026-000417");
    }

    private static String after(String guide, String beginning) {
        int start = guide.indexOf("{" + beginning);
        return guide.substring(start, guide.indexOf('}', start) + 1);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
