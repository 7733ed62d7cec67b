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
 * @param largeRequests longer than what strangers may send, and dealt with at once; none: two, or one in a heap below 512 MB
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
        @Nullable Integer largeRequests,
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
        @DefaultValue Alerts alerts) {

    private static final long HEAP_FOR_TWO = 512L * 1024 * 1024;

    int largeAtOnce() {
        if (largeRequests != null) {
            return largeRequests;
        }
        return Runtime.getRuntime().maxMemory() < HEAP_FOR_TWO ? 1 : 2;
    }

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
}
