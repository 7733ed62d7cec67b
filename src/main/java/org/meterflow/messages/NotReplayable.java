package org.meterflow.messages;

/** The message is unknown, or has been taken by a case already: replaying it would make things happen twice. */
public class NotReplayable extends RuntimeException {

    NotReplayable(String message) {
        super(message);
    }
}
