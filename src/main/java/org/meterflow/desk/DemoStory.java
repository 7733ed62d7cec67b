package org.meterflow.desk;

import java.util.List;
import org.meterflow.process.CaseKey;

/** A story that the demonstration starts at a click; every bean of this kind has a page of its own, and a link to it. */
public interface DemoStory {

    /** Its page is {@code /demo/stories/NAME}. */
    String name();

    /** What a visitor does: "Pay for energy in advance". */
    String title();

    String introduction();

    /** Where it can happen, in the order in which it is offered. */
    List<Choice> homes();

    /** What happens on the way, the plain way first. */
    List<Choice> ways();

    /**
     * The case may appear a moment later: its messages take their way through the real interfaces.
     *
     * @param home a {@link Choice#value} of {@link #homes}
     * @param way one of {@link #ways}
     * @return the case to watch
     * @throws IllegalArgumentException when that cannot be; its message is shown to the visitor
     */
    CaseKey start(String home, String way);

    /** @param more a second, quieter line; may be empty */
    record Choice(String value, String words, String more) {}
}
