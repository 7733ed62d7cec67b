package org.meterflow.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** Market participant identifier: four letters or digits, under which a supplier or network is known to registration. */
public record Mpid(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9]{4}");

    @JsonCreator
    public Mpid {
        value = value.strip().toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidIdentifier("'" + value + "' is not a market participant id: four letters or digits");
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
