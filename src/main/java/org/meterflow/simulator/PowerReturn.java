package org.meterflow.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** The power of a home that comes back: its meters say since when they were without, once their hub knows the time. */
final class PowerReturn {

    private static final int RESTORED_SOON = 0x8F35;
    private static final int RESTORED = 0x8F36;
    private static final int RESTORED_MESSAGE = 0x0067;
    private static final Duration SOON = Duration.ofMinutes(3);

    private final SimulatedHub hub;

    /** Since when a home was without power whose meters cannot say so before their hub knows the time. */
    private @Nullable Instant powerlessSince;

    PowerReturn(SimulatedHub hub) {
        this.hub = hub;
    }

    void after(Instant powerless) {
        if (hub.clock().isSet()) {
            tell(powerless);
        } else {
            powerlessSince = powerless;
        }
    }

    /** The hub knows the time now. */
    void timeKnown() {
        Instant since = powerlessSince;
        powerlessSince = null;
        if (since != null) {
            tell(since);
        }
    }

    /** The meters' alerts wait until the hub has its line again. */
    private void tell(Instant since) {
        Instant now = hub.clock().now();
        boolean soon = Duration.between(since, now).compareTo(SOON) < 0;
        int code = soon ? RESTORED_SOON : RESTORED;
        hub.devices().all().stream()
                .filter(device -> device.kind() == DeviceKind.ESME)
                .forEach(esme -> hub.happen(esme.eui(), (meter, at) -> {
                    new EventLog(meter.state().memory(), EventLog.POWER)
                            .add(now, code, Duration.between(since, now).toSeconds());
                    meter.say(Announcement.dlms(
                            RESTORED_MESSAGE,
                            code,
                            RemoteParty.NETWORK_OPERATOR,
                            true,
                            Shapes.time(since),
                            Shapes.time(now)));
                }));
    }
}
