package org.meterflow.process.requestsequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterflow.process.askdevice.AskOutcome;

/** Which request comes next, and what is wrong with a sequence as it is written. */
class SequencePlanTest {

    private static final String SOMEWHERE = "1200000000137";

    @Test
    void a_request_that_was_sent_is_not_sent_again() {
        SequencePlan plan = plan("requests", "a: 7.4; b: 4.1.1");

        assertThat(names(plan, Map.of())).containsExactly("a", "b");
    }

    @Test
    void what_was_done_last_is_taken_back_first_and_what_was_not_done_is_left() {
        SequencePlan plan =
                plan("requests", "a: 3.1; b: 3.1; c: 3.1; d: 7.4; e: 7.4", "undo", "a: 3.1; b: 3.1; c: 3.1; d: 7.4");

        assertThat(names(plan, Map.of("d", AskOutcome.SILENT)))
                .containsExactly("a", "b", "c", "d", "undo.c", "undo.b", "undo.a");
    }

    @Test
    void a_taking_back_that_fails_does_not_keep_the_others() {
        SequencePlan plan = plan("requests", "a: 3.1; b: 3.1; c: 7.4", "undo", "a: 3.1; b: 3.1");

        assertThat(names(plan, Map.of("c", AskOutcome.REFUSED, "undo.b", AskOutcome.REFUSED)))
                .containsExactly("a", "b", "c", "undo.b", "undo.a");
    }

    @Test
    void where_the_others_go_on_all_are_sent() {
        assertThat(names(plan("requests", "a: 7.4\nb: 4.1.1", "onFailure", "goOn"), Map.of("a", AskOutcome.REFUSED)))
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests, read 4.1.1 | 'read 4.1.1' is no request. Write a name of letters and digits",
                "requests, read: 4.1.1; read: 7.4 | two requests are called read",
                "requests, read: 4.99 | the request read: there is no service '4.99'",
                "requests, tell: 3.1 | the request tell: 3.1 Display Message cannot be asked so: DisplayMessage lacks",
                "requests, read: 4.1.1, onFailure, perhaps | 'perhaps' says not what happens when one fails",
                "requests, read: 4.1.1, undo, raed: 7.4 | 'undo' takes back raed, and no request is called so. There are: read.",
                "requests, read: 4.1.1, onFailure, goOn, undo, read: 7.4 | what goes on when one fails takes nothing back",
                "requests, read: 4.1.1, body.raed, x | it has no property 'body.raed'. It has: anotherPersonThan, body.read"
            })
    void what_makes_no_sequence_is_named(String written, String sentence) {
        Map<String, String> said = said(written.split(", "));
        said.put("meterPoint", SOMEWHERE);

        assertThat(new RequestSequenceCheck().wrong(said))
                .singleElement()
                .asString()
                .startsWith(sentence);
    }

    /** All that is sent, one after the other, where each ends as given, and else well. */
    private static List<String> names(SequencePlan plan, Map<String, AskOutcome> ends) {
        List<SequenceStep> sent = new ArrayList<>();
        for (Optional<SequenceStep> next = plan.next(sent); next.isPresent(); next = plan.next(sent)) {
            SequenceStep step = next.get();
            AskOutcome outcome = ends.getOrDefault(step.property(), AskOutcome.ANSWERED);
            sent.add(new SequenceStep(step.name(), step.service(), step.undoing(), outcome, null));
        }
        return sent.stream().map(SequenceStep::property).toList();
    }

    private static SequencePlan plan(String... said) {
        return SequencePlan.of(said(said));
    }

    private static Map<String, String> said(String... said) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < said.length; i += 2) {
            properties.put(said[i], said[i + 1]);
        }
        return properties;
    }
}
