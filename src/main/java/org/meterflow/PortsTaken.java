package org.meterflow;

import java.util.List;

/** Another program listens where this one was told to: one sentence for each port. */
class PortsTaken extends RuntimeException {

    PortsTaken(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
