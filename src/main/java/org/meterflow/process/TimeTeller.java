package org.meterflow.process;

import java.time.Instant;

/** Says on the story of a case how much of a time has gone: nobody else needs to say it of a task that ends with it. */
public interface TimeTeller {

    /** Whether a time of the case runs out at this moment, and its story hears of it. */
    boolean tells(CaseKey key, Instant due);
}
