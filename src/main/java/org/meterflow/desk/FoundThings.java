package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.identifier.TypedText;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.ProcessSummary;
import org.meterflow.process.engine.ProcessMaps;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** The parties, homes, devices and cases that a text names. */
@Component
class FoundThings {

    static final int MOST = 10;

    private final Parties parties;
    private final Registrations registrations;
    private final Devices devices;
    private final ProcessMaps maps;
    private final CaseViews views;
    private final BusinessCalendar calendar;

    FoundThings(
            Parties parties,
            Registrations registrations,
            Devices devices,
            ProcessMaps maps,
            CaseViews views,
            BusinessCalendar calendar) {
        this.parties = parties;
        this.registrations = registrations;
        this.devices = devices;
        this.maps = maps;
        this.views = views;
        this.calendar = calendar;
    }

    /** @param supplier of today, by name; null when nobody supplies it */
    record Home(MeterPoint point, @Nullable String supplier, List<Device> devices) {}

    record Cases(ProcessSummary process, List<CaseFacts> first) {

        public boolean more() {
            return first.size() == MOST;
        }
    }

    record Found(List<Party> parties, List<Home> homes, List<Device> devices, List<Cases> cases) {

        static final Found NOTHING = new Found(List.of(), List.of(), List.of(), List.of());

        boolean isEmpty() {
            return parties.isEmpty() && homes.isEmpty() && devices.isEmpty() && cases.isEmpty();
        }

        /** When the text names one case and nothing beside it. */
        Optional<CaseKey> onlyCase() {
            boolean alone = parties.isEmpty() && homes.isEmpty() && devices.isEmpty() && cases.size() == 1;
            return alone && cases.get(0).first().size() == 1
                    ? Optional.of(cases.get(0).first().get(0).key())
                    : Optional.empty();
        }
    }

    Found of(TypedText typed) {
        List<MeterPoint> points = registrations.named(typed, MOST);
        Set<Mpxn> mpxns = points.stream().map(MeterPoint::mpxn).collect(Collectors.toSet());
        List<Device> installed = mpxns.isEmpty() ? List.of() : devices.atAny(mpxns);
        return new Found(
                parties.named(typed).stream().limit(MOST).toList(),
                points.stream().map(point -> home(point, installed)).toList(),
                devices.named(typed, MOST),
                cases(typed));
    }

    private Home home(MeterPoint point, List<Device> installed) {
        return new Home(
                point,
                registrations
                        .on(point.mpxn(), calendar.today())
                        .map(Registration::supplier)
                        .map(this::name)
                        .orElse(null),
                installed.stream().filter(device -> measures(device, point)).toList());
    }

    private static boolean measures(Device device, MeterPoint point) {
        return point.mpxn().equals(device.importMpxn()) || point.mpxn().equals(device.exportMpan());
    }

    private String name(Mpid supplier) {
        return parties.ofMpid(supplier).map(Party::name).orElse(supplier.value());
    }

    private List<Cases> cases(TypedText typed) {
        List<Cases> found = new ArrayList<>();
        for (ProcessSummary process : maps.all()) {
            List<CaseFacts> first = views.search(process.key(), typed.text(), 0, MOST);
            if (!first.isEmpty()) {
                found.add(new Cases(process, first));
            }
        }
        return found;
    }
}
