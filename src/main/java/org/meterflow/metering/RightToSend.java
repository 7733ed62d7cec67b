package org.meterflow.metering;

import java.util.Optional;

/**
 * Whether a command may still leave: asked at each attempt of those who put commands into the queue, where they may have waited
 * long for a silent device.
 */
public interface RightToSend {

    /** @return why it may not, as a sentence for people; empty when it may, or is somebody else's */
    Optional<String> lost(String reference);
}
