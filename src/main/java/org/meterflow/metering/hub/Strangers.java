package org.meterflow.metering.hub;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The open lines on which nobody has proven anything yet: so many to one address and so many in all. Where there are too
 * many, the one goes that has been silent longest, of the address that has most; those whose proof waits to be checked
 * stay.
 */
@Component
class Strangers {

    private final DoorSettings settings;
    private final Map<Object, Set<HubLine>> byAddress = new HashMap<>();
    private int count;

    Strangers(DoorSettings settings) {
        this.settings = settings;
    }

    /** @return the line that has to go for it; itself when no other can; null when there is room */
    synchronized @Nullable HubLine arrived(HubLine line) {
        Set<HubLine> ofAddress = byAddress.computeIfAbsent(line.address(), fresh -> new LinkedHashSet<>());
        ofAddress.add(line);
        count++;
        HubLine leaves = null;
        if (ofAddress.size() > settings.unprovenLinesPerAddress()) {
            leaves = idlest(ofAddress, line);
        } else if (count > settings.unprovenLines()) {
            leaves = idlest(mostOfOneAddress(), line);
        }
        if (leaves != null) {
            left(leaves);
        }
        return leaves;
    }

    private static HubLine idlest(Collection<HubLine> lines, HubLine newcomer) {
        return lines.stream().filter(line -> !line.isBeingJudged()).findFirst().orElse(newcomer);
    }

    private Set<HubLine> mostOfOneAddress() {
        return byAddress.values().stream()
                .max(Comparator.comparingInt(Set::size))
                .orElseThrow();
    }

    /** It is proven, or gone. */
    synchronized void left(HubLine line) {
        Set<HubLine> ofAddress = byAddress.get(line.address());
        if (ofAddress != null && ofAddress.remove(line)) {
            count--;
            if (ofAddress.isEmpty()) {
                byAddress.remove(line.address());
            }
        }
    }

    synchronized int count() {
        return count;
    }
}
