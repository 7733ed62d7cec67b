package org.meterflow.registration;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meterflow.registration.FileLines.Line;

/**
 * A registration file that is whole: header {@code H|sender|receiver|sequence|created|count}, records, footer
 * {@code Z|count|sha256}, where the hash is over all bytes before the footer's line. A byte order mark, blanks around
 * the fields of header and footer, and blank lines behind the footer are forgiven.
 */
record RegistrationFile(FileName name, int records) {

    private static final String VERSION = "1";
    private static final String COUNT = "0*[0-9]{1,9}";

    /**
     * Reads it once, line by line, to its end.
     *
     * @param receiver to whom it must be addressed
     * @throws FileFault F01 to F05 when it is not whole
     */
    static RegistrationFile check(String fileName, FileLines lines, String receiver) {
        FileName name = FileName.of(fileName);
        if (name.kind() == FileName.Kind.RSP || name.kind() == FileName.Kind.STS) {
            throw new FileFault(FileCode.F01, "files of kind " + name.kind() + " are not received here");
        }
        Line first = lines.next();
        if (first == null) {
            throw new FileFault(FileCode.F01, "the file is empty");
        }
        String[] header = fields(first);
        requireHeader(header, name, receiver);
        Rest rest = new Rest(first);
        for (Line line = lines.next(); line != null; line = lines.next()) {
            rest.take(line);
        }
        return new RegistrationFile(name, rest.require(header[5]));
    }

    private static String[] fields(Line line) {
        return Arrays.stream(line.text().split("\\|", -1)).map(String::strip).toArray(String[]::new);
    }

    private static void requireHeader(String[] header, FileName name, String receiver) {
        if (String.join("|", header).chars().anyMatch(Character::isISOControl)) {
            throw new FileFault(FileCode.F01, "the first line holds a control character");
        }
        if (header.length < 6 || header.length > 7 || !header[0].equals("H")) {
            throw new FileFault(FileCode.F01, "the first line is not H|sender|receiver|sequence|created|count");
        }
        if (header.length == 7 && !header[6].equals(VERSION)) {
            throw new FileFault(FileCode.F04, "version '" + header[6] + "'; known is " + VERSION);
        }
        if (!header[1].equals(name.sender())) {
            throw new FileFault(FileCode.F01, "the header's sender " + header[1] + " is not the file name's");
        }
        if (!header[2].equals(receiver)) {
            throw new FileFault(FileCode.F01, "it is addressed to " + header[2] + ", not " + receiver);
        }
        if (!header[3].matches(COUNT) || Long.parseLong(header[3]) != name.sequence()) {
            throw new FileFault(FileCode.F01, "the header's sequence " + header[3] + " is not the file name's");
        }
    }

    /** All that follows the header: the last line that is not blank has to be the footer. */
    private static final class Rest {

        private final MessageDigest whole = Sha256.digest();
        private final MessageDigest unmarked = Sha256.digest();
        private MessageDigest before;
        private MessageDigest beforeUnmarked;
        private @Nullable Line last;
        private int lines;
        private int linesToLast;
        private int blanks;
        private int blanksToLast;
        private int earlierFooter;

        Rest(Line header) {
            whole.update(header.raw());
            unmarked.update(header.unmarked());
            before = whole;
            beforeUnmarked = unmarked;
        }

        void take(Line line) {
            lines++;
            if (line.blank()) {
                blanks++;
            } else {
                earlierFooter = last != null && last.text().startsWith("Z|") ? last.number() : earlierFooter;
                before = Sha256.copy(whole);
                beforeUnmarked = Sha256.copy(unmarked);
                last = line;
                linesToLast = lines;
                blanksToLast = blanks;
            }
            whole.update(line.raw());
            unmarked.update(line.raw());
        }

        /** @return how many records there are */
        int require(String announced) {
            if (last == null || !last.text().strip().startsWith("Z|")) {
                throw new FileFault(
                        FileCode.F02,
                        earlierFooter > 0
                                ? "behind the footer in line " + earlierFooter + " there is another line"
                                : "there is no footer Z|count|hash in the last line");
            }
            String[] footer = fields(last);
            int count = linesToLast - 1;
            if (!is(count, announced) || !is(count, footer[1])) {
                throw new FileFault(
                        FileCode.F02,
                        "header says '%s' records, footer '%s', there are %s%s"
                                .formatted(announced, footer[1], count, blank(blanksToLast)));
            }
            String hash = Sha256.hex(before);
            String plain = Sha256.hex(beforeUnmarked);
            String said = footer.length == 3 ? footer[2].toLowerCase(Locale.ROOT) : "";
            if (!said.equals(hash) && !said.equals(plain)) {
                throw new FileFault(FileCode.F03, "the content's SHA-256 is " + hash);
            }
            return count;
        }

        private static boolean is(int count, String said) {
            return said.matches(COUNT) && Long.parseLong(said) == count;
        }

        private static String blank(int lines) {
            return lines == 0 ? "" : " lines, of which " + lines + " blank";
        }
    }
}
