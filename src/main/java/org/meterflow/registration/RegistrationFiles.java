package org.meterflow.registration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import org.meterflow.registration.FileRows.StoredFile;
import org.meterflow.registration.ResponseRows.Answer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in the files of the registration bodies. A file is stored first; what it changes, its outcome and the answer to
 * it then become true together, once. The same file again gets the same answer.
 */
@Component
public class RegistrationFiles {

    private final FileRows rows;
    private final ResponseRows responses;
    private final FileDecisions decisions;
    private final RegistrationSettings settings;
    private final TransactionTemplate transaction;

    RegistrationFiles(
            FileRows rows,
            ResponseRows responses,
            FileDecisions decisions,
            RegistrationSettings settings,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.responses = responses;
        this.decisions = decisions;
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * Stores the file, loads it when it is whole and its turn has come, and then those that waited for it.
     *
     * @param name such as {@code SMRS_UPD_20251124_000017.csv}
     * @return the answer, which is also on its way to the outbox
     */
    public ResponseFile load(String name, byte[] content) {
        Answer answer = take(SafeName.of(name), new ByteArrayInputStream(content), content.length);
        try (InputStream text = responses.content(answer.sequence())) {
            return new ResponseFile(answer.name(), text.readAllBytes(), answer.outcome());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The same for a file of any length.
     *
     * @param safeName see {@link SafeName}
     * @param size what it is said to have; no more than is allowed is read
     */
    FileOutcome load(String safeName, InputStream content, long size) {
        return take(safeName, content, size).outcome();
    }

    /**
     * Answers what is no file, or cannot be read.
     *
     * @param identity what tells it from others of its name
     */
    FileOutcome refuse(String safeName, String identity, String reason) {
        long id = store(safeName, identity, 0, InputStream.nullInputStream());
        decisions.decide(id, new FileFault(FileCode.F01, reason));
        return responses.last(id).outcome();
    }

    /** What became of a file whose content is this; empty while it waits, or when nothing is known of it. */
    Optional<FileOutcome> settled(String safeName, InputStream content) throws IOException {
        return rows.find(safeName, Sha256.of(content))
                .map(StoredFile::outcome)
                .filter(outcome -> outcome != FileOutcome.QUARANTINED && outcome != FileOutcome.RECEIVED);
    }

    boolean isWaiting(String safeName) {
        return rows.isWaiting(safeName);
    }

    /** The number of the last file loaded from this sender; the next has to follow it. */
    public Optional<Long> lastLoaded(String sender) {
        return rows.lastLoaded(sender);
    }

    private Answer take(String name, InputStream content, long size) {
        long longest = settings.longestFile().toBytes();
        try (Spool spool = Spool.open()) {
            spool.copy(content, longest + 1);
            String hash = Sha256.of(spool.reader());
            long id;
            if (spool.size() > longest) {
                id = store(name, hash + "+" + size, Math.max(size, longest + 1), InputStream.nullInputStream());
                decisions.decide(id, new FileFault(FileCode.F05, "it has more than " + longest + " bytes"));
            } else {
                id = store(name, hash, spool.size(), spool.reader());
                decisions.decide(id, null);
                follow(name, id);
            }
            return responses.last(id);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long store(String name, String identity, long size, InputStream content) {
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                return rows.store(name, identity, size, content);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }));
    }

    /** Those that waited for this one, now or since before a kill; and those it has made superfluous. */
    private void follow(String name, long id) {
        if (responses.last(id).outcome() != FileOutcome.LOADED) {
            return;
        }
        String sender = FileName.of(name).sender();
        Optional<Long> before = Optional.empty();
        for (Optional<Long> next = next(sender); next.isPresent() && !next.equals(before); next = next(sender)) {
            decisions.decide(next.get(), null);
            before = next;
        }
    }

    private Optional<Long> next(String sender) {
        return rows.waiting(sender, lastLoaded(sender).orElse(0L));
    }
}
