package org.meterflow.process.compensateconsumer;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpxn;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.partyquestion.AskedParty;
import org.meterflow.process.partyquestion.PartyQuestion;
import org.meterflow.process.placed.PlacedBox;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.meterflow.process.placed.Recipients;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/compensate-consumer.bpmn}. */
@Component
@Drawn
@PlacedStep(
        needs = {CompensationRules.METER_POINT, CompensationRules.REASON},
        may = {CompensationRules.AMOUNT, CompensationRules.PAYER},
        outcomes = {"paid", "unpaid"},
        gives = {"paidOn", "owed"},
        check = CompensationRules.class)
public class CompensateConsumer extends PlacedBox {

    static final String PROCESS = "compensateConsumer";
    static final String NOTICE = "compensationDue";

    private final Compensations compensations;
    private final PartyQuestion questions;
    private final Payments payments;
    private final Notifications notifications;
    private final Registrations registrations;
    private final Parties parties;
    private final Recipients recipients;
    private final BusinessCalendar calendar;
    private final CompensationSettings settings;
    private final Clock clock;

    CompensateConsumer(
            PlacedCalls calls,
            Compensations compensations,
            PartyQuestion questions,
            Payments payments,
            Notifications notifications,
            Registrations registrations,
            Parties parties,
            Recipients recipients,
            BusinessCalendar calendar,
            CompensationSettings settings,
            Clock clock) {
        super(PROCESS, calls);
        this.compensations = compensations;
        this.questions = questions;
        this.payments = payments;
        this.notifications = notifications;
        this.registrations = registrations;
        this.parties = parties;
        this.recipients = recipients;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * For a process that goes on while the consumer is paid the usual amount.
     *
     * @param occasion for which they are paid once
     */
    public void begin(CaseKey parent, String occasion, String title, String meterPoint, String reason) {
        calls.begin(
                PROCESS,
                parent,
                occasion,
                title,
                Map.of(CompensationRules.METER_POINT, meterPoint, CompensationRules.REASON, reason));
    }

    static String question(String caseId) {
        return caseId + ":" + NOTICE;
    }

    // ── the steps ──

    /** @return whether there is one */
    public boolean findSupplier(String caseId) {
        PlacedCall call = require(caseId);
        Mpxn mpxn = new Mpxn(call.said(CompensationRules.METER_POINT));
        Optional<Party> supplier = payer(call, mpxn);
        LocalDate last = calendar.plusWorkingDays(calendar.today(), settings.payWithinWorkingDays());
        compensations.add(new Compensation(
                caseId,
                mpxn.value(),
                call.said(CompensationRules.REASON),
                amount(call),
                supplier.map(Party::id).orElse(null),
                clock.instant(),
                calendar.startOf(last.plusDays(1)),
                null,
                null));
        return supplier.isPresent();
    }

    /** Who is said to have caused it; otherwise who supplies now. */
    private Optional<Party> payer(PlacedCall call, Mpxn mpxn) {
        String said = call.said(CompensationRules.PAYER);
        return said.isEmpty()
                ? registrations
                        .at(mpxn, clock.instant())
                        .flatMap(registration -> parties.ofMpid(registration.supplier()))
                : recipients.find(said);
    }

    private BigDecimal amount(PlacedCall call) {
        String said = call.said(CompensationRules.AMOUNT);
        if (said.isEmpty()) {
            return settings.amount();
        }
        if (!CompensationRules.isAmount(said)) {
            throw new IllegalStateException("'" + said + "' is no amount that a consumer can be paid");
        }
        return new BigDecimal(said).setScale(2);
    }

    public String tellSupplier(String caseId) {
        Compensation owed = known(caseId);
        return questions.prepare(
                require(caseId).key(),
                Objects.requireNonNull(owed.supplier()),
                NOTICE,
                caseId,
                data(owed),
                owed.payBy());
    }

    private static Map<String, Object> data(Compensation owed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("compensation", owed.id());
        data.put("mpxn", owed.mpxn());
        data.put("reason", owed.reason());
        data.put("amount", owed.amount());
        return data;
    }

    public Date reminderDue(String caseId) {
        int after = Math.max(0, settings.payWithinWorkingDays() - settings.remindWorkingDaysBefore());
        LocalDate asked = calendar.dayOf(known(caseId).askedAt());
        return Date.from(calendar.startOf(calendar.plusWorkingDays(asked, after)));
    }

    /** Nobody is reminded of what is over: the reminder may come late, after a stop of the platform. */
    public void remind(String caseId) {
        Compensation owed = known(caseId);
        if (clock.instant().isBefore(owed.payBy())) {
            Map<String, Object> data = data(owed);
            data.put("answerBy", owed.payBy().toString());
            data.put("reminder", true);
            notifications.notifyOnce(
                    question(caseId) + ":reminder", Objects.requireNonNull(owed.supplier()), NOTICE, caseId, data);
            calls.note(require(caseId), StoryKind.NOTICE, "Reminded " + supplier(owed) + " of £" + owed.amount());
        }
    }

    /** @return whether the supplier has paid in time */
    public boolean notePayment(String caseId) {
        Optional<LocalDate> paidOn =
                questions.find(question(caseId)).map(AskedParty::answer).map(payments::paidOn);
        paidOn.ifPresent(day -> {
            Compensation owed = known(caseId);
            compensations.paid(caseId, day, clock.instant());
            calls.end(
                    require(caseId),
                    "paid",
                    Map.of("paidOn", day),
                    StoryKind.MESSAGE,
                    "Paid £" + owed.amount() + " to the consumer: " + owed.reason(),
                    supplier(owed));
        });
        return paidOn.isPresent();
    }

    public void noteUnpaid(String caseId) {
        Compensation owed = known(caseId);
        Instant now = clock.instant();
        compensations.unpaid(caseId, now);
        BigDecimal all = owed.supplier() == null ? owed.amount() : owed.amount().add(settings.extraWhenLate());
        String words = owed.supplier() == null
                ? "Nobody is registered to supply the meter point, so nobody pays £" + owed.amount()
                : "Breach: " + supplier(owed) + " has not paid £" + owed.amount() + " in time, and owes £" + all
                        + " now";
        calls.end(require(caseId), "unpaid", Map.of("owed", all), StoryKind.DECISION, words, Timeline.PLATFORM);
    }

    private String supplier(Compensation owed) {
        return Optional.ofNullable(owed.supplier())
                .flatMap(parties::find)
                .map(Party::name)
                .orElse(Timeline.PLATFORM);
    }

    private Compensation known(String caseId) {
        return compensations
                .find(caseId)
                .orElseThrow(() -> new IllegalStateException("There is no compensation " + caseId));
    }

    private PlacedCall require(String caseId) {
        return calls.require(PROCESS, caseId);
    }
}
