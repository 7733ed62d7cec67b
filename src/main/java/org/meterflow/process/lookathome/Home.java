package org.meterflow.process.lookathome;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.LastHeard;
import org.meterflow.outage.Outages;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.incident.Incidents;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Finds out what the platform knows of a home at this moment. What is not known has no name in the answer. */
@Component
class Home {

    private final Registrations registrations;
    private final Parties parties;
    private final Devices devices;
    private final LastHeard heard;
    private final Outages outages;
    private final Incidents incidents;
    private final Clock clock;

    Home(
            Registrations registrations,
            Parties parties,
            Devices devices,
            LastHeard heard,
            Outages outages,
            Incidents incidents,
            Clock clock) {
        this.registrations = registrations;
        this.parties = parties;
        this.devices = devices;
        this.heard = heard;
        this.outages = outages;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Hours are whole ones that have gone by. */
    Map<String, Object> at(Mpxn mpxn) {
        Map<String, Object> known = new LinkedHashMap<>();
        Optional<Device> found = devices.meterOf(mpxn);
        supplier(mpxn).ifPresent(party -> known.put("supplier", party.id()));
        known.put("registrationFresh", !registrations.freshness(mpxn).stale());
        known.put(
                "areaOutage",
                found.map(Device::network).filter(outages::lastsAround).isPresent());
        known.put(
                "areaIncident",
                found.map(Device::id).filter(incidents::isOpenAround).isPresent());
        found.ifPresent(meter -> {
            known.put("meter", meter.id().value());
            hub(meter).ifPresent(last -> known.put("hoursSinceHub", hours(last)));
            if (meter.type() == DeviceType.GSME) {
                heard.of(meter.id()).ifPresent(last -> known.put("hoursSinceGasMeter", hours(last)));
            }
        });
        return known;
    }

    /** @param known what {@link #at} has found, as a sentence for people */
    String words(Map<String, Object> known) {
        String words = known.entrySet().stream()
                .map(each -> FoundWords.of(each.getKey(), readable(each)))
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private Object readable(Map.Entry<String, Object> found) {
        return found.getKey().equals("supplier")
                ? parties.find(found.getValue().toString()).map(Party::name).orElseThrow()
                : found.getValue();
    }

    private Optional<Party> supplier(Mpxn mpxn) {
        return registrations
                .at(mpxn, clock.instant())
                .map(Registration::supplier)
                .flatMap(parties::ofMpid);
    }

    /** A hub is heard as long as its line is up, and otherwise when any device behind it was heard last. */
    private Optional<Instant> hub(Device meter) {
        Eui64 hub = meter.network();
        if (heard.isReached(meter.id())) {
            return Optional.of(clock.instant());
        }
        return hub == null
                ? heard.of(meter.id())
                : devices.behind(hub).stream()
                        .map(device -> heard.of(device.id()).orElse(null))
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo);
    }

    private long hours(Instant last) {
        return Duration.between(last, clock.instant()).toHours();
    }
}
