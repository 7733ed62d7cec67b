package org.meterflow.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessRequest;
import org.meterflow.duis.Duis;
import org.meterflow.duis.DuisRequest;
import org.meterflow.gateway.Content.ReadInventory.ByDevice;
import org.meterflow.gateway.Content.ReadInventory.ByMeterPoint;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.DccKeys;
import org.springframework.stereotype.Component;

/** Which part of the gateway serves a request that may be served. */
@Component
class ServiceDesk {

    private final InventoryReads inventory;
    private final DeviceCommands commands;
    private final CredentialChanges credentials;
    private final OwnPlaceChanges ownPlaces;
    private final ScheduleDesk schedules;
    private final Transforms transforms;
    private final SignedPreCommands signedPreCommands;
    private final LocalCommands local;
    private final ReturnedAnswers returnedAnswers;
    private final DccKeys dcc;
    private final GatewaySettings settings;
    private final Clock clock;

    ServiceDesk(
            InventoryReads inventory,
            DeviceCommands commands,
            CredentialChanges credentials,
            OwnPlaceChanges ownPlaces,
            ScheduleDesk schedules,
            Transforms transforms,
            SignedPreCommands signedPreCommands,
            LocalCommands local,
            ReturnedAnswers returnedAnswers,
            DccKeys dcc,
            GatewaySettings settings,
            Clock clock) {
        this.inventory = inventory;
        this.commands = commands;
        this.credentials = credentials;
        this.ownPlaces = ownPlaces;
        this.schedules = schedules;
        this.transforms = transforms;
        this.signedPreCommands = signedPreCommands;
        this.local = local;
        this.returnedAnswers = returnedAnswers;
        this.dcc = dcc;
        this.settings = settings;
        this.clock = clock;
    }

    /** The question to put to access control, now, about this request. */
    AccessRequest accessTo(DuisRequest request, Content content) {
        Eui64 target = request.id().target();
        Eui64 device = target.equals(dcc.accessControlBroker()) ? null : target;
        Mpxn mpxn = null;
        if (content instanceof Content.ReadInventory read) {
            device = read.query() instanceof ByDevice by ? by.device() : null;
            mpxn = read.query() instanceof ByMeterPoint by
                    ? InventoryReads.meterPoint(by.mpxn()).orElse(null)
                    : null;
        }
        if (content instanceof Content.ReturnedAnswer returned) {
            device = ReturnedAnswers.deviceOf(returned);
        } else if (content instanceof Content.CreateSchedule create) {
            device = create.device();
        } else if (content instanceof Content.ReadSchedule read) {
            device = deviceOf(read.which());
        } else if (content instanceof Content.DeleteSchedule delete) {
            device = deviceOf(delete.which());
        }
        return accessTo(request, device, mpxn, content);
    }

    private static @Nullable Eui64 deviceOf(Content.WhichSchedules which) {
        return which instanceof Content.SchedulesOfDevice of ? of.device() : null;
    }

    private AccessRequest accessTo(DuisRequest request, @Nullable Eui64 device, @Nullable Mpxn mpxn, Content content) {
        return new AccessRequest(
                request.id().originator(), request.variant(), device, mpxn, clock.instant(), dateOf(request, content));
    }

    private @Nullable Instant dateOf(DuisRequest request, Content content) {
        if (content instanceof Content.ChangeOfSupplier change) {
            return credentials.dateOf(request, change);
        }
        Instant executeAt = content.executeAt();
        return executeAt == null || Duis.isCancellation(executeAt) ? null : executeAt;
    }

    Outcome serve(long number, DuisRequest request, Content content) {
        if (LocalCommands.isWanted(request)) {
            Optional<Outcome> obstacle = local.obstacle(request, content.executeAt());
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        }
        if (content instanceof Content.SignedPreCommand signed) {
            return signedPreCommands.take(number, request, signed);
        }
        if (LocalCommands.isWanted(request) && !(content instanceof Content.ForDevice)) {
            return notServed(request);
        }
        if (request.commandVariant() == 4) {
            return content instanceof Content.ForDevice asked && asked.request() instanceof OfService service
                    ? transforms.take(request, service)
                    : notServed(request);
        }
        if (content instanceof Content.ReturnedAnswer returned) {
            return returnedAnswers.take(request, returned);
        }
        if (content instanceof Content.ReadInventory read) {
            return inventory.answer(read);
        }
        if (content instanceof Content.CreateSchedule create) {
            return schedules.create(number, request.id().originator(), create);
        }
        if (content instanceof Content.ReadSchedule read) {
            return schedules.read(request.id().originator(), read.which());
        }
        if (content instanceof Content.DeleteSchedule delete) {
            return schedules.delete(request.id().originator(), delete.which());
        }
        if (content instanceof Content.ForDevice asked) {
            return commands.take(number, request, asked);
        }
        if (content instanceof Content.ChangeOfSupplier change) {
            return credentials.take(number, request, change);
        }
        if (content instanceof Content.OwnPlaces change) {
            return ownPlaces.take(number, request, change);
        }
        return notServed(request);
    }

    /** Carries out a request whose time has come; access has been decided again. */
    Outcome execute(long number, DuisRequest request, Content content) {
        if (content instanceof Content.ForDevice asked) {
            return commands.sendKept(number, request, asked);
        }
        if (content instanceof Content.ChangeOfSupplier change) {
            return credentials.send(number, request, change);
        }
        if (content instanceof Content.OwnPlaces change) {
            return ownPlaces.send(number, request, change);
        }
        throw new IllegalStateException("Request " + number + " of " + request.variant() + " cannot have been held");
    }

    private Outcome notServed(DuisRequest request) {
        return Outcome.refused(
                settings.codes().notServed(),
                "The platform does not serve " + request.variant() + " in command variant " + request.commandVariant());
    }
}
