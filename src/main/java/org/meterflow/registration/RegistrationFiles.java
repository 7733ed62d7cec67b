package org.meterflow.registration;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.calendar.BusinessCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in the files of the registration bodies. A file is stored first; what it changes, its outcome and the answer to
 * it then become true together, once. The same file again gets the same answer.
 */
@Component
public class RegistrationFiles {

    private static final Logger log = LoggerFactory.getLogger(RegistrationFiles.class);

    private final FileRows rows;
    private final FileLoading loading;
    private final RegistrationSettings settings;
    private final TransactionTemplate transaction;
    private final BusinessCalendar calendar;
    private final Clock clock;

    RegistrationFiles(
            FileRows rows,
            FileLoading loading,
            RegistrationSettings settings,
            TransactionTemplate transaction,
            BusinessCalendar calendar,
            Clock clock) {
        this.rows = rows;
        this.loading = loading;
        this.settings = settings;
        this.transaction = transaction;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Stores the file, loads it when it is whole and its turn has come, and then those that waited for it.
     *
     * @param name such as {@code SMRS_UPD_20251124_000017.csv}
     * @return the answer, which is also on its way to the outbox
     */
    public ResponseFile load(String name, byte[] content) {
        long id = inTransaction(() -> rows.store(name, content));
        Optional<FileName> loaded = inTransaction(() -> decide(id));
        while (loaded.isPresent()) {
            String sender = loaded.get().sender();
            loaded = lastLoaded(sender)
                    .flatMap(last -> rows.waiting(sender, last + 1))
                    .flatMap(waiting -> inTransaction(() -> decide(waiting)));
        }
        return rows.response(id);
    }

    /** The outcome alone, as the name of a folder for the file. */
    public String loadAndSort(String name, byte[] content) {
        return switch (load(name, content).outcome()) {
            case QUARANTINED -> "quarantine";
            case REFUSED -> "refused";
            case LOADED, RECEIVED -> "done";
        };
    }

    /** The number of the last file loaded from this sender; the next has to follow it. */
    public Optional<Long> lastLoaded(String sender) {
        return rows.lastLoaded(sender);
    }

    private interface Step<T> {
        T take();
    }

    private <T> T inTransaction(Step<T> step) {
        return Objects.requireNonNull(transaction.execute(status -> step.take()));
    }

    /** @return the file's name when it is loaded, now or since before a kill, so that the next may follow */
    private Optional<FileName> decide(long id) {
        FileRows.StoredFile stored = rows.locked(id);
        if (stored.outcome() == FileOutcome.LOADED) {
            return Optional.of(FileName.of(stored.name()));
        }
        if (stored.outcome() == FileOutcome.REFUSED) {
            return Optional.empty();
        }
        FileVerdict verdict = examine(stored);
        if (verdict.outcome() == stored.outcome()) {
            return Optional.empty();
        }
        rows.decided(id, verdict.name(), verdict.outcome(), verdict.accepted(), verdict.refused(), verdict.detail());
        answer(stored, verdict);
        log.info("Registration file {}: {} {}", stored.name(), verdict.outcome(), verdict.detail());
        return verdict.outcome() == FileOutcome.LOADED ? Optional.ofNullable(verdict.name()) : Optional.empty();
    }

    private FileVerdict examine(FileRows.StoredFile stored) {
        try {
            return loading.load(RegistrationFile.parse(stored.name(), stored.content(), settings.receiver()));
        } catch (FileFault fault) {
            return FileVerdict.refused(stored.name(), fault);
        }
    }

    private void answer(FileRows.StoredFile stored, FileVerdict verdict) {
        long sequence = rows.nextResponse();
        FileName name = new FileName(settings.receiver(), FileName.Kind.RSP, calendar.today(), sequence);
        String addressee = verdict.name() == null ? "UNKNOWN" : verdict.name().sender();
        byte[] content = ResponseFile.compose(
                name, addressee, clock.instant().truncatedTo(ChronoUnit.SECONDS), verdict.lines(stored.name()));
        rows.answer(stored.id(), sequence, name.toString(), content);
    }
}
