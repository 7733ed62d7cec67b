package org.meterflow.simulator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Der;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.Octets;

/** A device's firmware: the version that runs, an image that was received, and its activation by hash (GBCS CS06). */
final class Firmware {

    private static final String RUNS = "firmware.version";
    private static final String IMAGE = "firmware.image";
    private static final String IMAGE_HASH = "firmware.image.hash";
    private static final String DUE = "firmware.due";
    private static final String DUE_HASH = "firmware.due.hash";
    private static final String DUE_COUNTER = "firmware.due.counter";
    private static final int DONE = 0;
    private static final int NO_SUCH_IMAGE = 1;

    private final Memory memory;
    private final Octets installed;

    Firmware(Memory memory, Octets installed) {
        this.memory = memory;
        this.installed = installed;
    }

    Octets version() {
        Octets activated = memory.octets(RUNS);
        return activated == null ? installed : activated;
    }

    static Octets hash(byte[] image) {
        try {
            return Octets.of(MessageDigest.getInstance("SHA-256").digest(image));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing from this Java platform", impossible);
        }
    }

    /** Takes an image that came: meters keep it for its activation, other devices run it at once. */
    void arrive(DeviceKind kind, Octets version, byte[] image, Octets announced, Announcer alerts) {
        boolean meter = kind == DeviceKind.ESME || kind == DeviceKind.GSME;
        if (meter) {
            receive(version, image, announced, kind == DeviceKind.GSME, alerts);
        } else if (hash(image).equals(announced)) {
            runAtOnce(version, alerts);
        }
    }

    /**
     * Keeps an image that came whole, and says so with its hash.
     *
     * @param expected the hash the image was announced with
     */
    private void receive(Octets version, byte[] image, Octets expected, boolean gas, Announcer alerts) {
        Octets hash = hash(image);
        boolean whole = hash.equals(expected);
        if (whole) {
            memory.put(IMAGE, version);
            memory.put(IMAGE_HASH, hash);
        }
        alerts.say(FirmwareAlerts.received(hash, whole, gas));
    }

    /** An interface or a load switch takes an image at once, and says that it runs. */
    private void runAtOnce(Octets version, Announcer alerts) {
        memory.put(RUNS, version);
        alerts.say(FirmwareAlerts.runs(version));
    }

    Der tell(Der asked) {
        SecurityFunction.requireNull(asked);
        return Der.sequence(Asn1.octets(version()), Der.integer(DONE));
    }

    /** Now, at a date, or never. */
    Der activate(Der asked, Task task) {
        Octets hash = asked.at(0).value();
        if (asked.children().size() < 3) {
            return outcome(run(hash));
        }
        Instant at = Asn1.time(asked.at(2));
        if (at.equals(Asn1.NEVER)) {
            forget();
        } else if (!at.isAfter(task.now())) {
            return outcome(run(hash));
        } else {
            memory.put(DUE, at);
            memory.put(DUE_HASH, hash);
            memory.put(DUE_COUNTER, task.command().originatorCounter());
        }
        return Asn1.NULL;
    }

    private int run(Octets hash) {
        Octets version = memory.octets(IMAGE);
        if (version == null || !hash.equals(memory.octets(IMAGE_HASH))) {
            return NO_SUCH_IMAGE;
        }
        memory.put(RUNS, version);
        return DONE;
    }

    private Der outcome(int result) {
        return Der.sequence(Der.integer(result), Asn1.octets(version()));
    }

    private void forget() {
        memory.remove(DUE);
        memory.remove(DUE_HASH);
        memory.remove(DUE_COUNTER);
    }

    @Nullable
    Instant due() {
        return memory.time(DUE);
    }

    void carryOutDue(Instant now, Announcer alerts) {
        Instant due = due();
        Octets hash = memory.octets(DUE_HASH);
        if (due == null || hash == null || due.isAfter(now)) {
            return;
        }
        long counter = memory.number(DUE_COUNTER, 0);
        forget();
        int result = run(hash);
        alerts.say(FirmwareAlerts.activated(result == DONE, counter, outcome(result)));
    }
}
