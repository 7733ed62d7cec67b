package org.meterflow.process.work;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something done to many tasks at once, with what came of it for each. */
public record TaskRun(UUID id, String act, Instant at, List<Row> rows) {

    /**
     * @param done null while it has not been tried
     * @param sentence what came of it
     */
    public record Row(
            String task,
            String name,
            String about,
            @Nullable Boolean done,
            @Nullable String sentence) {

        public static Row waiting(String task, String name, String about) {
            return new Row(task, name, about, null, null);
        }

        public boolean isDone() {
            return Boolean.TRUE.equals(done);
        }

        public boolean isRefused() {
            return Boolean.FALSE.equals(done);
        }
    }

    public long done() {
        return rows.stream().filter(Row::isDone).count();
    }

    public long refused() {
        return rows.stream().filter(Row::isRefused).count();
    }

    public long left() {
        return rows.size() - done() - refused();
    }
}
