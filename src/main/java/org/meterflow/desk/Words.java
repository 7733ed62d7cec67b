package org.meterflow.desk;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Turns what machines write into what people read. Templates know it as {@code words}. */
@Component
class Words {

    private static final Pattern UTC_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?Z");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])([A-Z])");

    private final Moments moments;

    Words(Moments moments) {
        this.moments = moments;
    }

    /** {@code intermediateTimerCatchEvent} and {@code MESSAGE} become "intermediate timer catch event", "message". */
    public String kind(String type) {
        return CAPITAL.matcher(type).replaceAll(" $1").toLowerCase(Locale.UK);
    }

    /** Every time in the text that is written in UTC, as London says it. */
    public String withLondonTimes(String text) {
        return UTC_TIME.matcher(text).replaceAll(this::london);
    }

    private String london(MatchResult time) {
        return moments.full(Instant.parse(time.group()));
    }
}
