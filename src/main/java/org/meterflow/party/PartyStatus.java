package org.meterflow.party;

/** Whether a party may use the services of the DCC: only a live one may. */
public enum PartyStatus {
    LIVE,
    SUSPENDED,
    WITHDRAWN
}
