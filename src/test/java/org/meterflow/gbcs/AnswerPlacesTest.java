package org.meterflow.gbcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.gbcs.AnswerPlaces.Times.ANY;
import static org.meterflow.gbcs.AnswerPlaces.Times.AT_MOST_ONCE;
import static org.meterflow.gbcs.AnswerPlaces.Times.ONCE;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.AnswerPlaces.Times;
import org.meterflow.gbcs.DlmsRequest.Verb;

/** Which result is about which item, where only their number tells. */
class AnswerPlacesTest {

    private static List<String> named(int results, Times... times) {
        List<DlmsTarget> targets = Stream.of("A", "B", "C")
                .limit(times.length)
                .map(name -> DlmsTarget.of(Verb.SET, 1, "0-0:0.0.0.0", 2).called(name))
                .toList();
        return AnswerPlaces.of(targets, List.of(times), results).stream()
                .map(DlmsTarget::name)
                .toList();
    }

    @Test
    void too_few_and_too_many_results_belong_to_nothing() {
        assertThat(named(1, ONCE, ONCE)).isEmpty();
        assertThat(named(3, ONCE, ONCE)).isEmpty();
        assertThat(named(0, ONCE, ANY)).isEmpty();
        assertThat(named(4, ONCE, AT_MOST_ONCE, AT_MOST_ONCE)).isEmpty();
        assertThat(named(4, ANY, ANY, ONCE)).isEmpty();
    }

    @Test
    void items_that_always_come_are_where_they_were_asked() {
        assertThat(named(3, ONCE, ONCE, ONCE)).containsExactly("A", "B", "C");
        assertThat(named(1, ANY, ONCE)).containsExactly("B");
    }

    @Test
    void repeated_items_come_equally_often() {
        assertThat(named(5, ANY, ANY, ONCE)).containsExactly("A, 1 of 2", "A, 2 of 2", "B, 1 of 2", "B, 2 of 2", "C");
        assertThat(named(3, ANY, ANY, ONCE)).containsExactly("A", "B", "C");
    }

    @Test
    void of_items_that_may_be_absent_either_may_have_come() {
        assertThat(named(3, AT_MOST_ONCE, AT_MOST_ONCE, AT_MOST_ONCE)).containsExactly("A", "B", "C");
        assertThat(named(2, AT_MOST_ONCE, AT_MOST_ONCE, AT_MOST_ONCE)).containsExactly("A, or: B", "B, or: C");
        assertThat(named(2, AT_MOST_ONCE, ONCE, AT_MOST_ONCE)).containsExactly("A, or: C", "B");
    }
}
