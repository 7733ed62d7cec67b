package org.meterflow.desk;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.meterflow.messages.OutboxState;
import org.meterflow.messages.Verdict;
import org.springframework.stereotype.Component;

/** Turns what machines write into what people read. Templates know it as {@code words}. */
@Component
class Words {

    private static final Pattern UTC_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?Z");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])([A-Z])");

    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]+: ");

    private final Moments moments;

    Words(Moments moments) {
        this.moments = moments;
    }

    /** {@code intermediateTimerCatchEvent} and {@code MESSAGE} become "intermediate timer catch event", "message". */
    public String kind(String type) {
        return CAPITAL.matcher(type).replaceAll(" $1").toLowerCase(Locale.UK);
    }

    /** A failure's message without the name of the program's class in front. */
    public String reason(String failure) {
        return CLASS_NAME.matcher(failure).replaceFirst("");
    }

    /** What became of a message, as a person says it. */
    static String of(Verdict verdict) {
        return switch (verdict) {
            case STORED -> "Stored";
            case STARTED -> "Started a case";
            case CORRELATED -> "Taken by its case";
            case WAITING -> "Waits for its case";
            case NO_MATCH -> "No match";
            case BUSY -> "Case busy";
            case DUPLICATE -> "Duplicate";
            case REFUSED -> "Refused";
        };
    }

    /** {@link #of(Verdict)} for templates. */
    public String verdict(Verdict verdict) {
        return of(verdict);
    }

    /** Good, under way, or in need of a person: how a verdict is marked, besides its words. */
    public String tone(Verdict verdict) {
        return switch (verdict) {
            case STARTED, CORRELATED -> "mf-state--good";
            case STORED, WAITING, BUSY -> "mf-state--run";
            case DUPLICATE -> "";
            case NO_MATCH -> "mf-state--warn";
            case REFUSED -> "mf-state--bad";
        };
    }

    public String tone(OutboxState state) {
        return switch (state) {
            case SENT -> "mf-state--good";
            case PENDING -> "mf-state--run";
            case RETRYING, KEPT -> "mf-state--warn";
            case DEAD -> "mf-state--bad";
        };
    }

    public String outbound(OutboxState state) {
        return switch (state) {
            case PENDING -> "About to leave";
            case RETRYING -> "Trying again";
            case SENT -> "Sent";
            case KEPT -> "Kept: no address";
            case DEAD -> "Given up";
        };
    }

    /** Every time in the text that is written in UTC, as London says it. */
    public String withLondonTimes(String text) {
        return UTC_TIME.matcher(text).replaceAll(this::london);
    }

    private String london(MatchResult time) {
        return moments.full(Instant.parse(time.group()));
    }
}
