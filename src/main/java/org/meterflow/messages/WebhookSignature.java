package org.meterflow.messages;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header by which a party knows that a notification is ours: {@code Meterflow-Signature: t=1700000000,v1=hex}.
 * Each {@code v1} is the HMAC-SHA256, keyed with a secret's UTF-8 bytes, of the decimal seconds {@code t}, a full stop
 * and the body's bytes. While a secret is being changed there are two; one that fits is enough. A receiver compares in
 * constant time and turns away a {@code t} more than five minutes from its own clock.
 */
public final class WebhookSignature {

    public static final String HEADER = "Meterflow-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** The header's value. */
    public static String sign(List<String> secrets, Instant at, byte[] body) {
        long seconds = at.getEpochSecond();
        return secrets.stream()
                .map(secret -> "v1=" + mac(secret, seconds, body))
                .collect(Collectors.joining(",", "t=" + seconds + ",", ""));
    }

    private static String mac(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
