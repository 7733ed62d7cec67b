package org.meterflow.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The platform's signature of a notification: {@code t=TIME,v1=HMAC}, made with the secret that both sides share. */
final class WebhookSignature {

    private WebhookSignature() {}

    /** @param secret empty while it is not known, and then nothing is valid */
    static boolean isValid(@Nullable String header, String secret, byte[] body) {
        if (header == null || !header.startsWith("t=") || !header.contains(",") || secret.isEmpty()) {
            return false;
        }
        String time = header.substring(2, header.indexOf(','));
        byte[] expected = ("v1=" + mac(secret, time, body)).getBytes(StandardCharsets.US_ASCII);
        return Arrays.stream(header.split(","))
                .anyMatch(part -> MessageDigest.isEqual(part.getBytes(StandardCharsets.US_ASCII), expected));
    }

    private static String mac(String secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
