package org.meterflow.registration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The answer to a registration file, one line for the file and one for each record:
 * {@code F|file|outcome|code|detail} and {@code S|line|meter point|A} or {@code S|line|meter point|R|code|detail}.
 *
 * @param outcome what became of the file it answers
 */
public record ResponseFile(String name, byte[] content, FileOutcome outcome) {

    static byte[] compose(FileName name, String receiver, Instant created, List<String> lines) {
        StringBuilder text = new StringBuilder(
                "H|%s|%s|%s|%s|%s\n".formatted(name.sender(), receiver, name.sequence(), created, lines.size()));
        lines.forEach(line -> text.append(line).append('\n'));
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        text.append("Z|%s|%s\n".formatted(lines.size(), RegistrationFile.sha256(body, body.length)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Details are free text: the separator in them would break the line. */
    static String line(String... fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(line.isEmpty() ? "" : "|")
                    .append(field.replace('|', '/').replaceAll("[\\s\\p{Cntrl}]+", " "));
        }
        return line.toString();
    }
}
