package org.meterflow.process.changeofsupplier;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.changeofsupplier.DualFuelGroup.Decision;
import org.meterflow.registration.MeterPoint;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/** Whether a request is the other half of a group: electricity and gas of one home, for one gaining supplier. */
@Component
class DualFuelRequests {

    private final DualFuelGroups groups;
    private final Registrations registrations;
    private final Parties parties;
    private final SwitchTimes times;
    private final Clock clock;

    DualFuelRequests(
            DualFuelGroups groups, Registrations registrations, Parties parties, SwitchTimes times, Clock clock) {
        this.groups = groups;
        this.registrations = registrations;
        this.parties = parties;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Opens its group, or finds it, and keeps it locked until the transaction ends.
     *
     * @return why the request is no half of that group, in a sentence for those who asked; nothing when it is
     */
    Optional<String> misfit(SwitchAgreement request, String groupId, boolean oneFailsAllFail) {
        DualFuelGroup group = groups.open(groupId, oneFailsAllFail);
        String name = "Dual fuel group " + groupId;
        if (group.oneFailsAllFail() != oneFailsAllFail) {
            return Optional.of(name + " was asked for "
                    + (group.oneFailsAllFail() ? "so that both switch or neither" : "so that each goes its own way")
                    + ": this request says otherwise");
        }
        if (group.is(Decision.FAILED)) {
            return Optional.of(
                    name + " has ended: " + group.because() + ". Ask for both fuels again under a new group id");
        }
        List<SupplierChange> halves = groups.others(groupId, request.switchId()).stream()
                .filter(half -> !half.state().failed())
                .toList();
        return halves.stream()
                .flatMap(half -> misfit(request, half, oneFailsAllFail).stream())
                .findFirst()
                .map(why -> name + " " + why);
    }

    private Optional<String> misfit(SwitchAgreement request, SupplierChange half, boolean together) {
        if (half.mpxn().fuel() == request.mpxn().fuel()) {
            return Optional.of("has its request for " + inWords(half.mpxn()) + " already, switch " + half.switchId());
        }
        if (!supplier(half.gaining()).equals(supplier(request.gaining()))) {
            return Optional.of(
                    "is for one gaining supplier, " + half.gaining() + ": this request names " + request.gaining());
        }
        if (!sameHome(half.mpxn(), request.mpxn())) {
            return Optional.of("is for one home: meter points " + half.mpxn() + " and " + request.mpxn()
                    + " are at different premises");
        }
        return together ? tooLate(request, half) : Optional.empty();
    }

    private Optional<String> tooLate(SwitchAgreement request, SupplierChange half) {
        if (!half.supplyStartDate().equals(request.supplyStartDate())) {
            return Optional.of("is for both or neither, so that both start on one day: " + half.supplyStartDate()
                    + ", and not " + request.supplyStartDate());
        }
        Instant due = times.otherFuelDue(half);
        return clock.instant().isBefore(due)
                ? Optional.empty()
                : Optional.of("had to be complete by " + BusinessCalendar.inWords(due));
    }

    /** The same company may have one market participant id for each fuel. */
    private String supplier(Mpid mpid) {
        return parties.ofMpid(mpid).map(Party::id).orElse(mpid.value());
    }

    /** What nobody has told of is not held against the request: it is rejected for that by itself. */
    private boolean sameHome(Mpxn one, Mpxn other) {
        List<MeterPoint> known = registrations.meterPoints(List.of(one, other));
        return known.size() < 2 || sameHome(known.get(0), known.get(1));
    }

    /** Networks of different fuels write addresses differently: the premises' number counts, else the postcode. */
    private static boolean sameHome(MeterPoint one, MeterPoint other) {
        return one.uprn() != null && other.uprn() != null
                ? one.uprn().equals(other.uprn())
                : postcode(one).equals(postcode(other));
    }

    private static String postcode(MeterPoint point) {
        return Objects.toString(point.postcode(), "").replace(" ", "").toUpperCase(Locale.ROOT);
    }

    static String inWords(Mpxn mpxn) {
        return mpxn.fuel() == Fuel.GAS ? "gas" : "electricity";
    }
}
