package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Sender;
import org.meterflow.messages.Verdict;
import org.meterflow.process.CaseKey;
import org.meterflow.process.help.SuspendedCases;
import org.springframework.beans.factory.annotation.Autowired;

/** A process owner places a visit to a home, or what a consumer is owed, and nobody writes a line for it. */
class PlacedVisitsTest extends PlacedBoxAtTheConsole {

    @Autowired
    SuspendedCases suspended;

    private static final String VISIT =
            box("fieldVisit", Map.of("meterPoint", "${facts.meterPoint}", "about", "Its display is dark"));

    @Test
    void a_consumer_is_paid_in_time_or_their_supplier_is_in_breach_and_owes_more() {
        deploy(
                box(
                        "compensateConsumer",
                        Map.of("meterPoint", "${facts.meterPoint}", "reason", "No plan within five working days")),
                "${step.outcome == 'paid' and step.paidOn <= now()}");
        List.of("1200000000786", "1200000000795").forEach(this::rowanSupplies);
        CaseKey unpaid = aCaseAtTheStep("1200000000786");
        CaseKey paid = aCaseAtTheStep("1200000000795");

        assertThat(pay(paid, "39.99", calendar.today()).reason()).isEqualTo("£40.00 is owed, and not less");
        assertThat(pay(paid, "40", calendar.today().plusDays(1)).reason())
                .isEqualTo("It has not been paid yet: confirm it when it has");
        assertThat(pay(paid, "40", calendar.today()).verdict()).isEqualTo(Verdict.CORRELATED);
        goesOn(paid, "repairDue");
        clock.advance(Duration.between(
                clock.instant(),
                calendar.startOf(calendar.plusWorkingDays(calendar.today(), 9)).plusSeconds(60)));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> told(unpaid.caseId() + ":step").size() == 2);
        clock.advance(Duration.ofDays(6));
        goesOn(unpaid, "judgeFinding");

        assertThat(told(unpaid.caseId() + ":step").get(1)).contains("\"amount\":40.00", "\"reminder\":true");
        assertThat(details(unpaid)).contains("Breach: Rowan Energy has not paid £40.00 in time, and owes £80.00 now");
        assertThat(details(paid)).contains("Paid £40.00 to the consumer: No plan within five working days");
        assertThat(pay(unpaid, "40", calendar.today()).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(pay(paid, "40", calendar.today()).verdict()).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void a_slot_that_we_miss_is_compensated_and_who_lets_nobody_in_is_for_a_person_to_decide() {
        deploy(VISIT, "${step.outcome == 'noAccess' and step.missed == 1}");
        rowanSupplies("1200000000810");
        CaseKey inspection = aJudgedCase("1200000000810");
        CaseKey visit = new CaseKey("fieldVisit", inspection.caseId() + ":step");

        complete(visit, "Book visit", slots(5, 5, 6), "ben");
        assertThat(details(visit)).last().isEqualTo("Two of the slots are the same: offer three different ones");
        complete(visit, "Book visit", slots(5, 6, 50), "ben");
        assertThat(details(visit)).last().isEqualTo("A slot is too far ahead");
        complete(visit, "Book visit", slots(5, 6, 7), "ben");
        assertThat(details(visit)).last().asString().startsWith("We come on ");
        toldTheConsumer(visit, "confirmation1", "visitBooked");
        assertThat(report(visit, "fixed").reason()).endsWith("has not begun yet");
        clock.advance(Duration.ofDays(3).plusHours(12));
        toldTheConsumer(visit, "reminder1", "visitReminder");
        clock.advance(Duration.ofDays(2));

        complete(visit, "Book visit", slots(9, 10, 11), "ben");
        assertThat(details(visit)).anyMatch(told -> told.startsWith("We have missed a slot"));
        complete(visit, "Book visit", slots(1, 10, 11), "ben");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> told(visit.caseId() + ":compensation1").size() == 1);
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(report(visit, "noAccess").verdict())
                .as("taken, or shortly: the case may be about its reminder")
                .isIn(Verdict.CORRELATED, Verdict.BUSY);
        complete(visit, "Book visit", slots(1, 10, 11), "ben");
        complete(visit, "Visit home", Map.of("outcome", "noAccess", "note", "Nobody answered"), "ben");
        toldTheConsumer(visit, "letter3", "visitNoAccess");
        complete(visit, "Book visit", slots(1, 10, 11), "ben");
        complete(visit, "Visit home", Map.of("outcome", "noAccess", "note", "Nobody answered"), "ben");
        complete(visit, "Decide on access", Map.of("decision", "stop", "reason", "Three visits in vain"), "ben");

        goesOn(inspection, "repairDue");
        assertThat(facts(visit).outcome()).isEqualTo("Nobody let us in");
        priya.go("/cases/fieldVisit/" + visit.caseId());
        priya.isGood("field-visit-case");
    }

    @Test
    void a_consumer_cancels_a_day_before_and_another_is_visited() {
        deploy(
                VISIT,
                "${step.outcome == 'cancelled' and step.free or step.outcome == 'fixed' and step.note == 'A new fuse'}");
        List.of("1200000000829", "1200000000838").forEach(this::rowanSupplies);
        CaseKey cancels = aJudgedCase("1200000000829");
        CaseKey atHome = aJudgedCase("1200000000838");
        CaseKey cancelled = new CaseKey("fieldVisit", cancels.caseId() + ":step");
        CaseKey visited = new CaseKey("fieldVisit", atHome.caseId() + ":step");
        aisha.go("/tasks/" + open(visited, "Book visit").id());
        aisha.isGood("book-visit");

        List.of(cancelled, visited).forEach(each -> complete(each, "Book visit", slots(2, 3, 4), "ben"));
        assertThat(inbox.receive(
                                Sender.of(ROWAN, "supplier"),
                                "visitCancelled",
                                UUID.randomUUID().toString(),
                                "{\"visit\":\"" + cancelled.caseId() + "\"}",
                                null)
                        .verdict())
                .isEqualTo(Verdict.CORRELATED);
        complete(visited, "Visit home", Map.of("outcome", "fixed", "note", "A new fuse"), "ben");

        goesOn(cancels, "repairDue");
        goesOn(atHome, "repairDue");
        assertThat(report(cancelled, "fixed").reason()).endsWith("is over");
    }

    @Test
    void what_is_said_twice_of_a_visit_that_stands_still_is_heard_in_order() {
        deploy(VISIT, "${step.outcome == 'noAccess'}");
        rowanSupplies("1200000000847");
        CaseKey inspection = aJudgedCase("1200000000847");
        CaseKey visit = new CaseKey("fieldVisit", inspection.caseId() + ":step");
        complete(visit, "Book visit", slots(1, 2, 3), "ben");
        open(visit, "Visit home");
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        suspended.suspend(inspection, "The address is looked into", "olga");

        assertThat(report(visit, "noAccess").verdict()).isEqualTo(Verdict.CORRELATED);
        Receipt second = report(visit, "fixed");
        assertThat(second.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(second.reason()).contains("stands still");
        assertThat(inbox.check(Sender.of(ROWAN, "supplier"), "jobOutcome", outcome(visit, "fixed"))
                        .verdict())
                .isEqualTo(Verdict.WAITING);
        suspended.resume(inspection, "It is the right one", "omar");

        open(visit, "Book visit");
        assertThat(details(visit)).anyMatch(told -> told.startsWith("Nobody let us in"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> inbox.find(second.id()).orElseThrow().verdict() == Verdict.REFUSED);
        assertThat(inbox.find(second.id()).orElseThrow().reason()).startsWith("No slot is booked");
    }
}
