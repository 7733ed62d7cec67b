package org.meterflow.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.springframework.util.unit.DataSize;

/**
 * What is kept of a document that came.
 *
 * @param text all of it, or its beginning
 * @param length of all of it, in bytes
 * @param digest of all of it, by which it is known again
 */
record KeptDocument(byte[] text, int length, byte[] digest) {

    static KeptDocument whole(byte[] document) {
        return new KeptDocument(document, document.length, digestOf(document));
    }

    /** For whoever wonders what was sent. */
    static KeptDocument beginning(byte[] document, DataSize most) {
        byte[] beginning = Arrays.copyOf(document, (int) Math.min(document.length, most.toBytes()));
        return new KeptDocument(beginning, document.length, digestOf(document));
    }

    private static byte[] digestOf(byte[] document) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(document);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
