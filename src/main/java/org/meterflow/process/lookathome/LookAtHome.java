package org.meterflow.process.lookathome;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.meterflow.identifier.Mpxn;
import org.meterflow.process.Cancellable;
import org.meterflow.process.Cancelling;
import org.meterflow.process.Drawn;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.kit.Answers;
import org.meterflow.process.kit.CalledStep;
import org.meterflow.process.kit.PlacedStep;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The step of {@code bpmn/look-at-home.bpmn}: what the platform knows of a home, so that tables and diamonds can ask for it. */
@Component
@Drawn
@PlacedStep(
        needs = LookAtHome.METER_POINT,
        outcomes = {"found", "unknown"},
        gives = {
            "supplier",
            "registrationFresh",
            "areaOutage",
            "areaIncident",
            "meter",
            "hoursSinceHub",
            "hoursSinceGasMeter"
        })
public class LookAtHome implements CalledStep, Cancellable {

    static final String PROCESS = "lookAtHome";
    static final String METER_POINT = "meterPoint";

    private final HomeLooks looks;
    private final Home home;
    private final Registrations registrations;
    private final Answers answers;
    private final Timeline timeline;
    private final Clock clock;

    LookAtHome(
            HomeLooks looks, Home home, Registrations registrations, Answers answers, Timeline timeline, Clock clock) {
        this.looks = looks;
        this.home = home;
        this.registrations = registrations;
        this.answers = answers;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public String process() {
        return PROCESS;
    }

    @Override
    public String prepare(Call call) {
        return looks.of(call.parent(), call.box(), call.visit()).orElseGet(() -> ask(call));
    }

    private String ask(Call call) {
        long before = looks.times(call.parent().caseId(), call.box());
        String id = call.caseId(before);
        looks.add(new HomeLook(
                id,
                call.parent(),
                call.box(),
                call.visit(),
                call.said().getOrDefault(METER_POINT, ""),
                clock.instant(),
                null));
        return id;
    }

    /** Nothing has been done by looking. */
    @Override
    public Cancelling cancelling(String caseId) {
        return Cancelling.NOTHING;
    }

    @Override
    public boolean cancel(String caseId, String reason) {
        return false;
    }

    // ── the step ──

    public void look(String caseId) {
        HomeLook look = looks.find(caseId).orElseThrow(() -> new IllegalStateException("There is no look " + caseId));
        Optional<Mpxn> mpxn = mpxn(look.meterPoint());
        Optional<MeterPoint> point = mpxn.flatMap(registrations::meterPoint);
        Map<String, Object> known =
                point.map(registered -> home.at(registered.mpxn())).orElse(Map.of());
        String words =
                point.isEmpty() ? "Nobody has registered the meter point " + look.meterPoint() : home.words(known);
        looks.found(caseId, words);
        answers.came(look.parent(), look.box(), point.isEmpty() ? "unknown" : "found", known);
        timeline.note(look.parent(), StoryKind.DECISION, "Looked at the home", words, Timeline.PLATFORM);
    }

    private static Optional<Mpxn> mpxn(String written) {
        try {
            return Optional.of(new Mpxn(written));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
