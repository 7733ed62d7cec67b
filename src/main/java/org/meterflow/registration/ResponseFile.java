package org.meterflow.registration;

import java.util.regex.Pattern;

/**
 * The answer to a registration file, one line for the file and one for each record:
 * {@code F|file|outcome|code|detail} and {@code S|line|meter point|A} or {@code S|line|meter point|R|code|detail}.
 *
 * @param outcome what became of the file it answers
 */
public record ResponseFile(String name, byte[] content, FileOutcome outcome) {

    private static final int LONGEST_FIELD = 300;

    /** What would end a line or a field for some reader, or show another text than there is. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    /**
     * Details are free text, and repeat what somebody sent: a separator in them would break the line, and a field that
     * begins as a formula would be one where the file is opened as a table.
     */
    static String line(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(line.isEmpty() ? "" : "|").append(harmless(field));
        }
        return line.toString();
    }

    private static String harmless(String field) {
        String text = INVISIBLE.matcher(field.replace('|', '/')).replaceAll(" ").strip();
        String formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" : "";
        int length = text.offsetByCodePoints(0, Math.min(LONGEST_FIELD, text.codePointCount(0, text.length())));
        return formula + (length < text.length() ? text.substring(0, length) + "…" : text);
    }
}
