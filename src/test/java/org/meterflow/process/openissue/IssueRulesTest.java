package org.meterflow.process.openissue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IssueRulesTest {

    @Test
    void a_box_says_how_severe_an_issue_is_in_the_words_of_the_table() {
        assertThat(new IssueRules().wrong(Map.of("impact", "BAD", "spread", "MANY", "security", "perhaps")))
                .containsExactly(
                        "'BAD' is no impact. Take one of: LIMITED, SERIOUS, CRITICAL.",
                        "'perhaps' is no security. Take one of: true, false.");
        assertThat(new IssueRules().wrong(Map.of("consumerHarm", "LOSS", "impact", "${facts.impact}")))
                .isEmpty();
    }
}
