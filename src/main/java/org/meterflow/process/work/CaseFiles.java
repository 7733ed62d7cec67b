package org.meterflow.process.work;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.meterflow.process.CaseKey;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files that people attach to cases, in the database: kept with the case, never changed. */
@Repository
public class CaseFiles {

    private static final String COLUMNS = "select id, task_name, name, kind, size, person, at from case_file ";

    private final JdbcClient jdbc;
    private final WorkSettings settings;
    private final Timeline timeline;
    private final Clock clock;

    CaseFiles(JdbcClient jdbc, WorkSettings settings, Timeline timeline, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.timeline = timeline;
        this.clock = clock;
    }

    public long largestInMegabytes() {
        return settings.largestFile().toMegabytes();
    }

    /** What somebody wants to attach. */
    public record Upload(String name, byte[] content) {}

    /**
     * @param once of the form: sent twice, it is attached once
     * @return why it has not been attached, as a sentence; empty when it has
     */
    @Transactional
    public Optional<String> attach(UUID once, CaseKey key, String taskName, Upload file, String person) {
        if (file.content().length > settings.largestFile().toBytes()) {
            return Optional.of(file.name() + " is larger than " + largestInMegabytes() + " MB");
        }
        Optional<FileKind> kind = FileKind.of(file.name(), file.content());
        if (kind.isEmpty()) {
            return Optional.of(("%s is no PDF, PNG, JPEG, CSV or text file, or another than its name says."
                            + " Attach one of these, with a name that ends accordingly")
                    .formatted(file.name()));
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?), hashtext(?))")
                .params(key.process(), key.caseId())
                .query()
                .listOfRows();
        if (isAttached(once, file)) {
            return Optional.empty();
        }
        if (of(key).size() >= settings.mostFiles()) {
            return Optional.of("This case has " + settings.mostFiles() + " files already, and may not have more");
        }
        if (add(once, key, taskName, file, kind.get(), person)) {
            timeline.note(key, StoryKind.PERSON, "File attached", file.name(), person);
        }
        return Optional.empty();
    }

    private boolean isAttached(UUID once, Upload file) {
        return jdbc.sql("select exists (select from case_file where once = ? and sha256 = ?)")
                .params(once, digest(file.content()))
                .query(Boolean.class)
                .single();
    }

    private boolean add(UUID once, CaseKey key, String taskName, Upload file, FileKind kind, String person) {
        return jdbc.sql("""
                                insert into case_file
                                    (once, process, case_id, task_name, name, kind, size, sha256, content, person, at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (once, sha256) do nothing
                                """)
                        .params(once, key.process(), key.caseId(), taskName, file.name(), kind.name())
                        .params(file.content().length, digest(file.content()), file.content())
                        .params(person, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** The oldest first. */
    public List<CaseFile> of(CaseKey key) {
        return jdbc.sql(COLUMNS + "where process = ? and case_id = ? order by id")
                .params(key.process(), key.caseId())
                .query(CaseFile.class)
                .list();
    }

    /** A file of this case and of no other. */
    public Optional<CaseFile> find(CaseKey key, long id) {
        return of(key).stream().filter(file -> file.id() == id).findFirst();
    }

    public byte[] content(CaseFile file) {
        return jdbc.sql("select content from case_file where id = ?")
                .param(file.id())
                .query(byte[].class)
                .single();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
