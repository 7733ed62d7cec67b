package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchNoticeWordsTest {

    @Test
    void the_story_says_what_a_party_was_told_as_a_sentence() {
        assertThat("Told Switching Service " + SwitchNoticeWords.of("switchConfirmed"))
                .isEqualTo("Told Switching Service that the switch is confirmed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switchConfirmed",
                "switchSecured",
                "switchRejected",
                "switchRefused",
                "switchCancelled",
                "registrationTakenBack",
                "supplierChanged",
                "keysReplaced",
                "keysNotReplaced",
                "openingRead",
                "prepaymentBalance",
                "debtAssigned",
                "agentAppointed",
                "agentDeappointed"
            })
    void no_notice_of_a_switch_is_told_by_its_technical_name(String notice) {
        assertThat(SwitchNoticeWords.of(notice)).doesNotContain(notice);
    }
}
