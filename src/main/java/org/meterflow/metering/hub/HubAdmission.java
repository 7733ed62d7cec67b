package org.meterflow.metering.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets in hubs that are believed: so many each second, and none while a line of the same hub is alive. */
@Component
class HubAdmission {

    private static final Logger log = LoggerFactory.getLogger(HubAdmission.class);

    private final DoorSettings settings;
    private final HubLines lines;
    private final HubConnections connections;
    private final Devices inventory;
    private final HubWatch watch;
    private final Admissions admissions;
    private final Rubbish rubbish;
    private final HubNotices notices;
    private final ProofChecks later;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HubAdmission(
            DoorSettings settings,
            HubLines lines,
            HubConnections connections,
            Devices inventory,
            HubWatch watch,
            Admissions admissions,
            Rubbish rubbish,
            HubNotices notices,
            ProofChecks later,
            TransactionTemplate transaction,
            Clock clock) {
        this.settings = settings;
        this.lines = lines;
        this.connections = connections;
        this.inventory = inventory;
        this.watch = watch;
        this.admissions = admissions;
        this.rubbish = rubbish;
        this.notices = notices;
        this.later = later;
        this.transaction = transaction;
        this.clock = clock;
    }

    void believed(HubLine line, Hello hello) {
        Duration absence = rubbish.absence(hello.hub());
        if (absence.isZero()) {
            absence = admissions.absence(System.nanoTime());
        }
        if (absence.isZero()) {
            line.believed();
            place(line, hello);
        } else {
            line.sendAway(absence);
        }
    }

    private void place(HubLine line, Hello hello) {
        HubLine older = lines.take(hello.hub(), line);
        if (older == null) {
            admit(line, hello);
        } else {
            older.isAlive(
                    settings.oldLineAnswersWithin(), alive -> later.add(line, () -> decide(line, hello, older, alive)));
        }
    }

    private void decide(HubLine line, Hello hello, HubLine older, boolean alive) {
        if (alive) {
            notices.note(hello.hub(), HubNotice.Kind.SECOND_LINE);
            line.refuse("Hub %s has a line, and answers on it".formatted(hello.hub()));
        } else {
            log.info("{} does not answer: a newer line takes its place", older);
            older.close();
            lines.lost(older);
            place(line, hello);
        }
    }

    /** Records which devices the hub reaches, and welcomes it. */
    void admit(HubLine line, Hello hello) {
        Eui64 hub = hello.hub();
        List<Eui64> devices = reached(hello);
        if (devices.size() < hello.devices().size()) {
            log.warn(
                    "Hub {} also announces devices the inventory does not see behind it: {}",
                    hub,
                    hello.devices().stream()
                            .filter(device -> !devices.contains(device))
                            .toList());
        }
        try {
            transaction.executeWithoutResult(status -> {
                connections.record(hub, line.session(), devices, hello.devices(), clock.instant());
                watch.connected(hub, devices);
            });
        } catch (RuntimeException failure) {
            log.error("{} could not be admitted", line, failure);
            line.close();
            return;
        }
        line.welcome(HubFrame.welcome(clock.instant()));
        if (!line.isOpen()) {
            lines.lost(line);
        }
    }

    /** Those announced devices that the inventory too sees behind this hub, the hub's own function included. */
    private List<Eui64> reached(Hello hello) {
        Set<Eui64> behind =
                inventory.behind(hello.hub()).stream().map(Device::id).collect(Collectors.toSet());
        return hello.devices().stream()
                .filter(device -> device.equals(hello.hub()) || behind.contains(device))
                .toList();
    }
}
