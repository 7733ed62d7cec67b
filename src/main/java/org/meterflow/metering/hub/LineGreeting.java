package org.meterflow.metering.hub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a hub says on its line before it is believed: its greeting, then the proof for which it is asked; nothing else. */
final class LineGreeting {

    private enum Stage {
        SILENT,
        CHALLENGED,
        JUDGED,
        NOT_BELIEVED,
        BELIEVED
    }

    private record Greeted(Hello hello, byte[] text) {}

    private final Greetings greetings;
    private volatile Stage stage = Stage.SILENT;
    private @Nullable Greeted greeted;

    LineGreeting(Greetings greetings) {
        this.greetings = greetings;
    }

    boolean isBeingJudged() {
        return stage == Stage.JUDGED;
    }

    boolean isBelieved() {
        return stage == Stage.BELIEVED;
    }

    void believed(HubLine line) {
        stage = Stage.BELIEVED;
        greetings.left(line);
    }

    void notBelieved() {
        stage = Stage.NOT_BELIEVED;
    }

    /** Asks the hub that has greeted for a proof. */
    void challenge(HubLine line, Hello hello, byte[] greeting) {
        byte[] challenge = HubProof.challenge();
        greeted = new Greeted(hello, HubProof.text(challenge, greeting));
        stage = Stage.CHALLENGED;
        line.send(HubFrame.challenge(challenge));
    }

    /** @throws BadFrame when it is not the hub's turn to say this */
    void hear(HubLine line, HubFrame frame) {
        Greeted before = greeted;
        if (stage == Stage.SILENT && frame.type() == HubFrame.Type.HELLO) {
            stage = Stage.JUDGED;
            greetings.hello(this, line, frame.body());
        } else if (stage == Stage.SILENT) {
            throw new BadFrame("A line begins with a hello");
        } else if (stage == Stage.CHALLENGED && before != null && frame.type() == HubFrame.Type.PROOF) {
            if (frame.body().length != HubProof.SIGNATURE_BYTES) {
                throw new BadFrame(
                        "A proof has %s bytes, not %s".formatted(HubProof.SIGNATURE_BYTES, frame.body().length));
            }
            stage = Stage.JUDGED;
            greetings.proof(line, before.hello(), before.text(), frame.body());
        } else {
            throw new BadFrame("A hub proves itself before it says anything else");
        }
    }

    /** What its hub has not said in the time it had for it. */
    Optional<String> missing() {
        return switch (stage) {
            case SILENT -> Optional.of("A line begins with a hello, and none came");
            case CHALLENGED -> Optional.of("A hub answers the challenge with a proof, and none came");
            case JUDGED, NOT_BELIEVED, BELIEVED -> Optional.empty();
        };
    }
}
