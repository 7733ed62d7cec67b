package org.meterflow.registration;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A registration file that is whole: header {@code H|sender|receiver|sequence|created|count}, records, footer
 * {@code Z|count|sha256}, where the hash is over all bytes before the footer's line.
 */
record RegistrationFile(FileName name, List<String> records) {

    private static final String VERSION = "1";

    /**
     * @param receiver to whom it must be addressed
     * @throws FileFault F01 to F04 when it is not whole
     */
    static RegistrationFile parse(String fileName, byte[] content, String receiver) {
        FileName name = FileName.of(fileName);
        if (name.kind() == FileName.Kind.RSP || name.kind() == FileName.Kind.STS) {
            throw new FileFault(FileCode.F01, "files of kind " + name.kind() + " are not received here");
        }
        String text = text(content);
        List<String> lines = text.lines().toList();
        String[] header = lines.isEmpty() ? new String[0] : lines.get(0).split("\\|", -1);
        requireHeader(header, name, receiver);
        String last = lines.get(lines.size() - 1);
        if (!last.startsWith("Z|")) {
            throw new FileFault(FileCode.F02, "there is no footer");
        }
        List<String> records = lines.subList(1, lines.size() - 1);
        String[] footer = last.split("\\|", -1);
        String count = String.valueOf(records.size());
        if (!header[5].equals(count) || !footer[1].equals(count)) {
            throw new FileFault(
                    FileCode.F02,
                    "header says " + header[5] + " records, footer " + footer[1] + ", there are " + count);
        }
        requireHash(content, text, footer);
        return new RegistrationFile(name, List.copyOf(records));
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new FileFault(FileCode.F01, "the file is not in UTF-8");
        }
    }

    private static void requireHeader(String[] header, FileName name, String receiver) {
        if (header.length > 0 && String.join("|", header).chars().anyMatch(Character::isISOControl)) {
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
        if (!header[3].matches("[0-9]{1,6}") || Long.parseLong(header[3]) != name.sequence()) {
            throw new FileFault(FileCode.F01, "the header's sequence " + header[3] + " is not the file name's");
        }
    }

    private static void requireHash(byte[] content, String text, String[] footer) {
        int bodyChars = Math.max(text.lastIndexOf("\nZ|"), text.lastIndexOf("\rZ|")) + 1;
        int body = text.substring(0, bodyChars).getBytes(StandardCharsets.UTF_8).length;
        String hash = sha256(content, body);
        if (footer.length != 3 || !footer[2].strip().equalsIgnoreCase(hash)) {
            throw new FileFault(FileCode.F03, "the content's SHA-256 is " + hash);
        }
    }

    static String sha256(byte[] content, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, 0, Math.min(length, content.length));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
