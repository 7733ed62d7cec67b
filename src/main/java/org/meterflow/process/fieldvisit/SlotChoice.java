package org.meterflow.process.fieldvisit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person has offered a consumer, and what they took.
 *
 * @param chosen null when they want no visit
 */
record SlotChoice(List<Instant> offered, @Nullable Instant chosen) {

    static SlotChoice of(Map<String, Object> answers) {
        List<Instant> offered = Stream.of("first", "second", "third")
                .map(answers::get)
                .filter(Instant.class::isInstance)
                .map(Instant.class::cast)
                .toList();
        Object chosen = answers.get(Objects.toString(answers.get("chosen"), "none"));
        return new SlotChoice(offered, chosen instanceof Instant slot ? slot : null);
    }

    /** Why these could not be offered, as a sentence. */
    Optional<String> problem(Instant now, Instant furthest, @Nullable Instant priorityUntil) {
        if (offered.stream().distinct().count() < offered.size()) {
            return Optional.of("Two of the slots are the same: offer three different ones");
        }
        if (offered.stream().anyMatch(slot -> !slot.isAfter(now))) {
            return Optional.of("A slot has begun already: offer slots that are to come");
        }
        if (offered.stream().anyMatch(slot -> slot.isAfter(furthest))) {
            return Optional.of("A slot is too far ahead");
        }
        boolean none = priorityUntil != null && offered.stream().noneMatch(slot -> slot.isBefore(priorityUntil));
        return none
                ? Optional.of("We have missed a slot: offer one that is sooner, since this visit goes first")
                : Optional.empty();
    }
}
