package org.meterflow.process;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A fact that a process knows of its cases; implemented by an enum of the process, so that console, parties and diagrams
 * mean the same by it.
 */
public interface FactName {

    /** The enum's constant, {@code SUPPLY_START_DATE}. */
    String name();

    /** In plain words, as people read it. */
    String label();

    /** As conditions in diagrams write it, {@code supplyStartDate}. */
    default String inDiagrams() {
        return Pattern.compile("_(.)")
                .matcher(name().toLowerCase(Locale.ROOT))
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
