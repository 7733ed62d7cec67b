package org.meterflow.calendar;

import java.time.Instant;

/** The platform's clock now shows another time: everyone who keeps a clock of their own follows. */
public record ClockMoved(Instant now) {}
