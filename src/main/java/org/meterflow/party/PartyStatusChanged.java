package org.meterflow.party;

/** A party may use the services again, or no longer. */
public record PartyStatusChanged(String party, PartyStatus from, PartyStatus to, String reason) {}
