package org.meterflow.duis;

/** A document that is not what its sender says it is; the message names the element and what was expected. */
public class MalformedDocument extends RuntimeException {

    public MalformedDocument(String message) {
        super(message);
    }
}
