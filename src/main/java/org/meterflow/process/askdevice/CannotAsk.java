package org.meterflow.process.askdevice;

/** Nothing can be put to a device as it is said at the box; the message is a sentence for people. */
final class CannotAsk extends RuntimeException {

    CannotAsk(String sentence) {
        super(sentence);
    }
}
