package org.meterflow.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Mpid;

class SupplyTimelineTest {

    private static final Mpid ALDER = new Mpid("ALDR");
    private static final Mpid BIRCH = new Mpid("BRCH");
    private static final LocalDate YEAR_20 = LocalDate.of(2020, 1, 1);
    private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

    private final SupplyTimeline alder = new SupplyTimeline(List.of(new Period(ALDER, YEAR_20, null)));
    private final SupplyTimeline switching = alder.succeededBy(BIRCH, FEBRUARY);

    @Test
    void a_period_that_ends_before_it_begins_cannot_be() {
        assertThatThrownBy(() -> new Period(ALDER, FEBRUARY, YEAR_20)).hasMessageContaining("ALDR");
    }

    @Test
    void the_gaining_supplier_follows_without_a_gap() {
        assertThat(switching.periods())
                .containsExactly(new Period(ALDER, YEAR_20, FEBRUARY), new Period(BIRCH, FEBRUARY, null));
    }

    @Test
    void a_late_repetition_of_the_old_registration_does_not_undo_a_switch() {
        assertThat(switching.succeededBy(ALDER, YEAR_20)).isEqualTo(switching);
    }

    @Test
    void a_cancelled_switch_leaves_the_old_supplier_for_good() {
        assertThat(switching.without(BIRCH, FEBRUARY)).contains(alder);
        assertThat(switching.without(BIRCH, MARCH)).isEmpty();
    }

    @Test
    void a_delta_that_contradicts_a_coming_switch_is_not_taken() {
        assertThat(switching.with(new Period(BIRCH, LocalDate.of(2026, 1, 1), null), null))
                .isEmpty();
        assertThat(switching.with(new Period(ALDER, YEAR_20, null), null)).contains(switching);
    }

    @Test
    void a_delta_may_end_a_registration_early_but_not_over_another() {
        assertThat(alder.with(new Period(ALDER, YEAR_20, FEBRUARY), null)
                        .orElseThrow()
                        .periods())
                .containsExactly(new Period(ALDER, YEAR_20, FEBRUARY));
        assertThat(switching.with(new Period(ALDER, YEAR_20, MARCH), null)).isEmpty();
    }

    @Test
    void a_complete_file_corrects_the_present_but_leaves_a_coming_switch_alone() {
        Period corrected = new Period(BIRCH, YEAR_20, null);
        LocalDate today = LocalDate.of(2025, 11, 24);
        assertThat(alder.with(corrected, today).orElseThrow().periods()).containsExactly(corrected);

        SupplyTimeline coming = alder.succeededBy(BIRCH, FEBRUARY);
        assertThat(coming.with(new Period(ALDER, LocalDate.of(2019, 1, 1), null), today)
                        .orElseThrow()
                        .periods())
                .containsExactly(
                        new Period(ALDER, LocalDate.of(2019, 1, 1), FEBRUARY), new Period(BIRCH, FEBRUARY, null));
    }
}
