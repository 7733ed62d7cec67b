package org.meterflow.simulator;

import java.net.URI;

/** The door of a certificate repository, and the key that opens it. */
record Smki(URI address, String apiKey) {

    /** The key that the published client programs send. */
    static final String PUBLISHED_KEY = "u3bg9gt38htd0j2";

    static Smki published(URI address) {
        return new Smki(address, PUBLISHED_KEY);
    }

    URI service(String name) {
        return address.resolve("/services/" + name + "?apikey=" + apiKey);
    }
}
