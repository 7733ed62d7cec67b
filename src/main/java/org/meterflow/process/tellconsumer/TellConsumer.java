package org.meterflow.process.tellconsumer;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
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
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/tell-consumer.bpmn}. Silence of the supplier is no proof that anybody was told. */
@Component
@Drawn
@PlacedStep(
        needs = {ConsumerRules.METER_POINT, ConsumerRules.ABOUT, ConsumerRules.TEXT},
        may = ConsumerRules.CHANNEL,
        outcomes = {"told", "undeliverable"},
        gives = {"channel", "format", "reason"},
        check = ConsumerRules.class)
public class TellConsumer extends PlacedBox implements Cancellable {

    static final String PROCESS = "tellConsumer";
    static final String NOTICE = "consumerNotice";
    private static final String NOT_NEEDED = "The case has ended, or has gone on without it";

    private final ConsumerNotices notices;
    private final PartyQuestion questions;
    private final Confirmations confirmations;
    private final Registrations registrations;
    private final Parties parties;
    private final BusinessCalendar calendar;
    private final TellConsumerSettings settings;
    private final Clock clock;

    TellConsumer(
            PlacedCalls calls,
            ConsumerNotices notices,
            PartyQuestion questions,
            Confirmations confirmations,
            Registrations registrations,
            Parties parties,
            BusinessCalendar calendar,
            TellConsumerSettings settings,
            Clock clock) {
        super(PROCESS, calls);
        this.notices = notices;
        this.questions = questions;
        this.confirmations = confirmations;
        this.registrations = registrations;
        this.parties = parties;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * For a process that tells a consumer something and does not wait until it has reached them.
     *
     * @param occasion for which they are told once
     * @param about the kind of thing, for the supplier's program
     * @param channel by which, or null for the one that the consumer prefers
     */
    public void begin(
            CaseKey parent,
            String occasion,
            String title,
            String meterPoint,
            String about,
            String text,
            @Nullable String channel) {
        Map<String, String> said = new HashMap<>(
                Map.of(ConsumerRules.METER_POINT, meterPoint, ConsumerRules.ABOUT, about, ConsumerRules.TEXT, text));
        put(said, ConsumerRules.CHANNEL, channel);
        calls.begin(PROCESS, parent, occasion, title, said);
    }

    /** The question to the supplier is closed by the process that puts it. */
    @Override
    public Cancelling cancelling(String caseId) {
        return Cancelling.NOTHING;
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        notices.find(caseId)
                .filter(notice -> notice.settledAt() == null)
                .ifPresent(open -> notices.unreached(caseId, NOT_NEEDED, clock.instant()));
        return false;
    }

    static String question(String caseId) {
        return caseId + ":" + NOTICE;
    }

    // ── the steps ──

    /** @return whether there is one */
    public boolean findSupplier(String caseId) {
        PlacedCall call = require(caseId);
        Mpxn mpxn = new Mpxn(call.said(ConsumerRules.METER_POINT));
        Optional<Party> supplier = registrations
                .at(mpxn, clock.instant())
                .flatMap(registration -> parties.ofMpid(registration.supplier()));
        notices.add(new ConsumerNotice(
                caseId,
                mpxn.value(),
                call.said(ConsumerRules.ABOUT),
                call.said(ConsumerRules.TEXT),
                call.said(ConsumerRules.CHANNEL).isEmpty() ? null : call.said(ConsumerRules.CHANNEL),
                supplier.map(Party::id).orElse(null),
                clock.instant(),
                null,
                null,
                null,
                null,
                null));
        return supplier.isPresent();
    }

    public String tell(String caseId) {
        ConsumerNotice notice = known(caseId);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("notice", caseId);
        data.put("case", require(caseId).parent().caseId());
        data.put("mpxn", notice.mpxn());
        data.put("about", notice.about());
        data.put("text", notice.text());
        if (notice.channel() != null) {
            data.put("channel", notice.channel());
        }
        return questions.prepare(
                require(caseId).key(),
                Objects.requireNonNull(notice.supplier()),
                NOTICE,
                caseId,
                data,
                deadline(notice.askedAt()));
    }

    private Instant deadline(Instant asked) {
        return calendar.startOf(calendar.plusWorkingDays(calendar.dayOf(asked), settings.confirmWithinWorkingDays())
                .plusDays(1));
    }

    /** @return whether the supplier has confirmed that the consumer was told */
    public boolean noteOutcome(String caseId) {
        Optional<Confirmation> told = confirmation(caseId)
                .filter(confirmation -> confirmation.outcome().equals("told"));
        told.ifPresent(confirmation -> noteTold(require(caseId), known(caseId), confirmation));
        return told.isPresent();
    }

    private void noteTold(PlacedCall call, ConsumerNotice notice, Confirmation confirmation) {
        notices.told(notice.id(), confirmation.channel(), confirmation.format(), clock.instant());
        Map<String, String> values = new HashMap<>();
        put(values, "channel", confirmation.channel());
        put(values, "format", confirmation.format());
        String how = confirmation.channel() == null
                ? ""
                : " " + ConsumerRules.CHANNELS.getOrDefault(confirmation.channel(), confirmation.channel());
        String format = confirmation.format() == null ? "" : ", " + ConsumerWords.format(confirmation.format());
        calls.end(
                call,
                "told",
                values,
                StoryKind.NOTICE,
                "Told the consumer" + how + format + ": " + notice.text(),
                supplier(notice));
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    public void noteUnreached(String caseId) {
        ConsumerNotice notice = known(caseId);
        String reason = notice.supplier() == null
                ? "Nobody is registered to supply the meter point"
                : confirmation(caseId)
                        .map(confirmation -> Objects.requireNonNullElse(confirmation.reason(), "No reason was given"))
                        .orElse(supplier(notice) + " has not confirmed that the consumer was told");
        notices.unreached(caseId, reason, clock.instant());
        calls.end(
                require(caseId),
                "undeliverable",
                Map.of("reason", reason),
                StoryKind.NOTICE,
                "The consumer was not told: " + reason,
                Timeline.PLATFORM);
    }

    private String supplier(ConsumerNotice notice) {
        return Optional.ofNullable(notice.supplier())
                .flatMap(parties::find)
                .map(Party::name)
                .orElse(Timeline.PLATFORM);
    }

    private Optional<Confirmation> confirmation(String caseId) {
        return questions.find(question(caseId)).map(AskedParty::answer).map(confirmations::read);
    }

    private ConsumerNotice known(String caseId) {
        return notices.find(caseId).orElseThrow(() -> new IllegalStateException("There is no notice " + caseId));
    }

    private PlacedCall require(String caseId) {
        return calls.require(PROCESS, caseId);
    }
}
