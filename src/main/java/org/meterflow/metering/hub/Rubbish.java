package org.meterflow.metering.hub;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterflow.identifier.Eui64;
import org.meterflow.metering.hub.HubNotice.Kind;
import org.springframework.stereotype.Component;

/**
 * Counts, hub by hub, the messages that are worth nothing: no messages at all, of unknown devices, or with a wrong MAC or
 * signature. A few are kept for those who look into it; with the next one the hub is hung up on for a while.
 */
@Component
public class Rubbish {

    private static final int MOST_HUBS = 10_000;

    private static final class Window {
        private final long since;
        private int count;

        Window(long since) {
            this.since = since;
        }
    }

    private final DoorSettings settings;
    private final HubLines lines;
    private final HubNotices notices;
    private final Map<Eui64, Window> windows = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Eui64, Window> eldest) {
            return size() > MOST_HUBS;
        }
    };

    Rubbish(DoorSettings settings, HubLines lines, HubNotices notices) {
        this.settings = settings;
        this.lines = lines;
        this.notices = notices;
    }

    /** Something of it came from this hub. */
    public void from(Eui64 hub) {
        if (count(hub) > settings.rubbish()) {
            HubLine line = lines.of(hub);
            if (line != null) {
                line.refuse("Too many messages over this line are worth nothing");
            }
        }
    }

    /** Whether a message of this hub is kept; one that is not is counted. */
    boolean isKept(Eui64 hub) {
        if (absence(hub).isZero()) {
            return true;
        }
        notices.note(hub, Kind.RUBBISH);
        return false;
    }

    private synchronized int count(Eui64 hub) {
        Window window = windows.get(hub);
        if (window == null || left(window).isZero()) {
            windows.remove(hub);
            window = new Window(System.nanoTime());
            windows.put(hub, window);
        }
        return ++window.count;
    }

    /** How long this hub is to stay away; zero when it may come. */
    synchronized Duration absence(Eui64 hub) {
        Window window = windows.get(hub);
        return window == null || window.count <= settings.rubbish() ? Duration.ZERO : left(window);
    }

    private Duration left(Window window) {
        Duration left = settings.rubbishWindow().minusNanos(System.nanoTime() - window.since);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
