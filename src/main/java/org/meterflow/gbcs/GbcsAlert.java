package org.meterflow.gbcs;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage.Kind;

/**
 * What a device says unasked.
 *
 * @param code of the alert, such as 8F66: a dated command was carried out
 * @param at null when the device left its time open
 * @param credentials what became of a dated replacement of credentials; null for every other alert
 * @param executed the dated command that it reports on, where it is another; else null
 */
public record GbcsAlert(
        int code,
        @Nullable Instant at,
        @Nullable CredentialsOutcome credentials,
        @Nullable DatedCommand executed) {

    /** The alert's code when a dated command was carried out; every other reports a failure. */
    public static final int TOOK_EFFECT = 0x8F66;

    /** Critical alerts, and what devices tell of dated commands and of firmware (GBCS 16.2). */
    private static final Set<Integer> SIGNED = Set.of(
            0x0061, 0x0067, 0x008B, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF, 0x0120, 0x0122, 0x0124, 0x012B,
            0x1000);

    private static final int DATED_DLMS = 0x00CC;
    private static final int DATED_GAS = 0x00CD;

    /** A command whose date has come, by its message code and its originator's counter. */
    public record DatedCommand(int messageCode, long counter) {

        static DatedCommand read(Octets detail) {
            OctetReader reader = new OctetReader(detail.shared());
            return new DatedCommand(reader.u16("a message code"), reader.i64("a counter"));
        }
    }

    /** Whether devices sign alerts of this message code; all others prove themselves to their recipient by a MAC. */
    public static boolean isSigned(int messageCode) {
        return SIGNED.contains(messageCode);
    }

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
                DatedCommand executed = message.messageCode() == DATED_DLMS
                        ? DatedCommand.read(notification.content().at(2).text())
                        : null;
                yield new GbcsAlert(notification.alertCode(), notification.at(), null, executed);
            }
            case 0x01 -> gas(message);
            case Der.SEQUENCE -> asn1(message);
            default -> throw new MalformedGbcs("%02X begins no alert in use".formatted(payload.at(0)));
        };
    }

    private static GbcsAlert gas(GbcsMessage message) {
        GbzAlert alert = GbzAlert.parse(message.payload());
        DatedCommand executed = message.messageCode() == DATED_GAS ? dated(alert) : null;
        return new GbcsAlert(alert.code(), DlmsTime.since2000(alert.time()), null, executed);
    }

    private static DatedCommand dated(GbzAlert alert) {
        Octets content = alert.content();
        if (content == null) {
            throw new MalformedGbcs("The alert of a dated command names the command");
        }
        OctetReader reader = new OctetReader(content.shared());
        return DatedCommand.read(reader.octets(reader.u8("a length"), "the dated command"));
    }

    private static GbcsAlert asn1(GbcsMessage message) {
        Der der = Der.parse(message.payload());
        boolean ofCredentials = message.messageCode() == CredentialsOutcome.ALERT
                || message.messageCode() == CredentialsOutcome.LOAD_CONTROLLER_ALERT;
        CredentialsOutcome outcome = ofCredentials ? CredentialsOutcome.read(der.at(2)) : null;
        return new GbcsAlert((int) der.at(0).number(), DerTime.decode(der.at(1)), outcome, null);
    }
}
