package org.meterflow.registration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file's name as it can be written into an answer, a log and a path: letters, digits, dots, dashes and blanks. Any
 * other byte is written {@code %0A}; so two files never get the same name, and no name says anything but itself.
 */
final class SafeName {

    private static final int LONGEST = 180;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private SafeName() {}

    /** From the bytes of the name, which need not be text in any encoding. */
    static String of(Path file) {
        String uri = file.toUri().getRawPath();
        return of(bytes(uri.substring(uri.lastIndexOf('/') + 1)));
    }

    static String of(String name) {
        return of(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(byte[] name) {
        StringBuilder safe = new StringBuilder();
        for (byte one : name) {
            boolean plain = one >= '0' && one <= '9' || one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z';
            boolean inside = !safe.isEmpty() && (one == '.' || one == '-' || one == ' ');
            safe.append(plain || inside || one == '_' ? String.valueOf((char) one) : "%" + HEX.toHexDigits(one));
        }
        if (safe.length() <= LONGEST) {
            return safe.toString();
        }
        MessageDigest digest = Sha256.digest();
        digest.update(name);
        return safe.substring(0, LONGEST) + "~" + Sha256.hex(digest).substring(0, 16) + ".csv";
    }

    private static byte[] bytes(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < escaped.length(); at++) {
            if (escaped.charAt(at) == '%') {
                bytes.write(HexFormat.fromHexDigits(escaped, at + 1, at + 3));
                at += 2;
            } else {
                bytes.writeBytes(escaped.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Whether its end says that it is meant to be read. */
    static boolean isCsv(String safeName) {
        return safeName.toLowerCase(Locale.ROOT).endsWith(".csv");
    }
}
