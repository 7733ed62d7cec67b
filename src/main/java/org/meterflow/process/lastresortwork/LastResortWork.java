package org.meterflow.process.lastresortwork;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.process.lastresortwork.LastResort.Work;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/last-resort-work.bpmn}: what is done at all meter points of a failed supplier, and waited for. */
@Component
@Drawn(tells = LastResortWork.DONE)
@PlacedStep(
        needs = LastResortWork.WORK,
        may = {"failedSupplier", "supplierOfLastResort", "effectiveOn", "to"},
        outcomes = {LastResortWork.ALL, LastResortWork.SOME_LEFT, LastResortWork.IMPOSSIBLE},
        gives = {
            "electricity",
            "gas",
            "prepayment",
            "switchesTo",
            "switchesFrom",
            "passed",
            "left",
            "replaced",
            "failed",
            "handedOver",
            "reason"
        })
public class LastResortWork implements CalledStep, Cancellable {

    static final String PROCESS = "lastResortWork";
    static final String WORK = "work";
    static final String DONE = "lastResortWorkDone";
    static final String ALL = "all";
    static final String SOME_LEFT = "someLeft";
    static final String IMPOSSIBLE = "impossible";

    private final PlacedCalls calls;
    private final LastResorts directions;
    private final ConcernedMeterPoints points;
    private final Stock stock;
    private final LastResortSettings settings;
    private final BusinessCalendar calendar;
    private final Clock clock;

    LastResortWork(
            PlacedCalls calls,
            LastResorts directions,
            ConcernedMeterPoints points,
            Stock stock,
            LastResortSettings settings,
            BusinessCalendar calendar,
            Clock clock) {
        this.calls = calls;
        this.directions = directions;
        this.points = points;
        this.stock = stock;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public String process() {
        return PROCESS;
    }

    @Override
    public String prepare(Call call) {
        return calls.open(PROCESS, call);
    }

    /** What is done is done: a registration that has passed does not go back by itself. */
    @Override
    public Cancelling cancelling(String caseId) {
        return Cancelling.forbidden("What is done at meter points is paused, and not cancelled half way.");
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        return false;
    }

    // ── the steps ──

    public void begin(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        String direction = call.parent().caseId();
        switch (call.said(WORK)) {
            case "stock" -> {
                directions.add(
                        direction,
                        call.said("failedSupplier"),
                        call.said("supplierOfLastResort"),
                        day(call.said("effectiveOn")));
                stock.take(directions.require(direction));
            }
            case "registrations" -> {
                if (directions.begin(direction, Work.REGISTRATIONS, caseId)) {
                    stock.take(directions.require(direction));
                    stock.endSwitches(directions.require(direction));
                }
            }
            case "keys" -> {
                if (directions.begin(direction, Work.KEYS, caseId)) {
                    points.tryFailedAgain(direction);
                }
            }
            case "handOver" -> points.handFailedOver(direction, call.said("to"));
            default ->
                throw new IllegalStateException("The box " + call.box() + " wants unknown work: " + call.said(WORK));
        }
    }

    /** What diagrams know as a day reaches a box as its beginning in London. */
    private LocalDate day(String said) {
        return said.length() > 10 ? calendar.dayOf(Instant.parse(said)) : LocalDate.parse(said);
    }

    /** @return all, someLeft, impossible, or wait */
    public String look(String caseId) {
        PlacedCall call = calls.require(PROCESS, caseId);
        LastResort direction = directions.require(call.parent().caseId());
        boolean begun = caseId.equals(direction.workOf());
        if (begun && direction.work() != Work.NOTHING && points.workIsLeft(direction.caseId(), direction.work())) {
            return "wait";
        }
        Counts counts = points.counts(direction.caseId());
        if (call.said(WORK).equals("stock") && stock.obstacle(direction, counts) != null) {
            return IMPOSSIBLE;
        }
        return call.said(WORK).equals("keys") && counts.failed() > 0 ? SOME_LEFT : ALL;
    }

    /** News can be lost, so it is looked again from time to time. */
    public Date nextLook(String caseId) {
        return Date.from(clock.instant().plus(settings.lookEvery()));
    }

    public void noteAll(String caseId) {
        end(caseId, ALL);
    }

    public void noteSomeLeft(String caseId) {
        end(caseId, SOME_LEFT);
    }

    public void noteImpossible(String caseId) {
        end(caseId, IMPOSSIBLE);
    }

    private void end(String caseId, String outcome) {
        PlacedCall call = calls.require(PROCESS, caseId);
        LastResort direction = directions.require(call.parent().caseId());
        directions.rest(direction.caseId());
        Counts counts = points.counts(direction.caseId());
        String obstacle = outcome.equals(IMPOSSIBLE) ? stock.obstacle(direction, counts) : null;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("electricity", counts.electricity());
        values.put("gas", counts.gas());
        values.put("prepayment", counts.prepayment());
        values.put("switchesTo", stock.switchesTo(direction));
        values.put("switchesFrom", stock.switchesFrom(direction));
        values.put("passed", counts.passed());
        values.put("left", counts.left());
        values.put("replaced", counts.replaced());
        values.put("failed", counts.failed());
        values.put("handedOver", counts.handedOver());
        values.put("reason", obstacle == null ? "" : obstacle);
        calls.end(call, outcome, values, StoryKind.DECISION, words(call, values, obstacle), Timeline.PLATFORM);
    }

    private static String words(PlacedCall call, Map<String, Object> values, @Nullable String obstacle) {
        if (obstacle != null) {
            return obstacle;
        }
        return switch (call.said(WORK)) {
            case "stock" ->
                "%s meter points for electricity and %s for gas, %s of them prepayment as far as is known; %s open switches to the failed supplier, which end, and %s from it, which go on"
                        .formatted(
                                values.get("electricity"),
                                values.get("gas"),
                                values.get("prepayment"),
                                values.get("switchesTo"),
                                values.get("switchesFrom"));
            case "registrations" ->
                "%s registrations have passed; %s have not, because another supplier is registered"
                        .formatted(values.get("passed"), values.get("left"));
            default ->
                "Keys replaced at %s meter points, failed at %s, handed to a person at %s"
                        .formatted(values.get("replaced"), values.get("failed"), values.get("handedOver"));
        };
    }
}
