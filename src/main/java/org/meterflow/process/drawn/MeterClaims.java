package org.meterflow.process.drawn;

import java.util.List;
import java.util.Map;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Facts;
import org.meterflow.process.FieldError;
import org.meterflow.process.interlock.Interlock;
import org.meterflow.process.interlock.Meeting;
import org.meterflow.process.kit.FieldKind;
import org.springframework.stereotype.Component;

/** The meter points that a case without a program works at, each kept for it before it starts. */
@Component
class MeterClaims {

    /** @param refusals a sentence at each meter point where it may not start */
    record Claim(List<String> meterPoints, List<Meeting> met, List<FieldError> refusals) {}

    private final Interlock interlock;

    MeterClaims(Interlock interlock) {
        this.interlock = interlock;
    }

    /** A case that another has called belongs to it, and is refused by nobody. */
    Claim claim(CaseKey key, List<DrawnFact> facts, Starter by) {
        List<DrawnFact> meterPoints = facts.stream()
                .filter(fact -> fact.kind() == FieldKind.METER_POINT)
                .toList();
        List<String> values =
                meterPoints.stream().map(DrawnFact::value).distinct().toList();
        interlock.lock(values);
        if (by.caller() != null) {
            return new Claim(values, List.of(), List.of());
        }
        Map<String, Object> named = named(facts);
        List<Meeting> met = values.stream()
                .flatMap(value -> interlock.meetings(key, named, value).stream())
                .toList();
        return new Claim(
                values,
                met,
                meterPoints.stream()
                        .flatMap(fact -> refusal(fact, met).stream())
                        .toList());
    }

    private static Map<String, Object> named(List<DrawnFact> facts) {
        Facts all = new Facts();
        facts.forEach(fact -> fact.addTo(all));
        return all.named();
    }

    private static List<FieldError> refusal(DrawnFact fact, List<Meeting> met) {
        return met.stream()
                .filter(Meeting::refuses)
                .filter(meeting -> meeting.meterPoint().equals(fact.value()))
                .limit(1)
                .map(meeting -> new FieldError(fact.name(), meeting.sentence()))
                .toList();
    }

    void begin(CaseKey key, Claim claim) {
        interlock.begin(key, claim.meterPoints(), claim.met());
    }
}
