package org.meterflow.process.lastresortwork;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceStatus;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpxn;
import org.meterflow.metering.Meters;
import org.meterflow.process.servicerequest.SupplierKeys;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Has the keys at some meter points replaced at a time, at the rate of the settings, each chunk in one transaction. */
@Component
class ReplacedKeys {

    private final LastResortSettings settings;
    private final LastResorts directions;
    private final FailedSupplier suppliers;
    private final ConcernedMeterPoints points;
    private final KeyCommands commands;
    private final Devices devices;
    private final AccessControl access;
    private final SupplierKeys keys;
    private final Meters meters;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ReplacedKeys(
            LastResortSettings settings,
            LastResorts directions,
            FailedSupplier suppliers,
            ConcernedMeterPoints points,
            KeyCommands commands,
            Devices devices,
            AccessControl access,
            SupplierKeys keys,
            Meters meters,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.directions = directions;
        this.suppliers = suppliers;
        this.points = points;
        this.commands = commands;
        this.devices = devices;
        this.access = access;
        this.keys = keys;
        this.meters = meters;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return how many were taken: none when it is paused, too early, or enough is under way */
    int beginSome(LastResort direction) {
        Integer taken = transaction.execute(open -> {
            Instant now = clock.instant();
            if (!directions.chunkIsDue(direction.caseId(), now)) {
                return 0;
            }
            int room = settings.keysUnderWay() - points.underWay(direction.caseId());
            List<Concerned> chunk = room < 1
                    ? List.of()
                    : points.takeUnreplaced(direction.caseId(), Math.min(room, settings.keysInOneGo()));
            begin(direction, chunk);
            directions.nextChunkAt(direction.caseId(), now.plus(settings.untilNextChunk(chunk.size())));
            return chunk.size();
        });
        return taken == null ? 0 : taken;
    }

    private void begin(LastResort direction, List<Concerned> chunk) {
        Map<Optional<Mpxn>, List<Device>> byMeterPoint =
                devices.atAny(chunk.stream().map(Concerned::mpxn).toList()).stream()
                        .filter(ReplacedKeys::holdsSupplierKeys)
                        .collect(Collectors.groupingBy(device -> Optional.ofNullable(device.importMpxn())));
        Map<Fuel, NewHolder> holders = holders(direction);
        chunk.forEach(concerned -> begin(
                direction,
                concerned,
                byMeterPoint.getOrDefault(Optional.of(concerned.mpxn()), List.of()),
                Optional.ofNullable(holders.get(concerned.fuel()))));
    }

    /** Whose keys devices are to hold, and what they are told. */
    private record NewHolder(Eui64 user, MeterRequest request) {}

    private Map<Fuel, NewHolder> holders(LastResort direction) {
        Map<Fuel, NewHolder> holders = new EnumMap<>(Fuel.class);
        for (Fuel fuel : Fuel.values()) {
            suppliers
                    .user(direction, fuel)
                    .ifPresent(user ->
                            keys.of(user).ifPresent(request -> holders.put(fuel, new NewHolder(user, request))));
        }
        return holders;
    }

    private static boolean holdsSupplierKeys(Device device) {
        boolean holds =
                device.type() == DeviceType.ESME || device.type() == DeviceType.GSME || device.type() == DeviceType.GPF;
        return holds && device.is(DeviceStatus.COMMISSIONED);
    }

    private void begin(LastResort direction, Concerned concerned, List<Device> at, Optional<NewHolder> holder) {
        Optional<String> problem = at.isEmpty()
                ? Optional.of("No commissioned device is known at the meter point")
                : holder.isEmpty()
                        ? Optional.of("The supplier of last resort has no user with certificates in use for this fuel")
                        : at.stream()
                                .flatMap(device -> refusal(holder.get().user(), device, concerned).stream())
                                .findFirst();
        points.asked(direction.caseId(), concerned.mpxn());
        if (problem.isPresent()) {
            points.settled(direction.caseId(), concerned.mpxn(), false, problem.get(), clock.instant());
            return;
        }
        at.forEach(device -> meters.ask(keys.replacing(
                commands.add(direction.caseId(), concerned.mpxn(), device.id(), concerned.tries() + 1),
                device,
                holder.orElseThrow().request())));
    }

    private Optional<String> refusal(Eui64 user, Device device, Concerned concerned) {
        AccessDecision decision = access.decide(
                new AccessRequest(user, SupplierKeys.SERVICE, device.id(), concerned.mpxn(), clock.instant(), null));
        return decision.permitted() ? Optional.empty() : Optional.of(decision.sentence());
    }
}
