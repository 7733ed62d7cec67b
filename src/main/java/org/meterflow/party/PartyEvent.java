package org.meterflow.party;

import java.time.Instant;

/** Something that a person changed about a party, in a sentence. */
public record PartyEvent(Instant at, String what, String actor) {}
