package org.meterflow.registration;

/** Whether energy can flow at a meter point. */
public enum Energisation {
    ENERGISED,
    DE_ENERGISED,
    DISCONNECTED
}
