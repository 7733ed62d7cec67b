package org.meterflow.identifier;

/** What a meter point delivers. */
public enum Fuel {
    ELECTRICITY,
    GAS
}
