package org.meterflow.process.raiseincident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentRulesTest {

    @Test
    void a_box_names_a_category_that_there_is_or_one_that_the_case_knows() {
        assertThat(new IncidentRules().wrong(Map.of("category", "6")))
                .containsExactly("there is no category '6' of incidents. Take one of: 1, 2, 3, 4, 5, rules.");
        assertThat(new IncidentRules().wrong(Map.of("category", "5"))).isEmpty();
        assertThat(new IncidentRules().wrong(Map.of("category", "rules"))).isEmpty();
        assertThat(new IncidentRules().wrong(Map.of("category", "${facts.category}")))
                .isEmpty();
    }
}
