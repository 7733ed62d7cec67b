package org.meterflow.gbcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whether something long is the same as before, where nobody needs to read it. */
final class Mark {

    private static final int LENGTH = 16;

    private Mark() {}

    static String of(Stream<String> parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(parts.collect(Collectors.joining("\n")).getBytes(UTF_8));
            return Octets.of(digest).hex().substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
