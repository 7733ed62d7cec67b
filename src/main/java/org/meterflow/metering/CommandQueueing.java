package org.meterflow.metering;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.UnsupportedUseCase;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/** Puts commands into queues: which device's, at which place, and after which other. */
@Component
class CommandQueueing {

    private final NewCommands commands;
    private final StateReads states;
    private final ServiceRules rules;
    private final Devices devices;
    private final Clock clock;

    CommandQueueing(NewCommands commands, StateReads states, ServiceRules rules, Devices devices, Clock clock) {
        this.commands = commands;
        this.states = states;
        this.rules = rules;
        this.devices = devices;
        this.clock = clock;
    }

    /** @return the device that may have its turn now; empty when this was asked before */
    Optional<Eui64> ask(MeterCommand command) {
        ServiceRule rule = rules.of(command.request());
        return ask(command, rule.priority(), rule);
    }

    /** What nobody waits for. */
    Optional<Eui64> askLast(MeterCommand command) {
        return ask(command, Priority.BACKFILL, rules.of(command.request()));
    }

    private Optional<Eui64> ask(MeterCommand command, Priority priority, ServiceRule rule) {
        Instant now = clock.instant();
        MeterCommand directed = rule.mirrored() ? mirrored(command) : command;
        boolean redirected = !directed.device().equals(command.device());
        String state = readBefore(command, rule);
        Queueing queueing = new Queueing(priority, state, null, redirected ? command.device() : null, Delivery.LINE);
        Optional<Long> id = commands.insert(directed, queueing, now);
        if (id.isPresent() && command.originator() instanceof OnBehalfOf.KnownUser user) {
            commands.takeAlong(directed.device(), user, priority);
        }
        if (id.isPresent() && state != null) {
            states.ask(id.get(), command.withRequest(ServiceRules.read(state)), priority, 0, now);
        }
        return id.map(number -> directed.device());
    }

    /** A user's own counter makes a repetition harmless: the device carries out a counter once. */
    private static @Nullable String readBefore(MeterCommand command, ServiceRule rule) {
        boolean newCounters = !(command.originator() instanceof OnBehalfOf.KnownUser);
        return newCounters && command.attempts() > 1 ? rule.state() : null;
    }

    /** A user's own request names the gas meter, and only that can answer it. */
    private MeterCommand mirrored(MeterCommand command) {
        if (command.originator() instanceof OnBehalfOf.KnownUser) {
            return command;
        }
        return devices.find(command.device())
                .filter(device -> device.type() == DeviceType.GSME)
                .flatMap(this::mirror)
                .filter(mirror -> answers(command.request()))
                .map(mirror -> command.to(mirror.id()))
                .orElse(command);
    }

    private Optional<Device> mirror(Device meter) {
        Eui64 hub = meter.hub();
        return hub == null
                ? Optional.empty()
                : devices.behind(hub).stream()
                        .filter(device -> device.type() == DeviceType.GPF && device.is(DeviceStatus.COMMISSIONED))
                        .findFirst();
    }

    private static boolean answers(MeterRequest request) {
        try {
            UseCase.forRequest(request, DeviceKind.GPF);
            return true;
        } catch (UnsupportedUseCase onlyTheMeter) {
            return false;
        }
    }
}
