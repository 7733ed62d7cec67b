package org.meterflow.process.servicerequest;

import java.util.Optional;

/**
 * What speaks against putting a request to its device though access is permitted: asked each time that it is about to be put.
 */
public interface Objection {

    /** @return why not, as a sentence for people; empty when nothing does, or the request is somebody else's */
    Optional<String> to(RequestedService request);
}
