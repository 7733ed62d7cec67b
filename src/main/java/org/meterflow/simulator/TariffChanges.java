package org.meterflow.simulator;

import java.time.Instant;
import java.util.List;

/** When a meter's tariff or payment mode changed, the last few times. */
final class TariffChanges {

    private static final String NAME = "tariff.changes";
    private static final int KEPT = 12;

    private final Memory memory;

    TariffChanges(Memory memory) {
        this.memory = memory;
    }

    void add(Instant now) {
        memory.append(NAME, Long.toString(now.getEpochSecond()), KEPT);
    }

    /** The earliest first. */
    List<Instant> between(Instant from, Instant to) {
        return memory.lines(NAME).stream()
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line)))
                .filter(at -> !at.isBefore(from) && !at.isAfter(to))
                .toList();
    }
}
