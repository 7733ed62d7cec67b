package org.meterflow.registration;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.Reason;

/**
 * One line of a registration file:
 * {@code R|mpxn|fuel|network|supplier|from|to|area|agent|profile|energisation|address|postcode|uprn|direction|status}.
 *
 * @param period the days of supply; the line's {@code to} is the last of them
 * @param cancelled the registration is taken back
 * @param address null in a delta file that does not repeat it
 */
record RegistrationRecord(
        Mpxn mpxn,
        Mpid network,
        Period period,
        boolean cancelled,
        @Nullable String area,
        @Nullable Mpid agent,
        @Nullable String profile,
        Energisation energisation,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String uprn,
        boolean export) {

    private static final int COLUMNS = 16;
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** Control characters, other ends of lines, and what turns the direction of the text around it. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Map<String, Fuel> FUELS = Map.of("E", Fuel.ELECTRICITY, "G", Fuel.GAS);
    private static final Map<String, Energisation> ENERGISATIONS =
            Map.of("E", Energisation.ENERGISED, "D", Energisation.DE_ENERGISED, "X", Energisation.DISCONNECTED);
    private static final Map<String, Boolean> DIRECTIONS = Map.of("I", false, "E", true);
    private static final Map<String, Boolean> STATUSES = Map.of("A", false, "P", false, "C", true);

    /** @throws FileFault R02, R07 or R08 */
    static RegistrationRecord parse(String line) {
        String[] field = line.split("\\|", -1);
        if (field.length != COLUMNS || !field[0].equals("R")) {
            throw new FileFault(FileCode.R08, "not a record of " + COLUMNS + " fields");
        }
        if (INVISIBLE.matcher(line).find()) {
            throw new FileFault(FileCode.R08, "it holds a control character");
        }
        Mpxn mpxn = mpxn(mandatory(field, 1, "meter point"));
        if (code(FUELS, mandatory(field, 2, "fuel"), "fuel") != mpxn.fuel()) {
            throw new FileFault(FileCode.R08, "fuel " + field[2] + " does not go with the meter point's number");
        }
        return new RegistrationRecord(
                mpxn,
                mpid(mandatory(field, 3, "network")),
                period(mpid(mandatory(field, 4, "supplier")), day(mandatory(field, 5, "from")), optional(field[6])),
                code(STATUSES, mandatory(field, 15, "status"), "status"),
                optional(field[7]),
                field[8].isBlank() ? null : mpid(field[8]),
                optional(field[9]),
                code(ENERGISATIONS, mandatory(field, 10, "energisation"), "energisation"),
                optional(field[11]),
                optional(field[12]),
                optional(field[13]),
                code(DIRECTIONS, mandatory(field, 14, "direction"), "direction"));
    }

    /** The particulars it gives, completed from what is known. */
    MeterPoint meterPoint(@Nullable MeterPoint known) {
        return new MeterPoint(
                mpxn,
                network,
                agent != null || known == null ? agent : known.agent(),
                address != null ? address : known == null ? "" : known.address(),
                postcode != null ? postcode : known == null ? "" : known.postcode(),
                uprn != null || known == null ? uprn : known.uprn(),
                energisation,
                profile != null || known == null ? profile : known.profile(),
                area != null || known == null ? area : known.area(),
                export);
    }

    private static Period period(Mpid supplier, LocalDate from, @Nullable String lastDay) {
        LocalDate to = lastDay == null ? null : day(lastDay).plusDays(1);
        if (to != null && !to.isAfter(from)) {
            throw new FileFault(FileCode.R08, "it ends on " + lastDay + ", before it begins");
        }
        return new Period(supplier, from, to);
    }

    private static String mandatory(String[] field, int column, String name) {
        if (field[column].isBlank()) {
            throw new FileFault(FileCode.R07, name + " is missing");
        }
        return field[column].strip();
    }

    private static @Nullable String optional(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static Mpxn mpxn(String text) {
        try {
            return new Mpxn(text);
        } catch (InvalidIdentifier invalid) {
            throw new FileFault(FileCode.R02, Reason.of(invalid));
        }
    }

    private static Mpid mpid(String text) {
        try {
            return new Mpid(text);
        } catch (InvalidIdentifier invalid) {
            throw new FileFault(FileCode.R08, Reason.of(invalid));
        }
    }

    private static LocalDate day(String text) {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException invalid) {
            // said below
        }
        throw new FileFault(FileCode.R08, "'" + text + "' is not a day yyyy-mm-dd");
    }

    private static <T> T code(Map<String, T> codes, String text, String name) {
        T value = codes.get(text);
        if (value == null) {
            throw new FileFault(FileCode.R08, name + " '" + text + "'");
        }
        return value;
    }
}
