package org.meterflow.metering.gbcs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.GbcsMessage.Kind;

/**
 * What a device says unasked.
 *
 * @param code of the alert, such as 8F66: a dated command was carried out
 * @param at null when the device left its time open
 * @param credentials what became of a dated replacement of credentials; null for every other alert
 */
public record GbcsAlert(
        int code, @Nullable Instant at, @Nullable CredentialsOutcome credentials) {

    /** @throws MalformedGbcs when the message is no alert, or none in a known form */
    public static GbcsAlert of(GbcsMessage message) {
        if (message.kind() != Kind.ALERT) {
            throw new MalformedGbcs("A " + message.kind() + " is no alert");
        }
        Octets payload = message.payload();
        if (payload.isEmpty()) {
            throw new MalformedGbcs("An alert says at least its code and its time");
        }
        return switch (payload.at(0)) {
            case DlmsNotification.TAG -> {
                DlmsNotification notification = DlmsNotification.parse(payload);
                yield new GbcsAlert(notification.alertCode(), notification.at(), null);
            }
            case 0x01 -> gas(payload);
            case Der.SEQUENCE -> asn1(message);
            default -> throw new MalformedGbcs("%02X begins no alert in use".formatted(payload.at(0)));
        };
    }

    private static GbcsAlert gas(Octets payload) {
        GbzAlert alert = GbzAlert.parse(payload);
        return new GbcsAlert(alert.code(), DlmsTime.since2000(alert.time()), null);
    }

    private static GbcsAlert asn1(GbcsMessage message) {
        Der der = Der.parse(message.payload());
        CredentialsOutcome outcome =
                message.messageCode() == CredentialsOutcome.ALERT ? CredentialsOutcome.read(der.at(2)) : null;
        return new GbcsAlert((int) der.at(0).number(), DerTime.decode(der.at(1)), outcome);
    }
}
