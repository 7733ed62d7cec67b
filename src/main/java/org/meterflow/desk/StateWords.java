package org.meterflow.desk;

import org.meterflow.gateway.ServiceRequest;
import org.meterflow.messages.OutboxState;
import org.meterflow.messages.Verdict;
import org.meterflow.registration.FileOutcome;

/** How far messages, files and requests have got: in words, and whether that is good, under way or in need of a person. */
final class StateWords {

    private static final String GOOD = "mf-state--good";
    private static final String UNDER_WAY = "mf-state--run";
    private static final String WARNING = "mf-state--warn";
    private static final String BAD = "mf-state--bad";

    private StateWords() {}

    static String of(Verdict verdict) {
        return switch (verdict) {
            case STORED -> "Stored";
            case STARTED -> "Started a case";
            case CORRELATED -> "Delivered to its case";
            case WAITING -> "Waiting for its case";
            case NO_MATCH -> "No match";
            case BUSY -> "Case busy";
            case DUPLICATE -> "Duplicate";
            case REFUSED -> "Refused";
        };
    }

    static String tone(Verdict verdict) {
        return switch (verdict) {
            case STARTED, CORRELATED -> GOOD;
            case STORED, WAITING, BUSY -> UNDER_WAY;
            case DUPLICATE -> "";
            case NO_MATCH -> WARNING;
            case REFUSED -> BAD;
        };
    }

    static String of(OutboxState state) {
        return switch (state) {
            case PENDING -> "Waiting to be sent";
            case RETRYING -> "Retrying";
            case SENT -> "Sent";
            case KEPT -> "No address";
            case DEAD -> "Failed";
        };
    }

    static String tone(OutboxState state) {
        return switch (state) {
            case SENT -> GOOD;
            case PENDING -> UNDER_WAY;
            case RETRYING, KEPT -> WARNING;
            case DEAD -> BAD;
        };
    }

    static String of(FileOutcome outcome) {
        return switch (outcome) {
            case LOADED -> "Loaded";
            case RECEIVED -> "Processing";
            case QUARANTINED -> "Waiting for an earlier file";
            case REFUSED -> "Refused";
            case SET_ASIDE -> "Set aside";
        };
    }

    static String tone(FileOutcome outcome) {
        return switch (outcome) {
            case LOADED -> GOOD;
            case RECEIVED -> UNDER_WAY;
            case QUARANTINED -> WARNING;
            case REFUSED, SET_ASIDE -> BAD;
        };
    }

    static String of(ServiceRequest.State state) {
        return switch (state) {
            case REFUSED -> "Refused";
            case DONE -> "Done";
            case SENT -> "Sent to the device";
            case HELD -> "Scheduled";
            case HANDED_BACK -> "Returned to its user to sign";
            case WAITING_AT_DEVICE -> "Waiting at the device";
            case CANCELLED -> "Cancelled";
            case FAILED -> "Failed";
        };
    }

    static String tone(ServiceRequest.State state) {
        return switch (state) {
            case DONE -> GOOD;
            case SENT, HELD, HANDED_BACK, WAITING_AT_DEVICE -> UNDER_WAY;
            case CANCELLED -> "";
            case REFUSED, FAILED -> BAD;
        };
    }
}
