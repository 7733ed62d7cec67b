package org.meterflow.metering;

import java.util.List;
import org.meterflow.metering.hub.HubNotice;
import org.meterflow.metering.hub.HubNotices;
import org.springframework.stereotype.Component;

/** Which hubs need an operator's look. */
@Component
public class HubTroubles {

    private final HubNotices notices;

    HubTroubles(HubNotices notices) {
        this.notices = notices;
    }

    /** The latest first. */
    public List<HubTrouble> latest(int limit) {
        return notices.latest(limit).stream()
                .map(notice -> new HubTrouble(
                        notice.hub(), words(notice.kind()), notice.times(), notice.firstAt(), notice.lastAt()))
                .toList();
    }

    private static String words(HubNotice.Kind kind) {
        return switch (kind) {
            case NO_CERTIFICATE -> "Calls, but its certificate for signatures is missing: bring it in";
            case WRONG_PROOF -> "Somebody calls in its name without its key";
            case SECOND_LINE -> "Opens a second line while its first is alive";
            case RUBBISH -> "Sends messages that no device would send; these were not kept";
        };
    }
}
