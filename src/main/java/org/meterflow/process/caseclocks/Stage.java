package org.meterflow.process.caseclocks;

/** How much of a clock's time has gone. None of it decides anything. */
public enum Stage {
    REMINDER("Reminder"),
    TEAM_LEAD("The team lead is asked"),
    RAN_OUT("The time has run out"),
    HANDED_ON("It is far beyond its time");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
