package org.meterflow.registration;

import java.time.LocalDate;
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
import org.meterflow.registration.ToldInFile.Told;

/** Holds some records of a file against each other and against what is known, and collects what they would change. */
class FileExamination {

    private final FileName file;
    private final RecordRules rules;
    private final Map<Mpxn, MeterPoint> knownPoints;
    private final Map<Mpxn, SupplyTimeline> knownTimelines;

    private final Map<Mpxn, MeterPoint> points = new LinkedHashMap<>();
    private final Map<Mpxn, SupplyTimeline> timelines = new LinkedHashMap<>();
    private final ToldInFile told;

    /**
     * @param parties all names registration bodies may use for suppliers and networks
     * @param feeds which sender tells of which network
     * @param retroLimit the first day from which a delta file may change anything
     * @param told what the file has said before these records
     */
    FileExamination(
            FileName file,
            Set<Mpid> parties,
            Map<Mpid, String> feeds,
            Map<Mpxn, MeterPoint> knownPoints,
            Map<Mpxn, SupplyTimeline> knownTimelines,
            LocalDate retroLimit,
            ToldInFile told) {
        this.file = file;
        this.rules = new RecordRules(file, parties, feeds, retroLimit);
        this.knownPoints = knownPoints;
        this.knownTimelines = knownTimelines;
        this.told = told;
    }

    /** @throws FileFault with an R code when the record is not to be used */
    void take(RegistrationRecord record) {
        rules.requireOnce(record, told);
        try {
            told.add(place(record));
        } catch (FileFault refused) {
            told.add(new Told(record.mpxn(), record.period(), record.cancelled(), false, false, null));
            throw refused;
        }
    }

    private Told place(RegistrationRecord record) {
        rules.requireParties(record);
        MeterPoint known = points.getOrDefault(record.mpxn(), knownPoints.get(record.mpxn()));
        rules.requireMeterPoint(record, known);
        SupplyTimeline before = timelines.getOrDefault(
                record.mpxn(), knownTimelines.getOrDefault(record.mpxn(), new SupplyTimeline(List.of())));
        SupplyTimeline after = record.cancelled() ? cancelled(record, before) : placed(record, before);
        if (!after.equals(before)) {
            rules.requireRecent(record);
        }
        points.put(record.mpxn(), record.meterPoint(known));
        timelines.put(record.mpxn(), after);
        return new Told(
                record.mpxn(),
                record.period(),
                record.cancelled(),
                true,
                known == null,
                newSupplier(record, before, after));
    }

    private static SupplyTimeline cancelled(RegistrationRecord record, SupplyTimeline before) {
        return before.without(record.period().supplier(), record.period().from())
                .orElse(before);
    }

    private SupplyTimeline placed(RegistrationRecord record, SupplyTimeline before) {
        if (told.of(record.mpxn()).stream()
                .filter(other -> other.placed() && !other.cancelled())
                .anyMatch(other -> clash(other.period(), record.period()))) {
            throw new FileFault(FileCode.R04, "another record of this file covers the same days");
        }
        LocalDate correctable = file.kind().complete() ? file.day() : null;
        return before.with(record.period(), correctable)
                .orElseThrow(() -> new FileFault(FileCode.R04, "known are " + suppliers(before)));
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

    private @Nullable SupplierRegistered newSupplier(
            RegistrationRecord record, SupplyTimeline before, SupplyTimeline after) {
        LocalDate from = record.period().from();
        Mpid now = after.supplierOn(from);
        boolean knownBefore = knownPoints.containsKey(record.mpxn())
                && told.of(record.mpxn()).stream().noneMatch(Told::newPoint);
        return knownBefore && now != null && !Objects.equals(before.supplierOn(from), now)
                ? new SupplierRegistered(record.mpxn(), before.supplierOn(from), now, from)
                : null;
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

    Set<Mpid> networks() {
        Set<Mpid> networks = new HashSet<>();
        points.values().forEach(point -> networks.add(point.network()));
        return networks;
    }
}
