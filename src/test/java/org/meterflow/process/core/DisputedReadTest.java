package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.identifier.Mpid;
import org.meterflow.process.CaseKey;
import org.meterflow.simulator.SupplierDesk.Notice;

/** A supplier does not accept the read by which a switch is billed. */
class DisputedReadTest extends SwitchedHome {

    @AfterEach
    void birchDisagreesAgain() {
        birchAnswers("disagree");
    }

    @Test
    void without_a_switch_there_is_no_read_to_dispute() {
        CaseKey key = isDisputed("100");

        endsAs(key, "Refused");
        assertThat(answers.of(key, "askOtherSupplier")).isEmpty();
    }

    @Test
    void a_read_that_the_other_supplier_accepts_is_told_to_both() {
        birchAnswers("agree");
        isSwitchedToBirch();
        CaseKey key = isDisputed("123.456");

        endsAs(key, "Agreed");
        assertThat(told(ALDER, key)).contains("\"read\":\"123.456\"");
        assertThat(told(BIRCH, key)).contains("\"read\":\"123.456\"");
    }

    @Test
    void when_they_do_not_agree_somebody_decides_with_what_the_meter_says() {
        birchAnswers("");
        isSwitchedToBirch();
        CaseKey key = isDisputed("123.456");
        comesTo(key, "Ask other supplier");
        passes(Duration.ofDays(11));
        comesTo(key, "Decide read");
        assertThat(answers.of(key, "readMeter")).containsEntry("outcome", "answered");
        passes(Duration.ofDays(20));
        await().untilAsserted(() -> assertThat(answers.of(key, "openIssue")).containsEntry("outcome", "opened"));

        does(
                key,
                "Decide read",
                Map.of("read", "120.5", "reason", "The photo shows the meter of the neighbours"),
                "anna");

        endsAs(key, "Decided");
        assertThat(told(ALDER, key)).contains("\"read\":\"120.5\"", "The photo shows the meter of the neighbours");
        assertThat(told(BIRCH, key)).contains("\"read\":\"120.5\"", "The photo shows the meter of the neighbours");
    }

    private void birchAnswers(String answer) {
        town.desk(BIRCH)
                .orElseThrow()
                .reply("readAgreementWanted", Optional.of(answer).filter(said -> !said.isEmpty()));
    }

    private CaseKey isDisputed(String claimed) {
        return begins("disputedRead", "disputeId", Map.of("claimedRead", claimed, "reason", "photo"));
    }

    private String told(Mpid supplier, CaseKey key) {
        return await("notice of " + key)
                .until(
                        () -> town.desk(supplier).orElseThrow().notices().stream()
                                .filter(notice -> notice.type().equals("openingReadSettled")
                                        && notice.data().contains(mpxn))
                                .findFirst(),
                        Optional::isPresent)
                .map(Notice::data)
                .orElseThrow();
    }
}
