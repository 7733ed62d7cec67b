package org.meterflow.metering;

/**
 * What became of a device's answer that a user brought.
 *
 * @param reason a sentence for people
 */
public record Brought(Result result, String reason) {

    public enum Result {
        /** taken as if a line had brought it */
        TAKEN,
        /** it, or another answer to the same command, had come before: nothing was done */
        KNOWN,
        /** no genuine message of the device */
        NOT_GENUINE,
        /** its command was withdrawn */
        NOT_WANTED
    }
}
