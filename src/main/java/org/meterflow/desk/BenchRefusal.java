package org.meterflow.desk;

/** What somebody brought to the workbench cannot be worked on; the reason stands in the message. */
final class BenchRefusal extends RuntimeException {

    BenchRefusal(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
