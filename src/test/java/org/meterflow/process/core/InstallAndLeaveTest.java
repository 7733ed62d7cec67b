package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;

/** A hub hangs in a home and is silent: the home is followed up until it connects, or somebody answers for it. */
class InstallAndLeaveTest extends CoreProcess {

    @Test
    void nothing_known_to_help_leaves_the_home_exempt_until_it_is_looked_at_again() {
        CaseKey key = silentForNinetyDays();
        survey(key, "no");
        accepted(key);
        assertThat(answers.of(key, "decideLeave")).containsEntry("remedy", "ACCEPT");
    }

    @Test
    void what_was_brought_and_did_not_help_leaves_it_exempt_too() {
        CaseKey key = silentForNinetyDays();
        survey(key, "yes");
        visits(key, "fixed");
        comesTo(key, "Wait once more");
        passes(Duration.ofDays(31));
        accepted(key);
    }

    @Test
    void a_hub_that_connects_with_an_aerial_is_covered_after_all() {
        CaseKey key = silentForNinetyDays();
        survey(key, "yes");
        visits(key, "fixed");
        comesTo(key, "Wait once more");
        hubIsOffline(false);
        endsAs(key, "Covered after a visit");
    }

    @Test
    void a_hub_is_covered_as_soon_as_it_comes_on_line_in_the_second_month_or_the_third() {
        CaseKey second = left();
        passes(Duration.ofDays(31));
        comesTo(second, "Wait again");
        hubIsOffline(false);
        endsAs(second, "Covered");

        CaseKey third = left();
        passes(Duration.ofDays(31));
        comesTo(third, "Wait again");
        passes(Duration.ofDays(31));
        comesTo(third, "Wait on");
        hubIsOffline(false);
        endsAs(third, "Covered");
    }

    private CaseKey silentForNinetyDays() {
        CaseKey key = left();
        passes(Duration.ofDays(31));
        comesTo(key, "Wait again");
        passes(Duration.ofDays(31));
        comesTo(key, "Wait on");
        passes(Duration.ofDays(31));
        return key;
    }

    private CaseKey left() {
        hubIsOffline(true);
        CaseKey key =
                begins("installAndLeave", "leaveId", Map.of("hub", meter().hub().value()));
        comesTo(key, "Wait for hub");
        return key;
    }

    private void survey(CaseKey key, String aerial) {
        does(key, "Survey home", Map.of("aerial", aerial, "otherHub", "no", "otherNetwork", "unknown"), "anna");
    }

    private void accepted(CaseKey key) {
        does(
                key,
                "Accept no coverage",
                Map.of(
                        "reason",
                        "A valley that no mast reaches",
                        "reviewOn",
                        today().plusDays(300).toString()),
                "ben");
        endsAs(key, "Exempt");
    }
}
