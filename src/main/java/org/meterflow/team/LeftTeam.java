package org.meterflow.team;

/** Somebody is no longer in a team. Told in the transaction of the change. */
public record LeftTeam(String person, String team) {}
