package org.meterflow.process.change;

import java.util.List;
import java.util.Optional;
import org.meterflow.process.change.Decision.Result;
import org.meterflow.process.change.ProcessChange.Outcome;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelCheck;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The changes of diagrams and tables: all that were proposed, and who may decide about those that wait. */
@Component
@Transactional
public class ProcessChanges {

    private static final String SOURCE = "change ";

    private final ChangeRecords records;
    private final ChangeArchive archive;
    private final Baseline baseline;
    private final Definitions definitions;
    private final ModelCheck check;

    ProcessChanges(
            ChangeRecords records,
            ChangeArchive archive,
            Baseline baseline,
            Definitions definitions,
            ModelCheck check) {
        this.records = records;
        this.archive = archive;
        this.baseline = baseline;
        this.definitions = definitions;
        this.check = check;
    }

    public Optional<ProcessChange> find(long id) {
        return archive.find(id);
    }

    /** The newest first. */
    public List<ProcessChange> latest(int most, int skipped) {
        return archive.latest(most, skipped);
    }

    public List<ProcessChange> waiting() {
        return archive.waiting();
    }

    /** All that touched this process or table, the newest first. */
    public List<ProcessChange> of(ModelKind kind, String key) {
        return archive.of(kind, key);
    }

    public Optional<ModelFile> file(long change, ModelKind kind, String key) {
        return archive.file(change, kind, key);
    }

    /** The change by which a version came; empty when the start of the program brought it. */
    public static Optional<Long> changeOf(Definition version) {
        String source = version.source();
        return source == null || !source.startsWith(SOURCE)
                ? Optional.empty()
                : Optional.of(Long.valueOf(source.substring(SOURCE.length())));
    }

    /** Whether every file was compared with what is in force now. */
    public boolean isOfToday(ProcessChange change) {
        return baseline.isAfter(change, 0);
    }

    /** Deploys it: from now on new cases go by it. Whoever proposed it may not, and nobody does it twice. */
    public Decision approve(ProcessChange change, String person) {
        if (change.isBy(person)) {
            return Decision.of(Result.NOT_THEIRS);
        }
        records.alone();
        definitions.follow();
        if (archive.find(change.id()).filter(ProcessChange::waits).isEmpty()) {
            return Decision.of(Result.ENDED);
        }
        if (!isOfToday(change)) {
            return Decision.of(Result.SUPERSEDED);
        }
        List<ModelFile> files = archive.files(change);
        List<String> wrong = check.look(files).wrong();
        if (!wrong.isEmpty()) {
            return new Decision(Result.UNFIT, wrong);
        }
        records.end(change.id(), Outcome.APPROVED, person, "");
        definitions.deploy(SOURCE + change.id(), files);
        if (!baseline.isAfter(change, 1)) {
            throw new ConcurrencyFailureException("Something else was deployed while change " + change.id() + " was");
        }
        return Decision.of(Result.DONE);
    }

    public Decision refuse(ProcessChange change, String reason, String person) {
        return change.isBy(person) ? Decision.of(Result.NOT_THEIRS) : end(change, Outcome.REFUSED, reason, person);
    }

    /** The proposer thinks better of it. */
    public Decision withdraw(ProcessChange change, String person) {
        return change.isBy(person) ? end(change, Outcome.WITHDRAWN, "", person) : Decision.of(Result.NOT_THEIRS);
    }

    private Decision end(ProcessChange change, Outcome outcome, String reason, String person) {
        records.alone();
        return Decision.of(records.end(change.id(), outcome, person, reason) ? Result.DONE : Result.ENDED);
    }
}
