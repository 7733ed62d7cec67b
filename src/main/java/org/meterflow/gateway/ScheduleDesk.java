package org.meterflow.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.Content.CreateSchedule;
import org.meterflow.gateway.Content.OneSchedule;
import org.meterflow.gateway.Content.SchedulesOfDevice;
import org.meterflow.gateway.Content.WhichSchedules;
import org.meterflow.gateway.schedule.LogPeriod;
import org.meterflow.gateway.schedule.Schedule;
import org.meterflow.gateway.schedule.ScheduleBook;
import org.meterflow.gateway.schedule.Terms;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.identifier.Eui64;
import org.springframework.stereotype.Component;

/** SRV 5.1, 5.2 and 5.3: users keep schedules with the DCC, and see and end their own. */
@Component
class ScheduleDesk {

    private final ScheduleBook book;
    private final AccessControl access;
    private final ServiceCatalogue catalogue;
    private final Devices devices;
    private final ReaderCertificates readers;
    private final GatewaySettings settings;
    private final Clock clock;

    ScheduleDesk(
            ScheduleBook book,
            AccessControl access,
            ServiceCatalogue catalogue,
            Devices devices,
            ReaderCertificates readers,
            GatewaySettings settings,
            Clock clock) {
        this.book = book;
        this.access = access;
        this.catalogue = catalogue;
        this.devices = devices;
        this.readers = readers;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param number of the request that asks for it */
    Outcome create(long number, Eui64 user, CreateSchedule wanted) {
        Optional<Outcome> obstacle =
                notSchedulable(wanted).or(() -> noRight(user, wanted)).or(() -> obstacle(user, wanted));
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        Terms terms = terms(wanted);
        int first = terms.firstNotBefore(clock.instant());
        Optional<Instant> begins = terms.occurrence(first);
        if (begins.isEmpty()) {
            return Outcome.refused(
                    ResponseCode.SCHEDULE_DATES, "It would never run: its last day is " + wanted.endsOn());
        }
        long id = book.add(user, wanted.device(), terms, number, first);
        return Outcome.done(
                "Schedule " + id + " runs first at " + begins.get(),
                message -> ResponseDocument.add(message, "DSPScheduleID", Long.toString(id)));
    }

    private Optional<Outcome> notSchedulable(CreateSchedule wanted) {
        Optional<Service> service = catalogue.find(wanted.scheduledVariant()).filter(Service::schedulable);
        Optional<ScheduledService> read = ScheduledService.of(wanted.scheduledVariant());
        if (service.isEmpty() || read.isEmpty()) {
            return refuse(ResponseCode.NOT_SCHEDULABLE, wanted.scheduledVariant() + " is not repeated by schedule");
        }
        boolean together = service.get().serviceReference().equals(wanted.scheduledReference())
                && read.get().element().equals(wanted.element());
        return together
                ? Optional.empty()
                : refuse(
                        ResponseCode.NOT_SCHEDULABLE,
                        "The service reference, its variant and the body do not go together: "
                                + wanted.scheduledReference() + ", " + wanted.scheduledVariant() + ", "
                                + wanted.element());
    }

    /** Who may keep schedules may not read everything: the read itself is decided too, as on each run. */
    private Optional<Outcome> noRight(Eui64 user, CreateSchedule wanted) {
        AccessDecision decision = access.decide(
                new AccessRequest(user, wanted.scheduledVariant(), wanted.device(), null, clock.instant(), null));
        return decision.permitted() ? Optional.empty() : Optional.of(Outcome.refused(decision));
    }

    private Optional<Outcome> obstacle(Eui64 user, CreateSchedule wanted) {
        LogPeriod period = wanted.logPeriod();
        if (period != null && period.endsBeforeItBegins()) {
            return refuse(ResponseCode.SCHEDULE_PERIOD, "The part of the log to be read ends before it begins");
        }
        Device device = devices.find(wanted.device()).orElseThrow();
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        MeterRequest read =
                ScheduledService.of(wanted.scheduledVariant()).orElseThrow().read(period, today);
        if (DeviceCommands.useCase(device, read).isEmpty()) {
            return refuse(
                    ResponseCode.WRONG_DEVICE_TYPE,
                    "No message puts " + wanted.scheduledVariant() + " to a device of type " + device.type());
        }
        if (wanted.startsOn().isBefore(today)) {
            return refuse(ResponseCode.SCHEDULE_DATES, "It begins in the past, on " + wanted.startsOn());
        }
        Optional<String> wrongReader = readers.fault(user, wanted.readerCertificate());
        if (wrongReader.isPresent()) {
            return refuse(ResponseCode.SCHEDULE_CERTIFICATE, wrongReader.get());
        }
        book.lock(user, wanted.device());
        return book.of(user, wanted.device()).size() < settings.schedules().most()
                ? Optional.empty()
                : refuse(
                        ResponseCode.TOO_MANY_SCHEDULES,
                        user + " has " + settings.schedules().most() + " schedules of device " + device.id());
    }

    private Terms terms(CreateSchedule wanted) {
        return new Terms(
                wanted.frequency(),
                wanted.startsOn(),
                wanted.endsOn(),
                wanted.at() == null ? timeOf(wanted.device()) : wanted.at(),
                wanted.readerCertificate(),
                wanted.scheduledReference(),
                wanted.scheduledVariant(),
                wanted.logPeriod());
    }

    /** Each device its own time within the hours for reads, always the same one. */
    private LocalTime timeOf(Eui64 device) {
        GatewaySettings.Schedules hours = settings.schedules();
        int span = (int) Duration.between(hours.earliest(), hours.latest()).toSeconds();
        return hours.earliest().plusSeconds(Math.floorMod(device.value().hashCode() * 31, Math.max(1, span)));
    }

    Outcome read(Eui64 user, WhichSchedules which) {
        List<Schedule> found = find(user, which);
        return found.isEmpty()
                ? Outcome.refused(ResponseCode.SCHEDULE_NOT_READ, noneOf(user, which))
                : Outcome.done(found.size() + " schedules told", message -> ScheduleWriter.write(message, found));
    }

    Outcome delete(Eui64 user, WhichSchedules which) {
        List<Schedule> found = find(user, which);
        found.forEach(schedule -> book.end(schedule.id(), ScheduleBook.DELETED));
        return found.isEmpty()
                ? Outcome.refused(ResponseCode.SCHEDULE_NOT_DELETED, noneOf(user, which))
                : Outcome.done(found.size() + " schedules deleted", message -> {});
    }

    private List<Schedule> find(Eui64 user, WhichSchedules which) {
        if (which instanceof OneSchedule one) {
            return book.find(one.id(), user).stream().toList();
        }
        return book.of(user, ((SchedulesOfDevice) which).device());
    }

    private static String noneOf(Eui64 user, WhichSchedules which) {
        return user + " has no such schedule: " + which;
    }

    private static Optional<Outcome> refuse(ResponseCode code, String reason) {
        return Optional.of(Outcome.refused(code, reason));
    }
}
