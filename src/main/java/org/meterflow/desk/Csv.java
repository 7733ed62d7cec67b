package org.meterflow.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows as RFC 4180 wants them. What a spreadsheet would take for a formula reaches it as text. */
final class Csv {

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r].*", Pattern.DOTALL);

    private final Appendable out;

    Csv(Appendable out) {
        this.out = out;
    }

    void row(String... cells) {
        try {
            out.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String cell(String text) {
        String harmless = FORMULA.matcher(text).matches() ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
