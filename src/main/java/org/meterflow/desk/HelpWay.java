package org.meterflow.desk;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which a case is helped as a whole, in the words of the page that asks for the reason. */
enum HelpWay {
    SUSPEND("suspend", "Suspend this case", "Why do you suspend it?", "Suspend the case", "The case is suspended."),
    RESUME("resume", "Resume this case", "Why does it go on?", "Resume the case", "The case goes on."),
    CANCEL("cancel", "Cancel this case", "Why do you cancel it?", "Cancel the case", "The case is cancelled.");

    private final String key;
    private final String title;
    private final String question;
    private final String button;
    private final String done;

    HelpWay(String key, String title, String question, String button, String done) {
        this.key = key;
        this.title = title;
        this.question = question;
        this.button = button;
        this.done = done;
    }

    static Optional<HelpWay> of(String key) {
        return Arrays.stream(values()).filter(way -> way.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public String question() {
        return question;
    }

    public String button() {
        return button;
    }

    String done() {
        return done;
    }
}
