package org.meterflow.database;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL writes into {@code postmaster.pid} when it starts: its number first, when it started third. */
record ServerFile(List<String> lines) {

    private static final int NUMBER = 0;
    private static final int STARTED = 2;

    static ServerFile of(String content) {
        return new ServerFile(content.lines().map(String::strip).toList());
    }

    Optional<ProcessHandle> process() {
        return number(NUMBER).flatMap(ProcessHandle::of);
    }

    Optional<Instant> startedAt() {
        return number(STARTED).map(Instant::ofEpochSecond);
    }

    private Optional<Long> number(int line) {
        return lines.size() > line && lines.get(line).matches("[0-9]{1,18}")
                ? Optional.of(Long.valueOf(lines.get(line)))
                : Optional.empty();
    }
}
