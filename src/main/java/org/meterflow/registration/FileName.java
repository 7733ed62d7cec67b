package org.meterflow.registration;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code SENDER_UPD_20251124_000017.csv}: who sends what, of which day, as which in a row. */
record FileName(String sender, Kind kind, LocalDate day, long sequence) {

    enum Kind {
        /** all of a network, the first time */
        REG,
        /** what has changed */
        UPD,
        /** all of a network, again */
        REF,
        /** the answer to a file */
        RSP,
        /** which meter points take services of the DCC */
        STS;

        /** It tells all, so it needs none of the files before it. */
        boolean complete() {
            return this == REG || this == REF;
        }
    }

    private static final Pattern SHAPE =
            Pattern.compile("([A-Z0-9]{2,12})_(REG|UPD|REF|RSP|STS)_([0-9]{8})_([0-9]{6})\\.csv");

    /** @throws FileFault F01 when it is not the name of a registration file */
    static FileName of(String name) {
        Matcher parts = SHAPE.matcher(name);
        if (!parts.matches()) {
            throw new FileFault(FileCode.F01, "'" + name + "' is not SENDER_KIND_yyyyMMdd_nnnnnn.csv");
        }
        try {
            LocalDate day = LocalDate.parse(parts.group(3), DateTimeFormatter.BASIC_ISO_DATE);
            return new FileName(parts.group(1), Kind.valueOf(parts.group(2)), day, Long.parseLong(parts.group(4)));
        } catch (DateTimeParseException noDay) {
            throw new FileFault(FileCode.F01, "'" + name + "' names no day");
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s_%s_%s_%06d.csv", sender, kind, DateTimeFormatter.BASIC_ISO_DATE.format(day), sequence);
    }
}
