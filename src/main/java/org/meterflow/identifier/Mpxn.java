package org.meterflow.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a meter point: an MPAN core (electricity, 13 digits, the last a check digit) or an MPRN (gas, 6 to 10
 * digits). An MPRN's check digits are not examined: not every registration body keeps them.
 */
public record Mpxn(String value) {

    private static final Pattern MPAN = Pattern.compile("[0-9]{13}");
    private static final Pattern MPRN = Pattern.compile("[0-9]{6,10}");
    private static final int[] PRIMES = {3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43};

    @JsonCreator
    public Mpxn {
        value = value.replace(" ", "");
        if (MPAN.matcher(value).matches()) {
            requireCheckDigit(value);
        } else if (!MPRN.matcher(value).matches()) {
            throw new InvalidIdentifier("'" + value + "' is neither an MPAN (13 digits) nor an MPRN (6 to 10 digits)");
        }
    }

    private static void requireCheckDigit(String mpan) {
        int expected = checkDigit(mpan.substring(0, 12));
        if (mpan.charAt(12) - '0' != expected) {
            throw new InvalidIdentifier("MPAN " + mpan + " has check digit " + mpan.charAt(12) + ", not " + expected);
        }
    }

    /** The thirteenth digit that belongs to these twelve. */
    public static int checkDigit(String firstTwelveDigits) {
        int sum = 0;
        for (int i = 0; i < PRIMES.length; i++) {
            sum += (firstTwelveDigits.charAt(i) - '0') * PRIMES[i];
        }
        return sum % 11 % 10;
    }

    public Fuel fuel() {
        return value.length() == 13 ? Fuel.ELECTRICITY : Fuel.GAS;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
