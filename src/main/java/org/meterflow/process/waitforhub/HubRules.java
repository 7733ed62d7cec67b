package org.meterflow.process.waitforhub;

import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.InvalidIdentifier;
import org.meterflow.identifier.Reason;
import org.meterflow.process.kit.BoxCheck;

/** What a box says that waits for a hub. Public for whoever looks at diagrams before there is a program. */
public final class HubRules implements BoxCheck {

    @Override
    public Stream<String> wrong(Map<String, String> said) {
        String hub = said.getOrDefault(WaitForHub.HUB, "").strip();
        if (hub.isEmpty() || hub.contains("{")) {
            return Stream.empty();
        }
        try {
            Eui64.of(hub);
            return Stream.empty();
        } catch (InvalidIdentifier none) {
            return Stream.of("'%s' is no hub: %s. Write its EUI-64, or a fact as in ${facts.hub}."
                    .formatted(hub, Reason.of(none)));
        }
    }
}
