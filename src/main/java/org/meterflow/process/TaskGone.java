package org.meterflow.process;

/** The task cannot be worked on any more, or not by this person; the message says who has it or ended it, and when. */
public class TaskGone extends RuntimeException {

    public TaskGone(String message) {
        super(message);
    }
}
