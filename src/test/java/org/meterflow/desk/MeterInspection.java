package org.meterflow.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meterflow.messages.Delivery;
import org.meterflow.messages.InboundMessage;
import org.meterflow.messages.MessageConsumer;
import org.meterflow.messages.MessageType;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Drawn;
import org.meterflow.process.FactName;
import org.meterflow.process.Facts;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A small process with everything the desk shows: a step that can fail, a form, a question, a timer. */
@Drawn(knows = MeterInspection.InspectionFact.class)
public class MeterInspection implements CaseView, MessageConsumer, Cancellable {

    static final String KEY = "meterInspection";

    /** Its diagram beside the platform's own. */
    static final String DIAGRAMS = "camunda.bpm.deployment-resource-pattern="
            + "classpath:bpmn/*.bpmn,classpath:bpmn/*.dmn,classpath:desk-tests/*.bpmn";

    enum InspectionFact implements FactName {
        METER_POINT("Meter point"),
        ASKED_AT("Asked at"),
        ROAD_CLOSED("Road closed");

        private final String label;

        InspectionFact(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final Map<String, String> obstacles = new ConcurrentHashMap<>();
    private final Map<String, Form> filledIn = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private volatile boolean officeClosed;
    private final Cases cases;
    private final Timeline timeline;
    private final Clock clock;

    MeterInspection(Cases cases, Timeline timeline, Clock clock) {
        this.cases = cases;
        this.timeline = timeline;
        this.clock = clock;
    }

    void closeTheOffice(boolean closed) {
        officeClosed = closed;
    }

    record Visit(
            String id,
            String meterPoint,
            Instant asked,
            boolean roadClosed,
            @Nullable Boolean faulty) {}

    CaseKey ask(String id, String meterPoint) {
        visits.put(id, new Visit(id, meterPoint, clock.instant(), false, null));
        CaseKey key = new CaseKey(KEY, id);
        timeline.note(key, StoryKind.MESSAGE, "Inspection asked for", "The meter shows no reading", "BigCo Energy");
        cases.start(key);
        return key;
    }

    CaseKey askWhereTheRoadIsClosed(String id, String meterPoint) {
        visits.put(id, new Visit(id, meterPoint, clock.instant(), true, null));
        CaseKey key = new CaseKey(KEY, id);
        cases.start(key);
        return key;
    }

    CaseKey askWhereSomethingStandsInTheWay(String id, String meterPoint, String sentence) {
        obstacles.put(id, sentence);
        return askWhereTheRoadIsClosed(id, meterPoint);
    }

    void openTheRoad(String id) {
        visits.computeIfPresent(
                id, (same, visit) -> new Visit(id, visit.meterPoint(), visit.asked(), false, visit.faulty()));
    }

    public void bookVisit(String caseId) {
        if (visits.get(caseId).roadClosed()) {
            throw new IllegalStateException(obstacles.getOrDefault(caseId, "The road to the meter is closed"));
        }
        timeline.note(new CaseKey(KEY, caseId), StoryKind.NOTICE, "Visit booked", "", Timeline.PLATFORM);
    }

    public Date due(String caseId) {
        return Date.from(visits.get(caseId).asked().plus(Duration.ofMinutes(90)));
    }

    public List<FieldError> judgeFinding(String caseId, Form form) {
        if (form.text("faulty").isEmpty()) {
            return List.of(new FieldError("faulty", "Select whether the meter is faulty"));
        }
        if (form.text("note").isEmpty()) {
            return List.of(new FieldError("note", "Enter what was seen"));
        }
        visits.computeIfPresent(
                caseId,
                (id, visit) -> new Visit(
                        id,
                        visit.meterPoint(),
                        visit.asked(),
                        false,
                        form.text("faulty").equals("yes")));
        timeline.note(new CaseKey(KEY, caseId), StoryKind.PERSON, "Finding judged", form.text("note"), form.actor());
        return List.of();
    }

    /** Any other form in the place of its own. */
    public List<FieldError> fillIn(String caseId, Form form) {
        filledIn.put(caseId, form);
        return List.of();
    }

    Form filledIn(String caseId) {
        return filledIn.get(caseId);
    }

    public boolean faulty(String caseId) {
        return Boolean.TRUE.equals(visits.get(caseId).faulty());
    }

    @Override
    public List<MessageType> messageTypes() {
        return List.of(
                new MessageType(
                        "inspectionAsked",
                        "Somebody wants a meter looked at",
                        "schemas/inspectionAsked.json",
                        "inspectionId",
                        Duration.ofMinutes(10),
                        Set.of("supplier")),
                new MessageType(
                        "inspectionWithdrawn",
                        "Nobody needs to look at the meter any more",
                        "schemas/inspectionWithdrawn.json",
                        "inspectionId",
                        Duration.ofMinutes(10),
                        Set.of("supplier")));
    }

    @Override
    public Delivery deliver(InboundMessage message) {
        if (officeClosed) {
            return Delivery.refused("The office is closed");
        }
        if (message.name().equals("inspectionAsked")) {
            ask(message.key(), "1200000000132");
            return Delivery.started();
        }
        return visits.containsKey(message.key())
                ? Delivery.correlated()
                : Delivery.waiting("No inspection " + message.key() + " is under way");
    }

    @Override
    public Collection<String> waitingKeys(InboundMessage message) {
        return visits.keySet();
    }

    @Override
    public String process() {
        return KEY;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return Optional.ofNullable(visits.get(caseId)).map(this::facts);
    }

    @Override
    public Cancelling cancelling(String caseId) {
        return Cancelling.of(List.of("Nobody visits the meter."), List.of("BigCo Energy has been told of the visit."));
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        cancelled.add(caseId);
        return false;
    }

    @Override
    public List<String> commands(String caseId) {
        return List.of("inspection-" + caseId);
    }

    private CaseFacts facts(Visit visit) {
        Facts facts = new Facts()
                .with(InspectionFact.METER_POINT, visit.meterPoint())
                .with("Asked by", "BigCo Energy")
                .with(InspectionFact.ASKED_AT, visit.asked())
                .with(InspectionFact.ROAD_CLOSED, visit.roadClosed() ? true : null);
        CaseKey key = new CaseKey(KEY, visit.id());
        boolean open = cases.isRunning(key);
        return new CaseFacts(
                key,
                visit.meterPoint() + " · BigCo Energy",
                open ? "Being inspected" : "Inspected",
                facts,
                open ? null : cancelled.contains(visit.id()) ? "Cancelled" : "Nothing found",
                null,
                Set.of(),
                visit.asked());
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return visits.values().stream()
                .filter(visit -> visit.id().contains(text) || visit.meterPoint().contains(text))
                .sorted(Comparator.comparing(Visit::asked)
                        .thenComparing(Visit::id)
                        .reversed())
                .skip(offset)
                .limit(limit)
                .map(Visit::id)
                .toList();
    }

    @TestConfiguration
    static class Deployed {

        @Bean
        MeterInspection meterInspection(Cases cases, Timeline timeline, Clock clock) {
            return new MeterInspection(cases, timeline, clock);
        }
    }
}
