package org.meterflow.registration;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.registration.FileRows.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides about stored registration files: what one changes, its outcome and the answer to it become true together.
 * That work on a file begins is noted before, so that one which stops the platform is set aside after some attempts.
 */
@Component
class FileDecisions {

    private static final Logger log = LoggerFactory.getLogger(FileDecisions.class);

    private final FileRows rows;
    private final ResponseRows responses;
    private final FileLoading loading;
    private final RegistrationSettings settings;
    private final TransactionTemplate transaction;
    private final BusinessCalendar calendar;
    private final Clock clock;

    FileDecisions(
            FileRows rows,
            ResponseRows responses,
            FileLoading loading,
            RegistrationSettings settings,
            TransactionTemplate transaction,
            BusinessCalendar calendar,
            Clock clock) {
        this.rows = rows;
        this.responses = responses;
        this.loading = loading;
        this.settings = settings;
        this.transaction = transaction;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Decides unless that has been done.
     *
     * @param known why it is refused without a look into it
     */
    void decide(long id, @Nullable FileFault known) {
        transaction.executeWithoutResult(status -> rows.begin(id));
        try (Answers answers = Answers.open()) {
            transaction.executeWithoutResult(status -> decide(rows.locked(id), known, answers));
        } catch (IOException failure) {
            noteFailure(id, failure);
            throw new UncheckedIOException(failure);
        } catch (RuntimeException | Error failure) {
            noteFailure(id, failure);
            throw failure;
        }
    }

    private void decide(StoredFile stored, @Nullable FileFault known, Answers answers) {
        if (stored.outcome() != FileOutcome.RECEIVED && stored.outcome() != FileOutcome.QUARANTINED) {
            return;
        }
        FileVerdict verdict = verdict(stored, known, answers);
        if (verdict.outcome() == stored.outcome()) {
            rows.finished(stored.id());
            return;
        }
        rows.decided(stored.id(), verdict);
        answer(stored, verdict, answers);
        log.atLevel(verdict.outcome() == FileOutcome.LOADED ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
                .log(
                        "Registration file {}: {}, {}",
                        stored.name(),
                        verdict.outcome(),
                        ResponseFile.line(verdict.detail()));
    }

    private FileVerdict verdict(StoredFile stored, @Nullable FileFault known, Answers answers) {
        if (stored.attempts() > settings.attempts()) {
            return FileVerdict.setAside(stored.name(), settings.attempts(), stored.failure());
        }
        try {
            if (known != null) {
                throw known;
            }
            RegistrationFile file = RegistrationFile.check(stored.name(), lines(stored), settings.receiver());
            return loading.load(stored.id(), file, lines(stored), answers);
        } catch (FileFault fault) {
            return FileVerdict.refused(stored.name(), fault);
        }
    }

    private FileLines lines(StoredFile stored) {
        return new FileLines(
                rows.content(stored.id()),
                Math.toIntExact(settings.longestLine().toBytes()));
    }

    private void answer(StoredFile stored, FileVerdict verdict, Answers answers) {
        long sequence = responses.next();
        FileName name = new FileName(settings.receiver(), FileName.Kind.RSP, calendar.today(), sequence);
        String addressee = verdict.name() == null ? "UNKNOWN" : verdict.name().sender();
        try (OutputStream target = responses.add(stored.id(), sequence, name.toString())) {
            answers.compose(
                    target,
                    name,
                    addressee,
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    verdict.line(stored.name()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A database that is busy or gone says nothing against the file. */
    private void noteFailure(long id, Throwable failure) {
        boolean transientFailure = failure instanceof TransactionException
                || failure instanceof DataAccessException && !(failure instanceof NonTransientDataAccessException);
        try {
            String text = failure.getClass().getSimpleName() + ": " + Objects.toString(failure.getMessage(), "");
            transaction.executeWithoutResult(status -> rows.failed(id, ResponseFile.line(text), !transientFailure));
        } catch (RuntimeException unnoted) {
            failure.addSuppressed(unnoted);
        }
    }
}
