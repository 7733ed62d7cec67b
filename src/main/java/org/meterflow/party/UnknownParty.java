package org.meterflow.party;

/** Nobody of this name has acceded. */
public class UnknownParty extends RuntimeException {

    UnknownParty(String name) {
        super("No party or user is known as " + name);
    }
}
