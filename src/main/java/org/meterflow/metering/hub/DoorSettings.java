package org.meterflow.metering.hub;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the door for hubs believes, and how much it bears before and after that.
 *
 * @param requireProof whether a hub signs the head-end's challenge with its own key; without, anybody who reaches the port
 *     is any hub
 * @param proofWithin how long a line lives on which nobody has proven anything
 * @param refusedAfter how long after its proof a hub is told that it is not believed, whatever the reason
 * @param proofsPerSecond how many proofs a node checks each second
 * @param unprovenLines how many lines a node holds open to those who have proven nothing yet
 * @param unprovenLinesPerAddress the same, to one address
 * @param oldLineAnswersWithin how long a hub's line is given to answer when a second one is opened for the same hub
 * @param rubbish how many messages of a hub that are worth nothing are kept in each {@code rubbishWindow}; with the next one
 *     the hub is hung up on until the window is over
 */
@ConfigurationProperties("meterflow.metering.hubs")
record DoorSettings(
        @DefaultValue("true") boolean requireProof,
        @DefaultValue("10s") Duration proofWithin,
        @DefaultValue("1s") Duration refusedAfter,
        @DefaultValue("1000") int proofsPerSecond,
        @DefaultValue("2000") int unprovenLines,
        @DefaultValue("500") int unprovenLinesPerAddress,
        @DefaultValue("5s") Duration oldLineAnswersWithin,
        @DefaultValue("50") int rubbish,
        @DefaultValue("1m") Duration rubbishWindow) {

    DoorSettings {
        atLeastOne("proofs-per-second", proofsPerSecond);
        atLeastOne("unproven-lines", unprovenLines);
        atLeastOne("unproven-lines-per-address", unprovenLinesPerAddress);
        atLeastOne("rubbish", rubbish);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("meterflow.metering.hubs.%s: at least one".formatted(name));
        }
    }
}
