package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;

/**
 * What was paid into a home's account, or taken of it for a debt.
 *
 * @param amount hundred-thousandths of a pound
 */
record Payment(Instant at, long amount) {

    private static Payment read(String line) {
        String[] parts = line.split(" ");
        return new Payment(Instant.ofEpochSecond(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
    }

    String write() {
        return at.getEpochSecond() + " " + amount;
    }

    static List<Payment> between(List<String> lines, Instant from, Instant to) {
        return lines.stream()
                .map(Payment::read)
                .filter(payment -> !payment.at.isBefore(from) && !payment.at.isAfter(to))
                .toList();
    }
}
