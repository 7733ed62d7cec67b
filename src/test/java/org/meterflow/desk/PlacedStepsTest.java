package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meterflow.messages.MessageRefused;
import org.meterflow.messages.NoticeType;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Sender;
import org.meterflow.messages.Verdict;
import org.meterflow.process.CaseKey;
import org.meterflow.process.TimelineEntry;

/** A process owner places boxes that speak with parties, and nobody writes a line for it. */
class PlacedStepsTest extends PlacedBoxAtTheConsole {

    private static final String QUESTION = box(
            "askParty",
            Map.of(
                    "party", "ROWN",
                    "message", "meterOffered",
                    "within", "P2D",
                    "remindAfter", "P1D",
                    "words", "Will you take the meter at ${facts.meterPoint}?",
                    "answers", "yes, no",
                    "data.meterPoint", "${facts.meterPoint}"));

    private static final String AWAITED = box(
            "waitForMessage",
            Map.of(
                    "message", "meterRemoved",
                    "key", "${facts.meterPoint}",
                    "keyField", "meterPoint",
                    "senders", "supplier",
                    "within", "P3D",
                    "field.removedOn", "date",
                    "field.reading", "decimal?",
                    "field.state", "faulty|sound"));

    @Test
    void a_box_that_asks_a_party_is_told_what_is_wrong_before_it_takes_effect() {
        String wrong = box(
                "askParty",
                Map.of(
                        "party", "ROWN",
                        "message", "meter offered",
                        "within", "P2D",
                        "remindAfter", "tomorrow",
                        "answers", "yes",
                        "meterPoint", "${facts.meterPoint}",
                        "data.answerBy", "never"));

        assertThat(check.look(List.of(diagram(wrong, "${step.answer == 'maybe'}")))
                        .wrong())
                .extracting(sentence -> sentence.replaceFirst("^meter-inspection.bpmn, ", ""))
                .containsExactlyInAnyOrder(
                        "step (The step): 'meter offered' is no name of a message. Write letters and digits, as in meterRemoved.",
                        "step (The step): 'tomorrow' is no time. Write days and hours, as in P2D or PT4H.",
                        "step (The step): one answer is no choice. Write several under answers, with commas, as in yes, no.",
                        "step (The step): it has no property 'meterPoint'. What goes with the message is written as data.meterPoint.",
                        "step (The step): the platform itself writes 'answerBy' into the message. Take another name.",
                        "agreed (Yes): 'maybe' is no answer of step.answer. Its answers are: yes.");
    }

    @Test
    void a_party_that_says_nothing_is_reminded_once_and_its_silence_is_no_answer() {
        deploy(QUESTION, "${step.outcome == 'silent'}");
        CaseKey inspection = aCaseAtTheStep("1200000000703");
        CaseKey question = new CaseKey("askParty", inspection.caseId() + ":step");

        clock.advance(Duration.ofDays(1).plusMinutes(1));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> told(question.caseId()).size() == 2);
        clock.advance(Duration.ofDays(1));
        goesOn(inspection, "repairDue");

        assertThat(told(question.caseId()))
                .first()
                .asString()
                .contains("\"words\":\"Will you take the meter at 1200000000703?\"")
                .contains("\"answers\":[\"yes\",\"no\"]")
                .contains("\"meterPoint\":\"1200000000703\"")
                .contains("\"answerBy\"")
                .doesNotContain("reminder");
        assertThat(told(question.caseId())).last().asString().contains("\"reminder\":true");
        assertThat(answer(question.caseId(), "yes"))
                .extracting(Receipt::verdict, Receipt::reason)
                .satisfies(late -> assertThat(late.get(0)).isEqualTo(Verdict.REFUSED))
                .satisfies(late -> assertThat(late.get(1)).asString().startsWith("The time to answer ended at "));
        assertThat(facts(question).outcome()).isEqualTo("No answer");
    }

    @Test
    void a_party_answers_with_one_of_the_words_and_the_diagram_reads_what_else_it_says() {
        deploy(QUESTION, "${step.outcome == 'answered' and step.answer == 'yes' and step.price > 9.5 and step.ours}");
        CaseKey inspection = aCaseAtTheStep("1200000000712");
        String reference = inspection.caseId() + ":step";

        assertThat(answer(reference + "x", "yes").verdict()).isEqualTo(Verdict.NO_MATCH);
        assertThat(inbox.receive(
                                Sender.of("SP-0001", "supplier"),
                                "questionAnswered",
                                UUID.randomUUID().toString(),
                                "{\"question\":\"" + reference + "\",\"answer\":\"yes\"}",
                                null)
                        .verdict())
                .as("somebody else's answer")
                .isEqualTo(Verdict.NO_MATCH);
        assertThat(answer(reference, "perhaps"))
                .extracting(Receipt::verdict, Receipt::reason)
                .containsExactly(Verdict.REFUSED, "Answer with one of: yes, no");
        assertThat(answer(reference, "yes\",\"price\":9.51,\"ours\":true,\"reason\":\"It is new")
                        .verdict())
                .isEqualTo(Verdict.CORRELATED);

        goesOn(inspection, "repairDue");
        assertThat(answer(reference, "no").verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(timeline.of(inspection))
                .extracting(TimelineEntry::detail)
                .contains(
                        "Asked Rowan Energy: Will you take the meter at 1200000000712?",
                        "Rowan Energy answered “yes” (ours: yes; price: 9.51; reason: It is new)");
        priya.go("/cases/askParty/" + reference);
        priya.isGood("ask-party-case");
    }

    @Test
    void a_party_is_told_once_and_integrators_find_in_the_catalogue_what_diagrams_send() {
        deploy(
                box(
                        "tellParty",
                        Map.of(
                                "party", ROWAN,
                                "message", "repairPlanned",
                                "words", "The meter at ${facts.meterPoint} is repaired",
                                "data.contract", "C-4711",
                                "data.meterPoint", "${facts.meterPoint}")),
                "${step.outcome == 'told'}");
        CaseKey inspection = aJudgedCase("1200000000721");

        goesOn(inspection, "repairDue");

        assertThat(told(inspection.caseId()))
                .singleElement()
                .asString()
                .contains("\"type\":\"repairPlanned\"")
                .contains("\"words\":\"The meter at 1200000000721 is repaired\"");
        assertThat(notices.types())
                .contains(new NoticeType(
                        "repairPlanned",
                        "Meter inspection: The step",
                        "one party, the same each time",
                        List.of(
                                new NoticeType.Field("words", "what is told"),
                                new NoticeType.Field("contract", "the same text each time"),
                                new NoticeType.Field("meterPoint", "meter point"))));
        priya.go("/messages/catalogue");
        PlaywrightAssertions.assertThat(priya.page.locator("main")).containsText("Repair planned");
        priya.isGood("notices-of-diagrams");
    }

    @Test
    void a_consumer_is_told_through_the_supplier_and_only_its_confirmation_proves_it() {
        deploy(
                box(
                        "tellConsumer",
                        Map.of(
                                "meterPoint", "${facts.meterPoint}",
                                "about", "repair",
                                "text", "We repair your meter at ${facts.meterPoint}")),
                "${step.outcome == 'told' and step.format == 'largePrint' and step.channel == 'post'}");
        List.of("1200000000740", "1200000000759").forEach(this::rowanSupplies);

        CaseKey unsupplied = aJudgedCase("1200000000730");
        goesOn(unsupplied, "judgeFinding");
        CaseKey silent = aCaseAtTheStep("1200000000740");
        CaseKey told = aCaseAtTheStep("1200000000759");
        assertThat(told(told.caseId() + ":step"))
                .singleElement()
                .asString()
                .contains("\"type\":\"consumerNotice\"", "\"mpxn\":\"1200000000759\"", "\"about\":\"repair\"")
                .contains("\"text\":\"We repair your meter at 1200000000759\"");
        assertThat(settle(told, "told").verdict()).isEqualTo(Verdict.CORRELATED);
        goesOn(told, "repairDue");
        clock.advance(Duration.ofDays(7));
        goesOn(silent, "judgeFinding");

        assertThat(details(unsupplied))
                .contains("The consumer was not told: Nobody is registered to supply the meter point");
        assertThat(details(silent))
                .contains("The consumer was not told: Rowan Energy has not confirmed that the consumer was told");
        assertThat(details(told))
                .contains("Told the consumer by post, in large print: We repair your meter at 1200000000759");
        assertThat(settle(told, "told").verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(settle(silent, "told").verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(views.search("tellConsumer", "1200000000759", 0, 10))
                .as("what was said, found by the meter point")
                .singleElement()
                .satisfies(notice -> assertThat(notice.outcome()).isEqualTo("Told"))
                .satisfies(notice -> assertThat(notice.facts().plain()).containsEntry("Format", "in large print"));
        priya.go("/cases/tellConsumer/" + told.caseId() + ":step");
        priya.isGood("tell-consumer-case");
    }

    @Test
    void a_diagram_declares_a_message_and_one_that_comes_before_its_case_is_found() {
        deploy(
                AWAITED,
                "${step.outcome == 'came' and step.state == 'faulty' and step.reading > 10.5 and step.removedOn < now()}");
        assertThat(catalogue.schema("meterRemoved").orElseThrow()).contains("\"removedOn\"", "\"meterPoint\"");
        assertThatThrownBy(() -> removed("1200000000768", "broken"))
                .isInstanceOf(MessageRefused.class)
                .hasMessageContaining("does not satisfy its schema");

        Receipt early = removed("1200000000768", "faulty");
        assertThat(early)
                .extracting(Receipt::verdict, Receipt::reason)
                .containsExactly(Verdict.WAITING, "No case waits for 1200000000768 now");
        CaseKey inspection = aJudgedCase("1200000000768");
        goesOn(inspection, "repairDue");

        assertThat(inbox.find(early.id()).orElseThrow().verdict()).isEqualTo(Verdict.CORRELATED);
        assertThat(details(inspection))
                .contains("Rowan Energy has sent reading: 10.75; removed on: 2 November 2026; state: faulty");
        priya.go("/messages/catalogue/meterRemoved");
        priya.isGood("declared-message");
    }

    @Test
    void what_has_not_come_in_time_is_late_and_the_case_goes_another_way() {
        deploy(AWAITED, "${step.outcome == 'expired'}");
        CaseKey inspection = aJudgedCase("1200000000777");
        CaseKey wait = new CaseKey("waitForMessage", inspection.caseId() + ":step");
        await().atMost(Duration.ofMinutes(1)).until(() -> paths.details(wait).isPresent());

        clock.advance(Duration.ofDays(3).plusMinutes(1));
        goesOn(inspection, "repairDue");

        assertThat(removed("1200000000777", "faulty"))
                .extracting(Receipt::verdict)
                .isEqualTo(Verdict.REFUSED);
        assertThat(facts(wait).outcome()).isEqualTo("Time over");
    }

    @Test
    void what_has_come_in_time_and_nobody_has_looked_at_counts_when_the_time_is_over() {
        deploy(AWAITED, "${step.outcome == 'came' and step.state == 'faulty'}");
        CaseKey inspection = aJudgedCase("1200000000786");
        CaseKey wait = new CaseKey("waitForMessage", inspection.caseId() + ":step");
        await().atMost(Duration.ofMinutes(1)).until(() -> paths.details(wait).isPresent());
        String unseen = removedJustBeforeAKill("1200000000786", clock.instant());

        clock.advance(Duration.ofDays(3).plusMinutes(1));
        goesOn(inspection, "repairDue");

        assertThat(inbox.find(unseen).orElseThrow().verdict()).isEqualTo(Verdict.CORRELATED);
        assertThat(facts(wait).outcome()).isEqualTo("Message came");
    }

    /** Whoever received it is gone, and nobody has found it yet. */
    private String removedJustBeforeAKill(String meterPoint, Instant receivedAt) {
        OffsetDateTime received = receivedAt.atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        insert into inbound_message (sender, message_id, name, key, data, digest, occurred_at, received_at,
                            waits_until, state, verdict, next_attempt_at)
                        values (:sender, :key, 'meterRemoved', :key, :data, '', :at, :at, :at, 'RECEIVED', 'STORED',
                            clock_timestamp() + interval '1 hour')
                        returning id
                        """)
                .param("sender", ROWAN)
                .param("key", meterPoint)
                .param(
                        "data",
                        "{\"meterPoint\":\"%s\",\"removedOn\":\"2026-11-02\",\"state\":\"faulty\"}"
                                .formatted(meterPoint))
                .param("at", received)
                .query(String.class)
                .single();
    }

    @Test
    void a_box_that_waits_for_a_message_is_told_what_is_wrong_before_it_takes_effect() {
        String wrong = box(
                "waitForMessage",
                Map.of(
                        "message", "meterRemoved",
                        "key", "${facts.meterPoint}",
                        "senders", "supplier, neighbour",
                        "within", "P3D",
                        "reading", "decimal",
                        "field.outcome", "string",
                        "field.removedOn", "day"));

        assertThat(check.look(List.of(diagram(wrong, "${step.colour == 'red'}")))
                        .wrong())
                .extracting(sentence -> sentence.replaceFirst("^meter-inspection.bpmn, ", ""))
                .containsExactlyInAnyOrder(
                        "step (The step): 'neighbour' is no role. Take one or several, with commas, of: network-operator, other-user, registration-body, supplier.",
                        "step (The step): it has no property 'reading'. A field of the message is written as field.reading.",
                        "step (The step): a field of the message cannot be called 'outcome'. Take another name, of letters and digits.",
                        "step (The step): 'day' is no type of the field removedOn. Take string, long, decimal, money, boolean, date or instant, or the"
                                + " words it can be, as in open|closed; with ? behind it, it need not be there.",
                        "agreed (Yes): the task step has no field colour. It has: outcome.");
    }
}
