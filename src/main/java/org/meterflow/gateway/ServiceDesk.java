package org.meterflow.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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

    private final Map<Class<? extends Content>, Server<Content>> servers = new HashMap<>();
    private final Map<Class<? extends Content>, Server<Content>> held = new HashMap<>();
    private final CredentialChanges credentials;
    private final Transforms transforms;
    private final LocalCommands local;
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
            WanMatrix coverage,
            PreNotifications preNotifications,
            InventoryUpdates updates,
            DccKeys dcc,
            GatewaySettings settings,
            Clock clock) {
        this.credentials = credentials;
        this.transforms = transforms;
        this.local = local;
        this.dcc = dcc;
        this.settings = settings;
        this.clock = clock;
        add(servers, Content.ForDevice.class, commands::take);
        add(servers, Content.ChangeOfSupplier.class, credentials::take);
        add(servers, Content.OwnPlaces.class, ownPlaces::take);
        add(servers, Content.SignedPreCommand.class, signedPreCommands::take);
        add(servers, Content.ReturnedAnswer.class, (number, request, back) -> returnedAnswers.take(request, back));
        add(servers, Content.ReadInventory.class, (number, request, read) -> inventory.answer(read));
        add(
                servers,
                Content.CreateSchedule.class,
                (number, request, wanted) ->
                        schedules.create(number, request.id().originator(), wanted));
        add(
                servers,
                Content.ReadSchedule.class,
                (number, request, read) -> schedules.read(request.id().originator(), read.which()));
        add(
                servers,
                Content.DeleteSchedule.class,
                (number, request, delete) -> schedules.delete(request.id().originator(), delete.which()));
        add(servers, Content.RequestCoverage.class, (number, request, asked) -> coverage.answer(asked));
        add(servers, Content.PreNotify.class, (number, request, device) -> preNotifications.take(device));
        add(servers, Content.Decommission.class, (number, request, device) -> updates.decommission(device));
        add(servers, Content.UpdateInventory.class, (number, request, change) -> updates.update(change));
        add(servers, Content.HubReport.class, (number, request, report) -> updates.report(report));
        add(held, Content.ForDevice.class, commands::sendKept);
        add(held, Content.ChangeOfSupplier.class, credentials::send);
        add(held, Content.OwnPlaces.class, ownPlaces::send);
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
        } else if (content instanceof Content.OfInstallation installation) {
            device = installation.device();
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
            if (!content.goesByHand()) {
                return notServed(request);
            }
        }
        if (request.isTransform()) {
            return content instanceof Content.ForDevice asked && asked.request() instanceof OfService service
                    ? transforms.take(request, service)
                    : notServed(request);
        }
        Server<Content> server = servers.get(content.getClass());
        return server == null ? notServed(request) : server.take(number, request, content);
    }

    /** Carries out a request whose time has come; access has been decided again. */
    Outcome execute(long number, DuisRequest request, Content content) {
        Server<Content> later = held.get(content.getClass());
        if (later == null) {
            throw new IllegalStateException(
                    "Request " + number + " of " + request.variant() + " cannot have been held");
        }
        return later.take(number, request, content);
    }

    /** What serves the requests of one content. */
    private interface Server<C extends Content> {

        Outcome take(long number, DuisRequest request, C content);
    }

    private static <C extends Content> void add(
            Map<Class<? extends Content>, Server<Content>> all, Class<C> kind, Server<C> server) {
        all.put(kind, (number, request, content) -> server.take(number, request, kind.cast(content)));
    }

    private Outcome notServed(DuisRequest request) {
        return Outcome.refused(
                ResponseCode.NOT_SERVED,
                "The platform does not serve " + request.variant() + " in command variant " + request.commandVariant());
    }
}
