package org.meterflow.process.requestsequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.askdevice.DrawnBoxes;
import org.meterflow.process.askdevice.DrawnInTown;

/** Several requests at one box, put to a simulated meter over its hub's line. */
class RequestSequenceTest extends DrawnInTown {

    private static final String HELLO = "<SupplierMessage>Hello</SupplierMessage>";
    private static final String NOTHING = "<SupplierMessage>-</SupplierMessage>";

    @Test
    void when_one_fails_what_was_done_is_taken_back_and_the_rest_is_left() {
        CaseKey key = runs(DrawnBoxes.of("failingSequence")
                .box(
                        "visit",
                        "requestSequence",
                        "requests",
                        "tell: 3.1; state: 7.4; read: 4.1.1",
                        "meterPoint",
                        mpxn,
                        "inTheNameOf.state",
                        STRANGER,
                        "body.tell",
                        HELLO,
                        "undo",
                        "tell: 3.1",
                        "body.undo.tell",
                        NOTHING));

        assertThat(answers.of(key, "visit")).containsEntry("outcome", "failed").containsEntry("failedAt", "state");
        assertThat(answers.of(key, "visit").get("reason")).asString().contains("may not use 7.4");
        assertThat(meters.stage(key.caseId() + ":visit:undo:tell:request#1")).contains(Stage.ANSWERED);
        assertThat(meters.stage(key.caseId() + ":visit:read:request#1")).isEmpty();
        List<String> told = timeline.of(key).stream().map(TimelineEntry::detail).toList();
        assertThat(told).hasSize(4);
        assertThat(told.get(0)).isEqualTo("tell (3.1): answered");
        assertThat(told.get(1)).startsWith("state (7.4): refused. ");
        assertThat(told.get(2)).isEqualTo("Taking back tell (3.1): answered");
        assertThat(told.get(3)).isEqualTo("Failed at state");
    }

    @Test
    void all_that_are_answered_are_done_and_read_by_the_request_s_name_and_the_value_s() {
        CaseKey key = runs(DrawnBoxes.of("goodSequence")
                .box(
                        "visit",
                        "requestSequence",
                        "requests",
                        "read: 4.1.1; state: 7.4",
                        "device",
                        meter().id().value()));

        assertThat(answers.of(key, "visit"))
                .containsEntry("outcome", "done")
                .containsEntry("stateSupplyState", "connected");
        assertThat(answers.of(key, "visit").get("readImportKwh")).isInstanceOf(BigDecimal.class);
    }

    @Test
    void others_go_on_where_the_box_says_so() {
        CaseKey key = runs(DrawnBoxes.of("stubbornSequence")
                .box(
                        "visit",
                        "requestSequence",
                        "requests",
                        "state: 7.4; read: 4.1.1",
                        "onFailure",
                        "goOn",
                        "meterPoint",
                        mpxn,
                        "inTheNameOf.state",
                        STRANGER));

        assertThat(answers.of(key, "visit"))
                .containsEntry("outcome", "failed")
                .containsEntry("failedAt", "state")
                .containsKey("readImportKwh");
    }
}
