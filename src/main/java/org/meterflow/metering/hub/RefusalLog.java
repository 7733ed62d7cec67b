package org.meterflow.metering.hub;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes why lines are refused, so many each minute; of the others, how many they were. */
final class RefusalLog {

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MOST_EACH_MINUTE = 20;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long since = System.nanoTime();
    private int written;
    private long unwritten;

    synchronized void refused(HubLine line, String reason) {
        long now = System.nanoTime();
        if (now - since >= MINUTE) {
            if (unwritten > 0) {
                log.warn("{} more lines were refused", unwritten);
            }
            since = now;
            written = 0;
            unwritten = 0;
        }
        if (written < MOST_EACH_MINUTE) {
            written++;
            log.warn("Refused {}: {}", line, reason);
        } else {
            unwritten++;
        }
    }
}
