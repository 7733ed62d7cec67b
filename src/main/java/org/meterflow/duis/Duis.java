package org.meterflow.duis;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What every DUIS document has in common: its namespace, and how it writes a time. */
public final class Duis {

    public static final String NAMESPACE = "http://www.dccinterface.co.uk/ServiceUserGateway";

    /** The execution time that withdraws what was dated before: no command is carried out in that year. */
    private static final int YEAR_OF_CANCELLATION = 3000;

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Duis() {}

    public static String timeText(Instant time) {
        return FORM.format(time);
    }

    /** An XML Schema dateTime; one without a zone is UTC. */
    public static Instant time(String text) {
        boolean zoned = text.endsWith("Z") || text.matches(".*[+-][0-9]{2}:[0-9]{2}");
        return OffsetDateTime.parse(zoned ? text : text + "Z").toInstant();
    }

    public static boolean isCancellation(Instant executionTime) {
        return executionTime.atOffset(ZoneOffset.UTC).getYear() >= YEAR_OF_CANCELLATION;
    }
}
