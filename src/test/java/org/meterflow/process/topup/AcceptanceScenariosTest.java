package org.meterflow.process.topup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.meterflow.process.topup.TopUpStory.ALDER;
import static org.meterflow.process.topup.TopUpStory.CORNER_PAY;
import static org.meterflow.process.topup.TopUpStory.aReference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.Utrn;
import org.meterflow.identifier.Mpid;
import org.meterflow.process.topup.TopUpStory.Answer;

/** What the market would try of payments before it relied on the platform. */
class AcceptanceScenariosTest extends AtTheTill {

    @Test
    void the_same_payment_reference_twice_gives_one_UTRN_and_the_money_is_on_the_meter() {
        String home = story.aPrepaymentHome();
        BigDecimal before = story.balance(home);
        String reference = aReference();

        Answer first = story.pays(reference, home, "20.00");
        Answer again = story.pays(reference, home, "20.00");

        assertThat(first.status()).isEqualTo(201);
        Utrn token = new Utrn(first.utrn());
        assertThat(token.value()).isEqualTo(2000);
        assertThat(token.valueClass()).isEqualTo(Utrn.ValueClass.PENCE);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.utrn()).isEqualTo(first.utrn());
        assertThat(story.ends(reference).facts().outcome()).isEqualTo("On the meter");
        assertThat(story.balance(home)).isCloseTo(before.add(new BigDecimal("20")), within(new BigDecimal("0.5")));
        assertThat(story.sees(reference).body().path("state").asText()).isEqualTo("On the meter");
        assertThat(story.notice(CORNER_PAY, reference, "topUpOnMeter")
                        .orElseThrow()
                        .path("message")
                        .asText())
                .isEqualTo("£20.00 is on your meter.");
        assertThat(story.notice(supplierParty(home), reference, "topUpTaken")).isPresent();
        assertThat(story.atHome(home).enterToken(first.utrn()))
                .as("a second time, by hand")
                .isFalse();
    }

    @Test
    void the_same_payment_reference_many_times_at_once_gives_one_UTRN() throws Exception {
        String home = story.aPrepaymentHome();
        String reference = aReference();
        story.key();
        ExecutorService tills = Executors.newFixedThreadPool(8);
        List<Callable<Answer>> same = Collections.nCopies(8, () -> story.pays(reference, home, "10.00"));

        List<String> utrns = new ArrayList<>();
        for (Future<Answer> answer : tills.invokeAll(same)) {
            utrns.add(answer.get().utrn());
        }
        tills.shutdown();

        assertThat(utrns).doesNotContain("").containsOnly(utrns.get(0));
        story.ends(reference);
        assertThat(story.facts(reference)).containsEntry("Attempts to send it", "1");
    }

    private String supplierParty(String home) {
        return story.supplierOf(home).equals(new Mpid("ALDR")) ? ALDER : TopUpStory.BIRCH;
    }
}
