package org.meterflow.gbcs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a path through a request: a name, and which of the elements of that name is meant. */
record PathStep(
        String name, @Nullable String decider, @Nullable String wanted) {

    static PathStep of(String text) {
        int bracket = text.indexOf('[');
        if (bracket < 0) {
            return new PathStep(text, null, null);
        }
        String inside = text.substring(bracket + 1, text.length() - 1);
        int equals = inside.indexOf('=');
        return equals < 0
                ? new PathStep(text.substring(0, bracket), null, inside)
                : new PathStep(text.substring(0, bracket), inside.substring(0, equals), inside.substring(equals + 1));
    }

    List<RequestPart> pick(List<RequestPart> found) {
        if (wanted == null) {
            return found;
        }
        if (decider == null) {
            int place = Integer.parseInt(wanted) - 1;
            return place < found.size() ? List.of(found.get(place)) : List.of();
        }
        return found.stream()
                .filter(part -> part.value(decider).filter(wanted::equals).isPresent())
                .toList();
    }
}
