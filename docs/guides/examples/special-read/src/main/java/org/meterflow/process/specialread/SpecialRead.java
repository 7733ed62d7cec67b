package org.meterflow.process.specialread;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.messages.Notifications;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.User;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Drawn;
import org.meterflow.process.FieldError;
import org.meterflow.process.Form;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.Requester;
import org.meterflow.process.servicerequest.ServiceOrder;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.process.specialread.RequestedRead.State;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The steps of {@code bpmn/special-read.bpmn}, in diagram order. */
@Component
@Drawn
public class SpecialRead {

    static final String PROCESS = "specialRead";

    private final RequestedReads reads;
    private final Registrations registrations;
    private final Parties parties;
    private final Devices devices;
    private final ServiceRequest requests;
    private final Notifications notifications;
    private final Timeline timeline;
    private final BusinessCalendar calendar;
    private final SpecialReadSettings settings;
    private final Clock clock;

    SpecialRead(
            RequestedReads reads,
            Registrations registrations,
            Parties parties,
            Devices devices,
            ServiceRequest requests,
            Notifications notifications,
            Timeline timeline,
            BusinessCalendar calendar,
            SpecialReadSettings settings,
            Clock clock) {
        this.reads = reads;
        this.registrations = registrations;
        this.parties = parties;
        this.devices = devices;
        this.requests = requests;
        this.notifications = notifications;
        this.timeline = timeline;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    public boolean checkRead(String caseId) {
        RequestedRead read = require(caseId);
        Optional<String> problem = problem(read);
        problem.ifPresent(reason -> reads.move(caseId, State.REFUSED, null, reason));
        timeline.note(key(caseId), StoryKind.DECISION, "Checked", problem.orElse("It may be read"), Timeline.PLATFORM);
        return problem.isEmpty();
    }

    private Optional<String> problem(RequestedRead read) {
        if (!supplier(read).map(Party::id).equals(Optional.of(read.party()))) {
            return Optional.of(read.party() + " does not supply meter point " + read.mpxn());
        }
        return devices.meterOf(read.mpxn()).isEmpty()
                ? Optional.of("There is no smart meter at meter point " + read.mpxn())
                : Optional.empty();
    }

    private Optional<Party> supplier(RequestedRead read) {
        return registrations
                .on(read.mpxn(), calendar.today())
                .map(Registration::supplier)
                .flatMap(parties::ofMpid);
    }

    public void refuseRead(String caseId) {
        tell(require(caseId), "specialReadRefused");
    }

    /** The engine asks twice; the same id is prepared once. */
    public String readMeter(String caseId) {
        RequestedRead read = require(caseId);
        Device meter = devices.meterOf(read.mpxn()).orElseThrow();
        User user = registrations
                .on(read.mpxn(), calendar.today())
                .flatMap(registration -> parties.supplierUser(
                        registration.supplier(), read.mpxn().fuel()))
                .orElseThrow();
        ServiceOrder order = ServiceOrder.of(
                caseId + ":registers",
                key(caseId),
                Question.IMPORT_REGISTERS,
                meter.id(),
                read.mpxn(),
                Requester.of(user.id()));
        requests.prepare(order);
        return order.id();
    }

    public boolean noteRead(String caseId) {
        Optional<BigDecimal> register =
                requests.find(caseId + ":registers").flatMap(request -> request.number("importKwh"));
        reads.move(caseId, register.isPresent() ? State.READ : State.SILENT, register.orElse(null), null);
        return register.isPresent();
    }

    public Date explanationDue(String caseId) {
        return Date.from(clock.instant().plus(settings.explainWithin()));
    }

    /** A person writes to the supplier why there is no read. */
    public List<FieldError> explainNoRead(String caseId, Form form) {
        if (form.text("explanation").length() < 10) {
            return List.of(new FieldError("explanation", "Write at least 10 characters: the supplier reads them"));
        }
        reads.move(caseId, State.SILENT, null, form.text("explanation"));
        timeline.note(key(caseId), StoryKind.PERSON, "Explained", form.text("explanation"), form.actor());
        return List.of();
    }

    public void tellSupplier(String caseId) {
        reads.move(caseId, State.TOLD, null, null);
        tell(require(caseId), "specialRead");
    }

    private void tell(RequestedRead read, String notice) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("readId", read.readId());
        data.put("mpxn", read.mpxn().value());
        if (read.kwh() != null) {
            data.put("kwh", read.kwh());
        }
        if (read.reason() != null) {
            data.put("reason", read.reason());
        }
        notifications.notifyOnce(read.readId() + ":" + notice, read.party(), notice, read.readId(), data);
        timeline.note(key(read.readId()), StoryKind.NOTICE, "Told " + read.party(), notice, Timeline.PLATFORM);
    }

    static CaseKey key(String readId) {
        return new CaseKey(PROCESS, readId);
    }

    private RequestedRead require(String caseId) {
        return reads.find(caseId).orElseThrow(() -> new IllegalStateException("There is no special read " + caseId));
    }
}
