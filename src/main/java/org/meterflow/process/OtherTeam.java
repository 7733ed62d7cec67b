package org.meterflow.process;

/** The task is for a team in which this person is not; the message says which. */
public final class OtherTeam extends TaskGone {

    public OtherTeam(String message) {
        super(message);
    }
}
