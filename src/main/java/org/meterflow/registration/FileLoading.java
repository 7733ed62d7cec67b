package org.meterflow.registration;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides about a whole registration file, and makes it true when it is to be loaded. Its records are taken a thousand
 * at a time; when too many turn out to be bad, what the others changed is taken back.
 */
@Component
class FileLoading {

    private static final int AT_ONCE = 1_000;

    private final FileRows files;
    private final RegistrationRows rows;
    private final MeterPointRows meterPoints;
    private final Feeds feeds;
    private final Parties parties;
    private final RegistrationSettings settings;
    private final BusinessCalendar calendar;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate takenBack;

    FileLoading(
            FileRows files,
            RegistrationRows rows,
            MeterPointRows meterPoints,
            Feeds feeds,
            Parties parties,
            RegistrationSettings settings,
            BusinessCalendar calendar,
            Clock clock,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.files = files;
        this.rows = rows;
        this.meterPoints = meterPoints;
        this.feeds = feeds;
        this.parties = parties;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
        this.events = events;
        this.jdbc = jdbc;
        this.takenBack = new TransactionTemplate(transactions);
        this.takenBack.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * @param lines of the file from its beginning, checked before
     * @param answers where each record is answered
     */
    FileVerdict load(long id, RegistrationFile file, FileLines lines, Answers answers) {
        FileName name = file.name();
        Optional<Long> last = files.lockSender(name.sender());
        if (last.isPresent() && name.sequence() <= last.get()) {
            throw new FileFault(FileCode.R10, "number " + last.get() + " has been loaded already");
        }
        if (last.isPresent() && !name.kind().complete() && name.sequence() > last.get() + 1) {
            String missing = "number " + (last.get() + 1) + " is missing";
            return new FileVerdict(name, FileOutcome.QUARANTINED, FileCode.R10, missing, 0, 0);
        }
        return Objects.requireNonNull(takenBack.execute(status -> {
            Loading loading = new Loading(id, file, answers);
            loading.take(lines);
            FileVerdict verdict = loading.verdict();
            if (verdict.outcome() == FileOutcome.REFUSED) {
                status.setRollbackOnly();
            } else {
                loading.finish();
            }
            return verdict;
        }));
    }

    /** One file on its way into the registrations. */
    private final class Loading {

        private final RegistrationFile file;
        private final Answers answers;
        private final ToldInFile told;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        private final LocalDate earliestDay = calendar.today().minus(settings.retroLimit());
        private final Set<Mpid> names =
                parties.all().stream().flatMap(party -> party.mpids().stream()).collect(Collectors.toSet());
        private final Map<Mpid, String> senders = feeds.senders();
        private final Set<Mpid> networks = new HashSet<>();
        private int answered;
        private int refused;
        private @Nullable FileCode firstFault;

        Loading(long id, RegistrationFile file, Answers answers) {
            this.file = file;
            this.answers = answers;
            this.told = new ToldInFile(jdbc, id, file.records() <= AT_ONCE);
        }

        void take(FileLines lines) {
            lines.next();
            while (answered < file.records()) {
                List<RecordLine> some = new ArrayList<>();
                for (int left = Math.min(AT_ONCE, file.records() - answered); left > 0; left--) {
                    some.add(new RecordLine(Objects.requireNonNull(lines.next()).text()));
                }
                take(some);
            }
        }

        private void take(List<RecordLine> lines) {
            Set<Mpxn> mpxns = lines.stream()
                    .flatMap(line -> line.mpxn().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            told.turnTo(mpxns);
            FileExamination examination = new FileExamination(
                    file.name(), names, senders, meterPoints.locked(mpxns), rows.timelines(mpxns), earliestDay, told);
            for (RecordLine line : lines) {
                line.examine(examination);
                answers.add(line.answer(++answered));
                line.code().ifPresent(this::refuse);
            }
            meterPoints.upsert(examination.changedPoints());
            rows.replace(examination.changes(), now, "File " + file.name());
            networks.addAll(examination.networks());
            told.keep();
        }

        private void refuse(FileCode code) {
            refused++;
            firstFault = firstFault == null ? code : firstFault;
        }

        FileVerdict verdict() {
            if (refused > answered * settings.badRecordLimit()) {
                String detail = refused + " of " + answered + " records are bad";
                return new FileVerdict(file.name(), FileOutcome.REFUSED, firstFault, detail, 0, refused);
            }
            int accepted = answered - refused;
            String detail = accepted + " records loaded, " + refused + " refused";
            return new FileVerdict(file.name(), FileOutcome.LOADED, null, detail, accepted, refused);
        }

        void finish() {
            String sender = file.name().sender();
            files.loaded(sender, file.name().sequence());
            feeds.loaded(sender);
            networks.forEach(network -> feeds.loaded(sender, network));
            told.registered(events::publishEvent);
            told.forget();
        }
    }
}
