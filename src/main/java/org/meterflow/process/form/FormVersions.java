package org.meterflow.process.form;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The forms of tasks in all their versions. What was approved counts until the program, or the installation's folder, brings
 * another file for the same form: as with diagrams, a file that was there before brings nothing.
 */
@Repository
public class FormVersions {

    private final JdbcClient jdbc;
    private final FormFiles files;
    private final Clock clock;

    FormVersions(JdbcClient jdbc, FormFiles files, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.clock = clock;
    }

    /** What has changed in the files since a former look becomes a version. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void follow() {
        alone();
        files.keys()
                .forEach(key -> files.read(key)
                        .filter(file -> !Arrays.equals(file, brought(key).orElse(null)))
                        .ifPresent(file -> add(key, file, null)));
    }

    /** In the caller's transaction. */
    public void approve(String key, byte[] content, String source) {
        alone();
        add(key, content, source);
    }

    private void alone() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('form_version'))")
                .query()
                .listOfRows();
    }

    private void add(String key, byte[] content, @Nullable String source) {
        jdbc.sql("""
                        insert into form_version (key, version, content, at, source)
                        select :key, coalesce(max(version), 0) + 1, :content, :at, :source from form_version where key = :key
                        """)
                .param("key", key)
                .param("content", content)
                .param("at", Timestamp.from(clock.instant()))
                .param("source", source)
                .update();
    }

    /** The newest of each form. */
    public List<FormVersion> newest() {
        return jdbc.sql(
                        "select distinct on (key) key, version, at, source from form_version order by key, version desc")
                .query(FormVersion.class)
                .list();
    }

    /** The newest first. */
    public List<FormVersion> of(String key) {
        return jdbc.sql("select key, version, at, source from form_version where key = ? order by version desc")
                .param(key)
                .query(FormVersion.class)
                .list();
    }

    public byte[] content(FormVersion version) {
        return jdbc.sql("select content from form_version where key = ? and version = ?")
                .params(version.key(), version.version())
                .query(byte[].class)
                .single();
    }

    /** What the program, or the folder, has brought last. */
    public Optional<byte[]> brought(String key) {
        return jdbc.sql(
                        "select content from form_version where key = ? and source is null order by version desc limit 1")
                .param(key)
                .query(byte[].class)
                .optional();
    }

    /** The form that somebody has approved and that counts now; empty when the file counts. */
    public Optional<byte[]> approved(String key) {
        return of(key).stream()
                .findFirst()
                .filter(newest -> newest.source() != null)
                .filter(newest ->
                        Arrays.equals(brought(key).orElse(null), files.read(key).orElse(null)))
                .map(this::content);
    }
}
