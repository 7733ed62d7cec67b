package org.meterflow.gbcs;

import java.time.Instant;
import java.util.List;
import org.meterflow.gbcs.CredentialsCommand.Floor;
import org.meterflow.gbcs.MeterAnswer.ReplacedCredential;
import org.meterflow.identifier.Eui64;

/** What became of a replacement of credentials: in the answer when it was to happen at once, else in an alert. */
public record CredentialsOutcome(long sequence, int mode, List<Floor> floors, List<ReplacedCredential> replaced) {

    /** The message code of the alert that tells of a dated replacement. */
    public static final int ALERT = 0x00CB;

    /** The same, of a load controller's credentials. */
    public static final int LOAD_CONTROLLER_ALERT = 0x0124;

    public static final int DATED_COMMAND_SUCCEEDED = 0x8F66;
    public static final int DATED_COMMAND_FAILED = 0x8F67;

    public CredentialsOutcome {
        floors = List.copyOf(floors);
        replaced = List.copyOf(replaced);
    }

    public boolean succeeded() {
        return !replaced.isEmpty() && replaced.stream().allMatch(each -> each.status() == ReplacedCredential.DONE);
    }

    /** The answer to a replacement at once. */
    public Octets toResponse() {
        return Der.sequence(Der.leaf(Der.NULL, Octets.NONE), toDer()).encode();
    }

    /** The answer to a replacement with a date, and to its cancellation. */
    public static Octets accepted() {
        return Der.sequence(Der.leaf(Der.NULL, Octets.NONE)).encode();
    }

    /** What the device says when the date has come. */
    public Octets toAlert(Instant at) {
        int code = succeeded() ? DATED_COMMAND_SUCCEEDED : DATED_COMMAND_FAILED;
        return Der.sequence(Der.integer(code), DerTime.encode(at), toDer()).encode();
    }

    private Der toDer() {
        return Der.sequence(
                Der.integer(sequence),
                Der.integer(mode),
                Der.sequence(floors.stream().map(FloorCodec::encode).toList()),
                Der.sequence(replaced.stream().map(CredentialsOutcome::toDer).toList()));
    }

    private static Der toDer(ReplacedCredential each) {
        return Der.sequence(
                each.cell().toDer(),
                Der.unsigned(Der.ENUMERATED, each.status()),
                Der.leaf(Der.OCTET_STRING, Octets.owning(each.oldParty().bytes())),
                Der.leaf(Der.OCTET_STRING, each.oldKeyId()),
                Der.leaf(Der.OCTET_STRING, Octets.owning(each.newParty().bytes())),
                Der.leaf(Der.OCTET_STRING, each.newKeyId()));
    }

    static CredentialsOutcome read(Der der) {
        return new CredentialsOutcome(
                der.at(0).number(),
                (int) der.at(1).number(),
                der.at(2).children().stream().map(FloorCodec::read).toList(),
                der.at(3).children().stream()
                        .map(CredentialsOutcome::readReplaced)
                        .toList());
    }

    private static ReplacedCredential readReplaced(Der der) {
        return new ReplacedCredential(
                TrustCell.read(der.at(0)),
                (int) der.at(1).number(),
                party(der.at(2)),
                der.at(3).value(),
                party(der.at(4)),
                der.at(5).value());
    }

    private static Eui64 party(Der der) {
        Octets value = der.value();
        if (value.length() != 8) {
            throw new MalformedGbcs("A remote party has 8 bytes, not " + value.length());
        }
        return Eui64.of(value.shared());
    }
}
