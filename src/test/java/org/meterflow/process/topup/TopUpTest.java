package org.meterflow.process.topup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.meterflow.process.topup.TopUpStory.CORNER_PAY;
import static org.meterflow.process.topup.TopUpStory.aReference;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.Utrn;
import org.meterflow.identifier.Fuel;
import org.meterflow.market.Market.PaymentMode;
import org.meterflow.process.topup.TopUpStory.Answer;

/** A token on its way to the meter, which may be silent, or be fed by hand meanwhile. */
class TopUpTest extends AtTheTill {

    @Test
    void whole_pounds_of_more_than_pence_can_count_are_a_token_of_pounds() {
        String home = story.aPrepaymentHome();
        String reference = aReference();

        Utrn token = new Utrn(story.pays(reference, home, "150").utrn());

        assertThat(token.valueClass()).isEqualTo(Utrn.ValueClass.POUNDS);
        assertThat(token.value()).isEqualTo(150);
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
    }

    @Test
    void gas_is_topped_up_likewise() {
        String home = story.aHome(Fuel.GAS, PaymentMode.PREPAYMENT);
        String reference = aReference();

        story.pays(reference, home, "15.00");

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
    }

    @Test
    void while_the_meter_is_silent_the_consumer_is_told_to_enter_the_token_and_the_money_comes_when_it_is_back() {
        String home = story.aPrepaymentHome();
        story.theHubIsCutOff(home, true);
        String reference = aReference();

        Answer answer = story.pays(reference, home, "20.00");
        assertThat(answer.status()).isEqualTo(201);
        story.waitsForTheMeter(reference);
        assertThat(story.notice(CORNER_PAY, reference, "topUpToBeEntered")).isEmpty();
        waitUntilTold(reference);

        assertThat(story.notice(CORNER_PAY, reference, "topUpToBeEntered")
                        .orElseThrow()
                        .path("message")
                        .asText())
                .startsWith("We cannot reach your meter. Enter these 20 digits at the meter to add £20.00: ")
                .endsWith(answer.body().path("printed").asText());
        story.theHubIsCutOff(home, false);
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
    }

    @Test
    void a_token_that_is_entered_by_hand_while_it_waits_for_the_meter_counts_once() {
        String home = story.aPrepaymentHome();
        story.theHubIsCutOff(home, true);
        String reference = aReference();
        String utrn = story.pays(reference, home, "20.00").utrn();
        story.waitsForTheMeter(reference);
        BigDecimal before = story.balance(home);

        assertThat(story.atHome(home).enterToken(utrn)).isTrue();
        story.theHubIsCutOff(home, false);

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("Entered by hand");
        assertThat(story.balance(home)).isCloseTo(before.add(new BigDecimal("20")), within(new BigDecimal("1")));
        assertThat(story.notice(CORNER_PAY, reference, "topUpOnMeter")
                        .orElseThrow()
                        .path("by")
                        .asText())
                .isEqualTo("HAND");
    }

    @Test
    void when_the_day_is_over_the_token_is_left_to_be_entered_and_its_entry_is_heard_of_later() {
        String home = story.aPrepaymentHome();
        story.theHubIsCutOff(home, true);
        String reference = aReference();
        String utrn = story.pays(reference, home, "20.00").utrn();

        assertThat(story.endsInTime(reference, Duration.ofMinutes(61)).facts().outcome())
                .isEqualTo("To be entered by hand");
        story.atHome(home).enterToken(utrn);
        story.theHubIsCutOff(home, false);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> "Entered by hand"
                        .equals(story.details(reference).facts().outcome()));
    }

    @Test
    void an_answer_that_was_lost_is_read_from_the_account_before_anything_is_sent_again() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        BigDecimal before = story.balance(home);
        story.fleet().slow(story.meter(home), Duration.ofSeconds(4));
        story.pays(reference, home, "20.00");
        story.theAnswerToTheTokenIsLost(reference, home);

        story.untilTheAttemptIsOver(reference);
        story.passes(Duration.ofSeconds(31));

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
        assertThat(story.facts(reference)).containsEntry("Attempts to send it", "1");
        assertThat(story.balance(home)).isCloseTo(before.add(new BigDecimal("20")), within(new BigDecimal("1")));
    }

    @Test
    void what_another_token_has_paid_in_is_not_taken_for_the_arrival_of_one_whose_answer_was_lost() {
        String home = story.aPrepaymentHome();
        String lost = aReference();
        String other = aReference();
        story.fleet().slow(story.meter(home), Duration.ofSeconds(4));
        story.pays(lost, home, "20.00");
        story.theAnswerToTheTokenIsLost(lost, home);
        story.untilTheAttemptIsOver(lost);
        story.pays(other, home, "20.00");
        assertThat(story.ends(other).facts().outcome()).isEqualTo("On the meter");

        story.passes(Duration.ofSeconds(31));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(story.facts(lost)).containsEntry("Attempts to send it", "2"));
    }

    @Test
    void a_token_counts_although_nobody_can_look_afterwards_whether_the_supply_is_armed() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        theHubIsCutOffAsSoonAsTheTokenIsAnswered(home, reference);

        assertThat(story.endsInTime(reference, Duration.ofSeconds(30)).facts().outcome())
                .isEqualTo("On the meter");
    }

    @Test
    void wrong_numbers_typed_at_the_meter_lock_its_keys_and_that_is_said() {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        story.theHubIsCutOff(home, true);
        String utrn = story.pays(reference, home, "20.00").utrn();
        story.waitsForTheMeter(reference);

        for (int wrong = 0; wrong < 5; wrong++) {
            story.atHome(home).enterToken("73946144332040217315");
        }
        assertThat(story.atHome(home).enterToken(utrn)).isFalse();
        story.theHubIsCutOff(home, false);

        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        story.notice(CORNER_PAY, reference, "topUpEntryLocked").isPresent());
    }

    private void waitUntilTold(String reference) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> {
                    story.passes(Duration.ofMinutes(5));
                    return story.notice(CORNER_PAY, reference, "topUpToBeEntered")
                            .isPresent();
                });
    }
}
