package org.meterflow.process.migration;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.CaseVersions;
import org.meterflow.process.migration.MigratedCase.Outcome;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tries, starts and shows migrations of running cases. */
@Component
public class Migrations {

    /** A trial moves each case and takes it back while somebody waits for the page. */
    private static final int TRIED = 200;

    private static final int MOST = 100_000;

    private final CaseVersions versions;
    private final MigrationRows rows;
    private final Clock clock;

    Migrations(CaseVersions versions, MigrationRows rows, Clock clock) {
        this.versions = versions;
        this.rows = rows;
        this.clock = clock;
    }

    public Trial tryOut(String process, int from, int to) {
        List<CaseKey> running = versions.running(process, from, MOST);
        List<CaseKey> tried = running.subList(0, Math.min(TRIED, running.size()));
        List<MigratedCase> unable = new ArrayList<>();
        for (CaseKey key : tried) {
            versions.obstacle(key, from, to)
                    .ifPresent(said -> unable.add(new MigratedCase(key.caseId(), Outcome.LEFT, said)));
        }
        return new Trial(tried.size() - unable.size(), unable, tried.size(), running.size());
    }

    /**
     * Has all cases of a version moved, one after the other, beginning at once.
     *
     * @return its id; that of the one under way when the same has been asked for already
     */
    @Transactional
    public long start(String process, int from, int to, String reason, String person) {
        rows.lock(process);
        Optional<Migration> underWay = rows.underWay(process, from, to);
        if (underWay.isPresent()) {
            return underWay.get().id();
        }
        long id = rows.add(process, from, to, reason, person, clock.instant());
        rows.add(id, versions.running(process, from, MOST));
        return id;
    }

    public Optional<Migration> find(long id) {
        return rows.find(id);
    }

    /** The latest first. */
    public List<Migration> of(String process, int most) {
        return rows.of(process, most);
    }

    /** What became of its cases, those that were left first. */
    public List<MigratedCase> cases(long id, int limit, int offset) {
        return rows.cases(id, limit, offset);
    }
}
