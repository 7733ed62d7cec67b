package org.meterflow.messages;

import java.util.List;

/**
 * A process's answer to a message offered to it.
 *
 * @param reason a sentence for the sender and the operator; empty when there is nothing to explain
 * @param nearMisses what waits and looks like what the sender may have meant, each a sentence
 * @param held whether it waits for as long as it takes, and not only for the time that its type names
 */
public record Delivery(Verdict verdict, String reason, List<String> nearMisses, boolean held) {

    public Delivery {
        nearMisses = List.copyOf(nearMisses);
    }

    public Delivery(Verdict verdict, String reason, List<String> nearMisses) {
        this(verdict, reason, nearMisses, false);
    }

    public static Delivery started() {
        return new Delivery(Verdict.STARTED, "", List.of());
    }

    public static Delivery correlated() {
        return new Delivery(Verdict.CORRELATED, "", List.of());
    }

    /** It may be early: keep it, and offer it again until the time its type names has passed. */
    public static Delivery waiting(String reason) {
        return new Delivery(Verdict.WAITING, reason, List.of());
    }

    /** People have its case stand still, and it is not its turn: it is offered again until the case goes on. */
    public static Delivery held(String reason) {
        return new Delivery(Verdict.WAITING, reason, List.of(), true);
    }

    /** It cannot match, now or later. */
    public static Delivery noMatch(String reason, List<String> nearMisses) {
        return new Delivery(Verdict.NO_MATCH, reason, nearMisses);
    }

    /** Something else changes the case at this moment. Whatever the delivery wrote is rolled back, and it is tried again. */
    public static Delivery busy(String reason) {
        return new Delivery(Verdict.BUSY, reason, List.of());
    }

    /** The case has had this fact already, under another message id. */
    public static Delivery duplicate(String reason) {
        return new Delivery(Verdict.DUPLICATE, reason, List.of());
    }

    public static Delivery refused(String reason) {
        return new Delivery(Verdict.REFUSED, reason, List.of());
    }
}
