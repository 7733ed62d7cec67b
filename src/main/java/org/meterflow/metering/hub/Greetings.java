package org.meterflow.metering.hub;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is said on a line before its hub is believed: the hub's greeting, a challenge, the hub's proof. Whoever is not
 * believed learns nothing of why: an unknown hub is answered like a known one that somebody else claims to be, in the same
 * words and after the same time.
 */
@Component
class Greetings {

    static final String NOT_BELIEVED = "This hub is unknown, or it has not proven itself";

    private static final Logger log = LoggerFactory.getLogger(Greetings.class);
    private static final int SHORTEST_ABSENCE_MILLIS = 1_000;
    private static final int LONGEST_ABSENCE_MILLIS = 30_000;

    private final DoorSettings settings;
    private final Strangers strangers;
    private final ProofChecks checks;
    private final HubKeys keys;
    private final HubNotices notices;
    private final HubAdmission admission;

    Greetings(
            DoorSettings settings,
            Strangers strangers,
            ProofChecks checks,
            HubKeys keys,
            HubNotices notices,
            HubAdmission admission) {
        this.settings = settings;
        this.strangers = strangers;
        this.checks = checks;
        this.keys = keys;
        this.notices = notices;
        this.admission = admission;
        if (!settings.requireProof()) {
            log.warn(
                    "Whoever reaches the port for hubs is any hub he says: meterflow.metering.hubs.require-proof is false");
        }
    }

    Duration proofWithin() {
        return settings.proofWithin();
    }

    void arrived(HubLine line) {
        HubLine leaves = strangers.arrived(line);
        if (leaves == line) {
            line.sendAway(someTime());
        } else if (leaves != null) {
            leaves.close();
        }
    }

    /** It is believed, or gone. */
    void left(HubLine line) {
        strangers.left(line);
    }

    /** On the network's thread: it waits for nothing. */
    void hello(LineGreeting greeting, HubLine line, byte[] body) {
        Hello hello = Hello.read(body);
        if (hello.provable()) {
            greeting.challenge(line, hello, body);
        } else if (settings.requireProof()) {
            throw new BadFrame("This head-end speaks version 2 of the protocol, in which a hub proves itself, not 1");
        } else {
            checks.add(line, () -> guarded(line, () -> unproven(line, hello)));
        }
    }

    /** On the network's thread too. */
    void proof(HubLine line, Hello hello, byte[] text, byte[] signature) {
        checks.add(line, () -> guarded(line, () -> judge(line, hello, text, signature)));
    }

    private void judge(HubLine line, Hello hello, byte[] text, byte[] signature) {
        switch (keys.judge(hello.hub(), text, signature)) {
            case PROVEN -> {
                notices.settled(hello.hub());
                admission.believed(line, hello);
            }
            case UNKNOWN -> notBelieved(line);
            case NO_CERTIFICATE -> notBelieved(line, hello.hub(), HubNotice.Kind.NO_CERTIFICATE);
            case WRONG -> notBelieved(line, hello.hub(), HubNotice.Kind.WRONG_PROOF);
        }
    }

    private void unproven(HubLine line, Hello hello) {
        if (keys.isHub(hello.hub())) {
            admission.believed(line, hello);
        } else {
            notBelieved(line);
        }
    }

    private void notBelieved(HubLine line, Eui64 hub, HubNotice.Kind why) {
        notices.note(hub, why);
        notBelieved(line);
    }

    private void notBelieved(HubLine line) {
        line.refuse(NOT_BELIEVED, settings.refusedAfter());
    }

    private static void guarded(HubLine line, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            log.warn("{} could not be greeted, and is to call again: {}", line, failure.getMessage());
            line.sendAway(someTime());
        }
    }

    /** Different for each, so that they do not all come again together. */
    private static Duration someTime() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_ABSENCE_MILLIS, LONGEST_ABSENCE_MILLIS));
    }
}
