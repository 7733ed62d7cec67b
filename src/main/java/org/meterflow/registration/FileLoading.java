package org.meterflow.registration;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Decides about a whole registration file, and makes it true when it is to be loaded. */
@Component
class FileLoading {

    private final FileRows files;
    private final RegistrationRows rows;
    private final Feeds feeds;
    private final Parties parties;
    private final RegistrationSettings settings;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FileLoading(
            FileRows files,
            RegistrationRows rows,
            Feeds feeds,
            Parties parties,
            RegistrationSettings settings,
            BusinessCalendar calendar,
            Clock clock,
            ApplicationEventPublisher events) {
        this.files = files;
        this.rows = rows;
        this.feeds = feeds;
        this.parties = parties;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
        this.events = events;
    }

    FileVerdict load(RegistrationFile file) {
        FileName name = file.name();
        Optional<Long> last = files.lockSender(name.sender());
        if (last.isPresent() && name.sequence() <= last.get()) {
            throw new FileFault(FileCode.R10, "number " + last.get() + " has been loaded already");
        }
        if (last.isPresent() && !name.kind().complete() && name.sequence() > last.get() + 1) {
            String missing = "number " + (last.get() + 1) + " is missing";
            return new FileVerdict(name, FileOutcome.QUARANTINED, FileCode.R10, missing, 0, 0, List.of());
        }
        return examine(file);
    }

    private FileVerdict examine(RegistrationFile file) {
        List<Line> lines = file.records().stream().map(Line::new).toList();
        Set<Mpxn> mpxns = lines.stream()
                .flatMap(line -> line.mpxn().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        FileExamination examination = new FileExamination(
                file,
                parties.all().stream().flatMap(party -> party.mpids().stream()).collect(Collectors.toSet()),
                feeds.senders(),
                rows.lockedMeterPoints(mpxns),
                rows.timelines(mpxns),
                earliestDay());
        lines.forEach(line -> line.examine(examination));
        List<String> answers = new ArrayList<>();
        for (int number = 0; number < lines.size(); number++) {
            answers.add(lines.get(number).answer(number + 1));
        }
        int refused = (int) lines.stream().filter(Line::refused).count();
        int accepted = lines.size() - refused;
        if (refused > lines.size() * settings.badRecordLimit()) {
            String detail = refused + " of " + lines.size() + " records are bad";
            FileCode first = lines.stream()
                    .filter(Line::refused)
                    .findFirst()
                    .orElseThrow()
                    .code();
            return new FileVerdict(file.name(), FileOutcome.REFUSED, first, detail, 0, refused, answers);
        }
        apply(file.name(), examination);
        String detail = accepted + " records loaded, " + refused + " refused";
        return new FileVerdict(file.name(), FileOutcome.LOADED, null, detail, accepted, refused, answers);
    }

    private LocalDate earliestDay() {
        return calendar.today().minus(settings.retroLimit());
    }

    private void apply(FileName name, FileExamination examination) {
        rows.upsert(examination.changedPoints());
        rows.replace(examination.changes(), clock.instant().truncatedTo(ChronoUnit.MICROS), "File " + name);
        files.loaded(name.sender(), name.sequence());
        feeds.loaded(name.sender());
        for (Mpid network : examination.networks()) {
            feeds.loaded(name.sender(), network);
        }
        examination.registered().forEach(events::publishEvent);
    }

    /** One line of the file on its way through the examination. */
    private static class Line {

        private final String text;
        private final Optional<RegistrationRecord> record;
        private Optional<FileFault> fault;

        Line(String text) {
            this.text = text;
            Optional<RegistrationRecord> parsed = Optional.empty();
            Optional<FileFault> found = Optional.empty();
            try {
                parsed = Optional.of(RegistrationRecord.parse(text));
            } catch (FileFault unreadable) {
                found = Optional.of(unreadable);
            }
            this.record = parsed;
            this.fault = found;
        }

        Optional<Mpxn> mpxn() {
            return record.map(RegistrationRecord::mpxn);
        }

        void examine(FileExamination examination) {
            try {
                record.ifPresent(examination::take);
            } catch (FileFault refusal) {
                fault = Optional.of(refusal);
            }
        }

        boolean refused() {
            return fault.isPresent();
        }

        FileCode code() {
            return fault.orElseThrow().code();
        }

        String answer(int number) {
            String[] fields = text.split("\\|", -1);
            String mpxn = fields.length > 1 ? fields[1] : "";
            return fault.map(bad -> ResponseFile.line(
                            "S",
                            String.valueOf(number),
                            mpxn,
                            "R",
                            bad.code().name(),
                            bad.code().meaning() + ": " + bad.detail()))
                    .orElseGet(() -> ResponseFile.line("S", String.valueOf(number), mpxn, "A"));
        }
    }
}
