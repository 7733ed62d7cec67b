package org.meterflow.messages;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;

/** The pause that a receiver asks for, in seconds or as a date (RFC 9110, section 10.2.3), up to the longest one granted. */
final class RetryAfter {

    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** @return zero when it asks for none, or cannot be understood */
    static Duration of(HttpMessage answer, Instant now) {
        String wish = text(answer, "Retry-After");
        if (wish.matches("[0-9]{1,18}")) {
            return granted(Duration.ofSeconds(Math.min(Long.parseLong(wish), LONGEST.toSeconds())));
        }
        Instant until = DateUtils.parseStandardDate(wish);
        return until == null ? Duration.ZERO : granted(Duration.between(sentAt(answer, now), until));
    }

    /** By the receiver's own clock where it says what that shows: the two need not agree. */
    private static Instant sentAt(HttpMessage answer, Instant now) {
        Instant said = DateUtils.parseStandardDate(text(answer, "Date"));
        return said == null ? now : said;
    }

    private static Duration granted(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static String text(HttpMessage answer, String name) {
        Header header = answer.getFirstHeader(name);
        return header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
    }
}
