package org.meterflow.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to many tasks at once. */
enum ChosenAct {
    CLAIM("Claim tasks", "claimed"),
    RETURN("Return tasks to the team", "returned to the team"),
    ASSIGN("Give tasks to a colleague", "given to a colleague"),
    COMPLETE("Complete tasks with the same answer", "completed"),
    ASIDE("Set tasks aside", "set aside");

    private final String title;
    private final String done;

    ChosenAct(String title, String done) {
        this.title = title;
        this.done = done;
    }

    static Optional<ChosenAct> of(String key) {
        return Arrays.stream(values()).filter(act -> act.key().equals(key)).findFirst();
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /** "3 of 4 tasks …" */
    public String done() {
        return done;
    }

    /** Whether nothing has to be asked before it is done. */
    boolean isPlain() {
        return this == CLAIM || this == RETURN;
    }
}
