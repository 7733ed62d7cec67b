package org.meterflow.gbcs;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.meterflow.identifier.RequestId;

/**
 * A top-up token: the 20 digits a person can type into a prepayment meter, worth an amount once, at one meter
 * (GBCS 14.7, unique transaction reference number). 19 digits carry 64 bits, the last one guards against slips.
 *
 * @param digits 20, the check digit last
 */
public record Utrn(String digits) {

    private static final int LENGTH = 20;
    private static final long OFFSET = 7_394_156_990_786_306_048L;
    private static final int USED_BITS = 57;
    private static final int COUNTER_SHIFT = 47;
    private static final int COUNTER_BITS = 10;
    private static final int CLASS_SHIFT = 45;
    private static final int VALUE_SHIFT = 32;
    private static final int HIGHEST_VALUE = (1 << 13) - 1;
    private static final long MAC_MASK = 0xFFFFFFFFL;

    /** What the value counts. */
    public enum ValueClass {
        PENCE,
        POUNDS
    }

    /** @throws MalformedGbcs when these are not the digits of a token, with the reason */
    public Utrn {
        if (!digits.matches("[0-9]{" + LENGTH + "}")) {
            throw new MalformedGbcs("A top-up token has " + LENGTH + " digits");
        }
        if (checkDigit(digits.substring(0, LENGTH - 1)) != digits.charAt(LENGTH - 1) - '0') {
            throw new MalformedGbcs("The token's last digit does not fit the others");
        }
        long bits = bits(digits);
        if (bits < 0 || bits >>> USED_BITS != 0) {
            throw new MalformedGbcs("The token is outside of the range of tokens");
        }
        if ((bits >>> CLASS_SHIFT & 3) >= ValueClass.values().length) {
            throw new MalformedGbcs("The token counts neither pence nor pounds");
        }
    }

    /** Numbers of 19 digits may exceed 63 bits; those come back negative, as do those below the first token. */
    private static long bits(String digits) {
        long number = Long.parseUnsignedLong(digits.substring(0, LENGTH - 1));
        return Long.compareUnsigned(number, OFFSET) < 0 ? -1 : number - OFFSET;
    }

    /** The token in any grouping, as people write it: blanks and dashes do not count. */
    public static Utrn of(String text) {
        return new Utrn(text.replaceAll("[\\s-]", ""));
    }

    /**
     * A new token.
     *
     * @param id the supplier, the meter and the counter, of which the lower 32 bits are 0 in use
     * @param value 0 to 8191 of pence or pounds
     * @param own a prepayment key of the supplier or the meter's key, the other side's being {@code other}
     * @throws IllegalArgumentException when the value is out of range
     */
    public static Utrn make(
            GbcsCrypto crypto, RequestId id, ValueClass valueClass, int value, PrivateKey own, PublicKey other) {
        if (value < 0 || value > HIGHEST_VALUE) {
            throw new IllegalArgumentException("A token is worth 0 to %s, not %s".formatted(HIGHEST_VALUE, value));
        }
        long counter = id.counter() >>> 32 & (1 << COUNTER_BITS) - 1;
        long upper =
                counter << COUNTER_SHIFT | (long) valueClass.ordinal() << CLASS_SHIFT | (long) value << VALUE_SHIFT;
        long mac = crypto.tokenMac(id, upper >>> 32, own, other);
        String body = Long.toString(OFFSET + (upper | mac));
        return new Utrn(body + checkDigit(body));
    }

    /** Whether this is the token that the supplier made for this meter under this counter. */
    public boolean isMadeFor(GbcsCrypto crypto, RequestId id, PrivateKey own, PublicKey other) {
        return counterBits() == (id.counter() >>> 32 & (1 << COUNTER_BITS) - 1)
                && crypto.tokenMac(id, bits(digits) >>> 32, own, other) == (bits(digits) & MAC_MASK);
    }

    /** Ten bits of the counter, from bit 32 up: what the meter sees of it. */
    public int counterBits() {
        return (int) (bits(digits) >>> COUNTER_SHIFT);
    }

    public ValueClass valueClass() {
        return ValueClass.values()[(int) (bits(digits) >>> CLASS_SHIFT & 3)];
    }

    /** In pence or pounds, as the class says. */
    public int value() {
        return (int) (bits(digits) >>> VALUE_SHIFT & HIGHEST_VALUE);
    }

    /** After Verhoeff, in the symmetries of the pentagon, beginning at the fifth of eight permutations. */
    private static int checkDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum = compose(sum, permuted(body.charAt(i) - '0', i + 4));
        }
        return "1267583094".charAt(sum) - '0';
    }

    private static int permuted(int digit, int times) {
        int permuted = digit;
        for (int i = 0; i < times % 8; i++) {
            permuted = "1576283094".charAt(permuted) - '0';
        }
        return permuted;
    }

    /** 0 to 4 turn the pentagon, 5 to 9 turn it over first. */
    private static int compose(int first, int second) {
        int turn = second % 5;
        if (first < 5) {
            return (first + turn) % 5 + (second < 5 ? 0 : 5);
        }
        return (first - turn) % 5 + (second < 5 ? 5 : 0);
    }

    @Override
    public String toString() {
        return digits;
    }
}
