package org.meterflow.metering.hub;

import java.util.Objects;
import org.springframework.stereotype.Component;

/** This running platform among those that share the database. */
@Component
public class MeteringNode {

    private final String name;

    MeteringNode(HubSettings settings) {
        this.name = Objects.requireNonNull(settings.node());
    }

    public String name() {
        return name;
    }
}
