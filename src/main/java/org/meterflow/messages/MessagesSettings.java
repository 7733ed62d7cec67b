package org.meterflow.messages;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The numbers of the inbox, the outbox and webhooks.
 *
 * @param retention how long what is finished stays in the log; for as long, a repetition of a message is recognised
 */
@ConfigurationProperties("meterflow.messages")
record MessagesSettings(
        @DefaultValue InboxSettings inbox,
        @DefaultValue OutboxSettings outbox,
        @DefaultValue Webhook webhook,
        @DefaultValue Outgoing outgoing,
        @DefaultValue TurnedAwaySettings turnedAway,
        @DefaultValue("90d") Duration retention) {

    /**
     * @param poll how often undelivered messages are looked for
     * @param grace how long a new message is left to the thread that received it
     * @param attempts failed deliveries before a message needs a person
     * @param firstRetry pause after the first failure, doubled after each
     * @param lastRetry the longest pause
     * @param longestWait the longest pause between two offers of a waiting message
     */
    record InboxSettings(
            @DefaultValue("500ms") Duration poll,
            @DefaultValue("5s") Duration grace,
            @DefaultValue("10") int attempts,
            @DefaultValue("100ms") Duration firstRetry,
            @DefaultValue("1m") Duration lastRetry,
            @DefaultValue("15s") Duration longestWait,
            @DefaultValue("4") int workers) {}

    /**
     * @param poll how often the outbox looks when nobody has told it of a new message
     * @param lease how long a lane stays with a node that has gone silent
     * @param attempts times a recipient may answer without success before the message is dead
     * @param giveUpAfter age at which a message to a silent recipient is dead
     */
    record OutboxSettings(
            @DefaultValue("1s") Duration poll,
            @DefaultValue("30s") Duration lease,
            @DefaultValue("12") int attempts,
            @DefaultValue("72h") Duration giveUpAfter,
            @DefaultValue("1s") Duration firstRetry,
            @DefaultValue("5m") Duration lastRetry,
            @DefaultValue("8") int workers,
            @DefaultValue("50") int batch) {}

    /**
     * @param keptOfEachSender how many turned away are kept of one party, or of one stranger's address, in an hour
     * @param keptOfStrangers how many are kept of all strangers together, in an hour
     * @param keptOfEach how much of each is kept
     * @param keptFor how long they are kept
     */
    record TurnedAwaySettings(
            @DefaultValue("50") int keptOfEachSender,
            @DefaultValue("200") int keptOfStrangers,
            @DefaultValue("4KB") DataSize keptOfEach,
            @DefaultValue("7d") Duration keptFor) {}

    /**
     * @param source the CloudEvents source of everything sent to parties
     * @param plainHttp whether an address may be http; otherwise only https
     * @param changeOver how long a party's former secret signs along after it was given a new one
     * @param lanes notifications to one party under way at once; see {@link OutboundChannel#lanes()}
     */
    record Webhook(
            @DefaultValue("/meterflow") String source,
            @DefaultValue("false") boolean plainHttp,
            @DefaultValue("1") int lanes,
            @DefaultValue("24h") Duration changeOver,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("10s") Duration timeout) {}

    /**
     * @param privateNetworks where webhooks and answers may go beside the public internet: networks such as
     *     {@code 10.20.0.0/16}, or {@code loopback}
     */
    record Outgoing(@DefaultValue List<String> privateNetworks) {}
}
