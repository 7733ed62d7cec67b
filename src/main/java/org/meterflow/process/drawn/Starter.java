package org.meterflow.process.drawn;

import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;

/**
 * Who starts a case.
 *
 * @param name as the story of the case says it
 * @param party the party, which may then see the case; null when it is none
 * @param caller the box that called it; null when none did
 * @param form names the form that a person has sent, which counts once; null when there was none
 */
public record Starter(
        String name,
        StoryKind how,
        @Nullable String party,
        @Nullable Caller caller,
        @Nullable String form) {

    /** @param visit the time that the case has come to the box */
    record Caller(CaseKey parent, String box, String visit) {}

    public static Starter person(String name) {
        return new Starter(name, StoryKind.PERSON, null, null, null);
    }

    static Starter person(String name, String form) {
        return new Starter(name, StoryKind.PERSON, null, null, form);
    }

    public static Starter party(String id) {
        return new Starter(id, StoryKind.MESSAGE, id, null, null);
    }

    /** The program itself, for a reason of its own. */
    public static Starter program() {
        return new Starter(Timeline.PLATFORM, StoryKind.DECISION, null, null, null);
    }

    static Starter box(CaseKey parent, String box, String visit) {
        return new Starter(Timeline.PLATFORM, StoryKind.DECISION, null, new Caller(parent, box, visit), null);
    }
}
