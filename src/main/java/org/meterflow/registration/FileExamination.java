package org.meterflow.registration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.registration.RegistrationRows.Change;

/** Holds the records of one file against each other and against what is known, and collects what they would change. */
class FileExamination {

    private final RegistrationFile file;
    private final Set<Mpid> parties;
    private final Map<Mpid, String> feeds;
    private final Map<Mpxn, MeterPoint> knownPoints;
    private final Map<Mpxn, SupplyTimeline> knownTimelines;
    private final LocalDate retroLimit;

    private final Map<Mpxn, MeterPoint> points = new LinkedHashMap<>();
    private final Map<Mpxn, SupplyTimeline> timelines = new LinkedHashMap<>();
    private final Map<Mpxn, List<Period>> told = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<SupplierRegistered> registered = new ArrayList<>();

    /**
     * @param parties all names registration bodies may use for suppliers and networks
     * @param feeds which sender tells of which network
     * @param retroLimit the first day from which a delta file may change anything
     */
    FileExamination(
            RegistrationFile file,
            Set<Mpid> parties,
            Map<Mpid, String> feeds,
            Map<Mpxn, MeterPoint> knownPoints,
            Map<Mpxn, SupplyTimeline> knownTimelines,
            LocalDate retroLimit) {
        this.file = file;
        this.parties = parties;
        this.feeds = feeds;
        this.knownPoints = knownPoints;
        this.knownTimelines = knownTimelines;
        this.retroLimit = retroLimit;
    }

    /** @throws FileFault with an R code when the record is not to be used */
    void take(RegistrationRecord record) {
        requireOnce(record);
        requireParties(record);
        MeterPoint known = points.getOrDefault(record.mpxn(), knownPoints.get(record.mpxn()));
        requireMeterPoint(record, known);
        SupplyTimeline before = timelines.getOrDefault(
                record.mpxn(), knownTimelines.getOrDefault(record.mpxn(), new SupplyTimeline(List.of())));
        SupplyTimeline after = record.cancelled() ? cancelled(record, before) : placed(record, before);
        if (!after.equals(before) && !complete() && record.period().from().isBefore(retroLimit)) {
            throw new FileFault(FileCode.R05, "it changes days before " + retroLimit);
        }
        points.put(record.mpxn(), record.meterPoint(known));
        timelines.put(record.mpxn(), after);
        noteSupplier(record, before, after);
    }

    private boolean complete() {
        return file.name().kind().complete();
    }

    private void requireOnce(RegistrationRecord record) {
        if (!seen.add(record.mpxn() + "/" + record.period().from() + "/" + record.cancelled())) {
            throw new FileFault(
                    FileCode.R09,
                    "for " + record.mpxn() + " from " + record.period().from());
        }
    }

    private void requireParties(RegistrationRecord record) {
        if (!parties.contains(record.period().supplier())) {
            throw new FileFault(FileCode.R03, "supplier " + record.period().supplier());
        }
        String feed = feeds.getOrDefault(record.network(), file.name().sender());
        if (!parties.contains(record.network()) || !feed.equals(file.name().sender())) {
            throw new FileFault(FileCode.R06, file.name().sender() + " does not tell of network " + record.network());
        }
    }

    private void requireMeterPoint(RegistrationRecord record, @Nullable MeterPoint known) {
        if (known == null && !complete()) {
            throw new FileFault(FileCode.R01, record.mpxn().value());
        }
        if (known == null && (record.address() == null || record.postcode() == null)) {
            throw new FileFault(FileCode.R07, "address or postcode of a new meter point is missing");
        }
        if (known != null && !known.network().equals(record.network())) {
            throw new FileFault(FileCode.R06, record.mpxn() + " belongs to network " + known.network());
        }
    }

    private static SupplyTimeline cancelled(RegistrationRecord record, SupplyTimeline before) {
        return before.without(record.period().supplier(), record.period().from())
                .orElse(before);
    }

    private SupplyTimeline placed(RegistrationRecord record, SupplyTimeline before) {
        List<Period> others = told.computeIfAbsent(record.mpxn(), first -> new ArrayList<>());
        if (others.stream().anyMatch(other -> clash(other, record.period()))) {
            throw new FileFault(FileCode.R04, "another record of this file covers the same days");
        }
        LocalDate correctable = complete() ? file.name().day() : null;
        SupplyTimeline after = before.with(record.period(), correctable)
                .orElseThrow(() -> new FileFault(FileCode.R04, "known are " + suppliers(before)));
        others.add(record.period());
        return after;
    }

    /** One without an end gives way to the next, so only two that both name their days can clash. */
    private static boolean clash(Period one, Period other) {
        return one.from().equals(other.from()) || one.to() != null && other.to() != null && one.overlaps(other);
    }

    private static String suppliers(SupplyTimeline timeline) {
        return String.join(
                ", ",
                timeline.periods().stream()
                        .map(period -> period.supplier() + " from " + period.from())
                        .toList());
    }

    private void noteSupplier(RegistrationRecord record, SupplyTimeline before, SupplyTimeline after) {
        LocalDate from = record.period().from();
        Mpid now = after.supplierOn(from);
        if (now != null && !Objects.equals(before.supplierOn(from), now) && knownPoints.containsKey(record.mpxn())) {
            registered.add(new SupplierRegistered(record.mpxn(), before.supplierOn(from), now, from));
        }
    }

    /** The meter points whose particulars are new or other than known. */
    List<MeterPoint> changedPoints() {
        return points.values().stream()
                .filter(point -> !point.equals(knownPoints.get(point.mpxn())))
                .toList();
    }

    List<Change> changes() {
        return timelines.entrySet().stream()
                .map(entry -> new Change(
                        entry.getKey(),
                        Optional.ofNullable(knownTimelines.get(entry.getKey())).orElse(new SupplyTimeline(List.of())),
                        entry.getValue()))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /** Suppliers that are new to a meter point known before. */
    List<SupplierRegistered> registered() {
        return registered;
    }

    Set<Mpid> networks() {
        Set<Mpid> networks = new HashSet<>();
        points.values().forEach(point -> networks.add(point.network()));
        return networks;
    }
}
