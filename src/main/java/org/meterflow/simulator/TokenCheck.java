package org.meterflow.simulator;

/** Whether a top-up's twenty digits are a token for this device from its supplier. */
interface TokenCheck {

    /** What became of a token. */
    sealed interface Verdict {
        /** @param amount in hundred-thousandths of a pound */
        record Good(long amount, long counter) implements Verdict {}

        /** The digits themselves, or the proof in them, are wrong. */
        record NotAuthentic() implements Verdict {}

        /** It proves itself, but it has been used. */
        record UsedBefore() implements Verdict {}
    }

    /** @param counter of the message the token came in */
    Verdict check(String digits, long counter);

    /** As it was typed, with no more of its counter than the token itself says. */
    Verdict checkTyped(String digits);
}
