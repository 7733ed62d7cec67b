package org.meterflow.process.fieldvisit;

import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.compensateconsumer.CompensateConsumer;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.tellconsumer.TellConsumer;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/field-visit.bpmn}. */
@Component
@Drawn(
        tells = {FieldVisit.REPORTED, FieldVisit.CANCELLED},
        knows = VisitFact.class)
@PlacedStep(
        needs = {FieldVisit.METER_POINT, FieldVisit.ABOUT},
        outcomes = {"fixed", "exchange", FieldVisit.NO_ACCESS, "noFault", "unsafe", "begun", "cancelled"},
        gives = {"note", "missed", "free"})
public class FieldVisit extends PlacedBox {

    static final String PROCESS = "fieldVisit";
    static final String METER_POINT = "meterPoint";
    static final String ABOUT = "about";
    static final String NO_ACCESS = "noAccess";
    static final String REPORTED = "visitOutcomeReported";
    static final String CANCELLED = "visitCancelled";

    private static final String NOTE = "note";

    private final Visits visits;
    private final VisitTimes times;
    private final FieldVisitSettings settings;
    private final TellConsumer consumers;
    private final CompensateConsumer compensations;
    private final Answers answers;
    private final Timeline timeline;
    private final Clock clock;

    FieldVisit(
            PlacedCalls calls,
            Visits visits,
            VisitTimes times,
            FieldVisitSettings settings,
            TellConsumer consumers,
            CompensateConsumer compensations,
            Answers answers,
            Timeline timeline,
            Clock clock) {
        super(PROCESS, calls);
        this.visits = visits;
        this.times = times;
        this.settings = settings;
        this.consumers = consumers;
        this.compensations = compensations;
        this.answers = answers;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public String prepare(Call call) {
        String id = calls.open(PROCESS, call);
        visits.add(
                id,
                call.said().getOrDefault(METER_POINT, "").strip(),
                call.said().getOrDefault(ABOUT, ""),
                clock.instant());
        return id;
    }

    // ── the steps ──

    public Date bookBy(String caseId) {
        return Date.from(times.personsDeadline());
    }

    /** @return booked, none, or again when what was offered cannot be */
    public String noteBooking(String caseId) {
        Visit visit = require(caseId);
        SlotChoice choice = SlotChoice.of(answers.of(key(caseId), "bookVisit"));
        if (choice.chosen() == null) {
            return "none";
        }
        Optional<String> problem = times.problem(choice, visit);
        if (problem.isPresent()) {
            note(caseId, StoryKind.DECISION, "Not booked", problem.get());
            return "again";
        }
        visits.book(caseId, choice.chosen(), clock.instant());
        return "booked";
    }

    public void confirmVisit(String caseId) {
        Visit visit = require(caseId);
        note(caseId, StoryKind.NOTICE, "Visit booked", "We come " + times.inWords(visit));
        tell(visit, "confirmation", "visitBooked", "We come " + times.inWords(visit) + ".", false);
    }

    public Date slotEnd(String caseId) {
        return Date.from(times.end(require(caseId)));
    }

    public Date missedAt(String caseId) {
        return Date.from(times.missedAt(require(caseId)));
    }

    public Date reminderDue(String caseId) {
        return Date.from(times.reminder(require(caseId)));
    }

    public Date morning(String caseId) {
        return Date.from(times.morning(require(caseId)));
    }

    /** Nobody is reminded of what has begun: the reminder may come late, after a stop of the platform. */
    public void remindConsumer(String caseId) {
        Visit visit = require(caseId);
        if (visit.slot() != null && clock.instant().isBefore(visit.begins())) {
            boolean today = !clock.instant().isBefore(times.morning(visit));
            tell(
                    visit,
                    today ? "morning" : "reminder",
                    "visitReminder",
                    "We come " + (today ? "today, " : "") + times.inWords(visit) + ".",
                    false);
        }
    }

    public void noteMissed(String caseId) {
        Visit visit = require(caseId);
        String when = times.inWords(visit);
        visits.missed(caseId);
        note(caseId, StoryKind.DECISION, "Visit missed", "Nobody came " + when + ": the next slot has priority");
        compensations.begin(
                key(caseId),
                "compensation" + visit.bookings(),
                "Compensation",
                visit.mpxn(),
                "Nobody came to the appointment " + when);
    }

    /** @return whether we were let in */
    public boolean noteOutcome(String caseId) {
        Visit visit = require(caseId);
        Map<String, Object> said = answers.of(key(caseId), "visitHome");
        String outcome = visit.reported() == null ? Objects.toString(said.get("outcome")) : visit.reported();
        String note =
                visit.reported() == null ? Objects.toString(said.get(NOTE), "") : Objects.toString(visit.note(), "");
        if (outcome.equals(NO_ACCESS)) {
            return false;
        }
        visits.report(caseId, outcome, note.isEmpty() ? null : note);
        end(visit, outcome, note, "The visit " + times.inWords(visit) + ": " + VisitWords.of(outcome));
        return true;
    }

    /** @return whether another visit is booked without a person's decision */
    public boolean noteNoAccess(String caseId) {
        Visit visit = require(caseId);
        int tries = visit.tries() + 1;
        visits.noAccess(caseId);
        note(
                caseId,
                StoryKind.DECISION,
                "No access",
                "Nobody let us in " + times.inWords(visit) + (tries == 1 ? ": a card was left" : ""));
        if (tries == 2) {
            tell(
                    visit,
                    "letter",
                    "visitNoAccess",
                    "We have come twice and nobody could let us in. Your supplier books another visit with you.",
                    true);
        }
        return tries < settings.triesBeforePerson();
    }

    public Date decideBy(String caseId) {
        return Date.from(times.personsDeadline());
    }

    public void noteNoEntry(String caseId) {
        Visit visit = require(caseId);
        end(visit, NO_ACCESS, "", "Nobody let us in at " + visit.tries() + " visits");
    }

    public void noteCancelled(String caseId) {
        Visit visit = require(caseId);
        boolean free = times.isFree(visit, visit.cancelledAt() == null ? clock.instant() : visit.cancelledAt());
        PlacedCall call = calls.require(PROCESS, caseId);
        calls.end(
                call,
                "cancelled",
                Map.of("free", free, "missed", visit.missed()),
                StoryKind.MESSAGE,
                free ? "The consumer wants no visit" : "The consumer has cancelled the visit less than a day before",
                Timeline.PLATFORM);
    }

    private void end(Visit visit, String outcome, String note, String words) {
        PlacedCall call = calls.require(PROCESS, visit.id());
        Map<String, Object> values =
                note.isEmpty() ? Map.of("missed", visit.missed()) : Map.of("missed", visit.missed(), NOTE, note);
        calls.end(
                call,
                outcome,
                values,
                StoryKind.PERSON,
                note.isEmpty() ? words : words + ". " + note,
                Timeline.PLATFORM);
    }

    private void tell(Visit visit, String occasion, String about, String text, boolean byPost) {
        consumers.begin(
                key(visit.id()),
                occasion + visit.bookings(),
                "Notice to the consumer",
                visit.mpxn(),
                about,
                text,
                byPost ? "post" : null);
    }

    private void note(String caseId, StoryKind kind, String title, String detail) {
        timeline.note(key(caseId), kind, title, detail, Timeline.PLATFORM);
    }

    static CaseKey key(String caseId) {
        return new CaseKey(PROCESS, caseId);
    }

    private Visit require(String caseId) {
        return visits.find(caseId).orElseThrow(() -> new IllegalStateException("There is no visit " + caseId));
    }
}
