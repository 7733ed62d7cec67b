package org.meterflow.metering;

import java.time.Instant;
import org.meterflow.identifier.Eui64;

/** A communications hub's line is gone: its commands wait until it returns or their time is over. */
public record HubDisconnected(Eui64 hub, Instant at) {}
