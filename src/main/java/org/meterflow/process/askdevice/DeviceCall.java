package org.meterflow.process.askdevice;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.process.CaseKey;

/**
 * One time that a case asks a device.
 *
 * @param box of the asking case's diagram; null where a process of the program asks
 * @param visit the time that the case has come to the box
 * @param said the properties of the box, worked out
 * @param target null until it is known, and for good when nothing can be put to it
 * @param deadline until when it is asked
 * @param outcome null while the device is asked
 */
record DeviceCall(
        String id,
        CaseKey parent,
        @Nullable String box,
        String visit,
        String title,
        Map<String, String> said,
        Instant askedAt,
        @Nullable Target target,
        Instant deadline,
        @Nullable AskOutcome outcome,
        @Nullable String reason) {

    static final String PROCESS = "askDevice";

    CaseKey key() {
        return new CaseKey(PROCESS, id);
    }

    /** The id of its service request. */
    String request() {
        return id + ":request";
    }

    /** The id of its signed command, where it is one that its supplier signs. */
    String command() {
        return id + ":command";
    }

    String said(String name) {
        return said.getOrDefault(name, "").strip();
    }
}
