package org.meterflow.gbcs;

/** Bytes that are no GBCS message, or not the message they say they are. The message says where and why. */
public class MalformedGbcs extends IllegalArgumentException {

    public MalformedGbcs(String message) {
        super(message);
    }

    public MalformedGbcs(String message, Throwable cause) {
        super(message, cause);
    }
}
