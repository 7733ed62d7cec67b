package org.meterflow.process.incident;

import java.util.Optional;
import java.util.stream.Stream;

/** What was behind an incident, as its team finds. */
public enum IncidentCause {
    DEVICE("A device was faulty"),
    FIRMWARE("Firmware"),
    NETWORK("The network or a hub's connection"),
    PLATFORM("Our own systems"),
    SERVICE_PROVIDER("A service provider"),
    USER("A user's system or request"),
    DATA("Wrong or late data"),
    SECURITY("An attack"),
    NOTHING_WRONG("Nothing was wrong"),
    UNKNOWN("Not known yet");

    private final String words;

    IncidentCause(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    static Optional<IncidentCause> of(String name) {
        return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
