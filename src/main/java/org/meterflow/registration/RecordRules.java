package org.meterflow.registration;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;

/** What a record has to fulfil, whatever is known of its meter point's suppliers, for its file to be believed in it. */
class RecordRules {

    private final FileName file;
    private final Set<Mpid> parties;
    private final Map<Mpid, String> feeds;
    private final LocalDate retroLimit;

    RecordRules(FileName file, Set<Mpid> parties, Map<Mpid, String> feeds, LocalDate retroLimit) {
        this.file = file;
        this.parties = parties;
        this.feeds = feeds;
        this.retroLimit = retroLimit;
    }

    void requireOnce(RegistrationRecord record, ToldInFile told) {
        LocalDate from = record.period().from();
        if (told.of(record.mpxn()).stream()
                .anyMatch(other -> other.cancelled() == record.cancelled()
                        && other.period().from().equals(from))) {
            throw new FileFault(FileCode.R09, "for " + record.mpxn() + " from " + from);
        }
    }

    void requireParties(RegistrationRecord record) {
        if (!parties.contains(record.period().supplier())) {
            throw new FileFault(FileCode.R03, "supplier " + record.period().supplier());
        }
        String feed = feeds.getOrDefault(record.network(), file.sender());
        if (!parties.contains(record.network()) || !feed.equals(file.sender())) {
            throw new FileFault(FileCode.R06, file.sender() + " does not tell of network " + record.network());
        }
    }

    void requireMeterPoint(RegistrationRecord record, @Nullable MeterPoint known) {
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

    void requireRecent(RegistrationRecord record) {
        if (!complete() && record.period().from().isBefore(retroLimit)) {
            throw new FileFault(FileCode.R05, "it changes days before " + retroLimit);
        }
    }

    private boolean complete() {
        return file.kind().complete();
    }
}
