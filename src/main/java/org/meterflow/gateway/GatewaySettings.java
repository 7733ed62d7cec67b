package org.meterflow.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the gateway is reached and how it behaves where the published interface leaves a choice.
 *
 * @param port where DUIS is served; 0 takes a free one
 * @param threads requests dealt with at once, at all the platform's doors that lead to integrations
 * @param responseAddress where answers go of users that have no address of their own
 * @param firstAttemptDelay clients note a request only after they have examined its acknowledgement; an answer that
 *     comes before that finds no request
 * @param callbackTimeout how long a user's response service may take
 * @param callbackLimit longest response a client's receiver takes
 * @param requestLimit longest request to a device
 * @param nonDeviceRequestLimit longest request to the DCC itself: a firmware image and its devices fit in
 * @param strangersLimit longest request of which the header does not name a user who is known
 * @param largeRequests longer than what strangers may send, and dealt with at once
 * @param rate requests taken from one address per second, on each node, in the long run, at each of the doors
 * @param burst requests taken from one address at once
 * @param keptOfRefused how much is kept of what is no request, or of nobody known
 * @param strangers how much of what nobody signed is kept
 * @param changeOfSupplierLead how long before its date a change of credentials is decided again and sent to the meter
 * @param answerWithin how long a device may take, with all attempts, before its user is told that it does not answer
 * @param sleepingAnswerWithin the same for gas meters, which sleep most of the time
 * @param datedAnswerWithin how long after its date a device may answer what its user asked for then
 * @param attempts how often a device is asked at most
 * @param heldRequestsEvery how often requests are looked for whose time has come
 * @param gbcsVersion what users are told their pre-commands follow
 * @param notForLocalDelivery variants whose commands are not handed back: the DCC signs them, or tells what they show
 */
@ConfigurationProperties("meterflow.gateway")
public record GatewaySettings(
        @DefaultValue("8079") int port,
        @DefaultValue("16") int threads,
        @Nullable URI responseAddress,
        @DefaultValue("1500ms") Duration firstAttemptDelay,
        @DefaultValue("10s") Duration callbackTimeout,
        @DefaultValue("100KB") DataSize callbackLimit,
        @DefaultValue("1MB") DataSize requestLimit,
        @DefaultValue("16MB") DataSize nonDeviceRequestLimit,
        @DefaultValue("256KB") DataSize strangersLimit,
        @DefaultValue("2") int largeRequests,
        @DefaultValue("500") int rate,
        @DefaultValue("2000") int burst,
        @DefaultValue("4KB") DataSize keptOfRefused,
        @DefaultValue Strangers strangers,
        @DefaultValue("1d") Duration changeOfSupplierLead,
        @DefaultValue("10m") Duration answerWithin,
        @DefaultValue("24h") Duration sleepingAnswerWithin,
        @DefaultValue("24h") Duration datedAnswerWithin,
        @DefaultValue("3") int attempts,
        @DefaultValue("1s") Duration heldRequestsEvery,
        @DefaultValue Schedules schedules,
        @DefaultValue("4.3") String gbcsVersion,
        @DefaultValue({"6.21", "6.23", "8.5", "9.1"}) Set<String> notForLocalDelivery,
        @DefaultValue Codes codes,
        @DefaultValue Alerts alerts) {

    /**
     * Nobody signed them, so anybody could fill the database with them.
     *
     * @param rate of one address per second, in the long run, on each node
     * @param burst of one address at once
     * @param most kept in all; the oldest go first
     */
    public record Strangers(
            @DefaultValue("1") double rate,
            @DefaultValue("120") int burst,
            @DefaultValue("20000") int most) {}

    /**
     * How schedules are kept (SRV 5.1).
     *
     * @param earliest UTC; a schedule without a time of its own runs at or after it
     * @param latest UTC; and before this: each device at its own time, so that they do not all come at once
     * @param most how many a user may have of one device: an answer to 5.2 has room for 99
     * @param answerWithin how long after it was due a read may be answered; one that is found later is not made
     */
    public record Schedules(
            @DefaultValue("00:15") LocalTime earliest,
            @DefaultValue("06:00") LocalTime latest,
            @DefaultValue("99") int most,
            @DefaultValue("24h") Duration answerWithin) {}

    /** Alert codes: the schema lists them but ties none to a content. */
    public record Alerts(
            @DefaultValue("N27") String changeOfSupplier,
            @DefaultValue("N17") String scheduleRemoval,
            @DefaultValue("N13") String commandFailure,
            @DefaultValue("N2") String withdrawal,
            @DefaultValue("N29") String proxyLogRestored,
            @DefaultValue("N42") String credentialsUpdated,
            @DefaultValue("AD1") String powerOutage) {}

    /**
     * Response codes for what no published text gives one: each is in the schema's list.
     *
     * @param notServed the platform does not build this variant
     * @param badSignature the signature does not verify, or is not the originator's
     * @param certificateNotInForce the signature is the originator's, its certificate expired, revoked or not yet valid
     * @param requestIdUsed the request id came before, with another document
     * @param cannotBeBuilt what the request says does not make a message for this device
     * @param readerCertificate the key agreement certificate in the request is not the user's in use
     * @param consumptionReaderCertificate the same in 4.17
     * @param preCommand the signed pre-command is not what was transformed, or not signed by its user
     * @param notTrusted the device trusts another in its user's place, and would drop what the user signs
     * @param nothingInInventory 8.2 found no device
     * @param credentials 6.23's certificates are not the asking supplier's, or do not fit their places
     * @param meterPoint 6.23's meter point is not the device's
     * @param handoverCredentials 6.21's certificates are not the receiving party's, or do not fit their places
     * @param notInDccHands 6.21: the DCC does not hold these places of the device
     * @param handoverRole 6.21: the DCC hands over to suppliers and network operators, not to this role
     * @param handoverTwice 6.21: such a handover of the device is under way
     * @param optOutCredentials 8.5's certificates are not a broker's, or do not fit their places
     * @param optOutTwice 8.5: the opt-out of the device is under way
     * @param replacedProxy 8.12.2: the replaced device is no gas proxy of the inventory
     * @param replacedElsewhere 8.12.2: the replaced proxy mirrored the meter of another meter point
     * @param replacedLogUnknown 8.12.2: the replaced proxy never told its log
     * @param notSchedulable 5.1 asks for a service that is not repeated by schedule, or its parts do not go together
     * @param scheduleDates 5.1's schedule begins in the past, or would never run
     * @param schedulePeriod the part of the log that 5.1 names ends before it begins
     * @param tooManySchedules the user has as many of this device as there may be
     * @param scheduleCertificate 5.1's key agreement certificate is not the user's
     * @param scheduleNotRead 5.2 names no schedule of this user
     * @param scheduleNotDeleted 5.3 names no schedule of this user
     * @param returnedMessage 8.13 brings no genuine answer of a device
     * @param returnedUnasked 8.13 brings an answer to nothing this user has for local delivery
     * @param returnedForAnother 8.13 brings an answer to another request than it names
     */
    public record Codes(
            @DefaultValue("E100") String notServed,
            @DefaultValue("E48") String badSignature,
            @DefaultValue("E51") String certificateNotInForce,
            @DefaultValue("E49") String requestIdUsed,
            @DefaultValue("E57") String cannotBeBuilt,
            @DefaultValue("E57") String readerCertificate,
            @DefaultValue("E041701") String consumptionReaderCertificate,
            @DefaultValue("E50") String preCommand,
            @DefaultValue("E52") String notTrusted,
            @DefaultValue("E080201") String nothingInInventory,
            @DefaultValue("E062301") String credentials,
            @DefaultValue("E062302") String meterPoint,
            @DefaultValue("E062101") String handoverCredentials,
            @DefaultValue("E062102") String notInDccHands,
            @DefaultValue("E062103") String handoverRole,
            @DefaultValue("E062105") String handoverTwice,
            @DefaultValue("E080501") String optOutCredentials,
            @DefaultValue("E080502") String optOutTwice,
            @DefaultValue("E081221") String replacedProxy,
            @DefaultValue("E081222") String replacedElsewhere,
            @DefaultValue("E081223") String replacedLogUnknown,
            @DefaultValue("E050101") String notSchedulable,
            @DefaultValue("E050102") String scheduleDates,
            @DefaultValue("E050103") String schedulePeriod,
            @DefaultValue("E050105") String tooManySchedules,
            @DefaultValue("E050107") String scheduleCertificate,
            @DefaultValue("E050201") String scheduleNotRead,
            @DefaultValue("E050301") String scheduleNotDeleted,
            @DefaultValue("E081301") String returnedMessage,
            @DefaultValue("E081302") String returnedUnasked,
            @DefaultValue("E081303") String returnedForAnother) {}
}
