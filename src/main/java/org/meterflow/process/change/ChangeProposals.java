package org.meterflow.process.change;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.process.change.ProcessChange.Outcome;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.ModelCheck;
import org.meterflow.process.engine.ModelCheck.Findings;
import org.meterflow.process.engine.ModelCheck.Subject;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.meterflow.process.engine.ModelXml;
import org.meterflow.process.form.FormText;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts changes forward: files that the program can run, with what they change, to wait for a second person. */
@Component
@Transactional
public class ChangeProposals {

    private final ChangeRecords records;
    private final ChangeArchive archive;
    private final Baseline baseline;
    private final ModelCheck check;
    private final ChangeSettings settings;

    ChangeProposals(
            ChangeRecords records,
            ChangeArchive archive,
            Baseline baseline,
            ModelCheck check,
            ChangeSettings settings) {
        this.records = records;
        this.archive = archive;
        this.baseline = baseline;
        this.check = check;
        this.settings = settings;
    }

    /** The same files of the same person, sent once more while they wait, are the same change. */
    public Proposal propose(List<ModelFile> files, String reason, String person) {
        records.alone();
        baseline.follow();
        List<ProcessChange> waiting =
                archive.waiting().stream().filter(each -> each.isBy(person)).toList();
        Optional<ProcessChange> sentBefore =
                waiting.stream().filter(change -> has(change, files)).findFirst();
        if (sentBefore.isPresent()) {
            return Proposal.of(sentBefore.get().id());
        }
        List<String> tooMuch = tooMuch(files, waiting.size());
        return tooMuch.isEmpty() ? look(files, reason, person) : Proposal.wrong(tooMuch);
    }

    private boolean has(ProcessChange change, List<ModelFile> files) {
        return change.files().size() == files.size()
                && baseline.isAfter(change, 0)
                && archive.files(change).stream()
                        .allMatch(known ->
                                files.stream().anyMatch(file -> Arrays.equals(file.content(), known.content())));
    }

    private Proposal look(List<ModelFile> files, String reason, String person) {
        Findings findings = check.look(files);
        List<String> same = findings.subjects().stream()
                .filter(baseline::isSame)
                .map(subject -> "%s is what is deployed already. Leave it out."
                        .formatted(subject.file().name()))
                .toList();
        List<String> wrong =
                Stream.concat(findings.wrong().stream(), same.stream()).toList();
        return wrong.isEmpty() ? Proposal.of(add(findings.subjects(), reason, person)) : Proposal.wrong(wrong);
    }

    /** The way back: the file of an earlier version, as it was deployed, is put forward anew. */
    public Proposal goBack(Definition version, String reason, String person) {
        return propose(List.of(baseline.file(version)), reason, person);
    }

    /** What going back to it would change now. */
    @Transactional(readOnly = true)
    public List<Difference> whatWouldChange(Definition version) {
        return baseline.differences(version);
    }

    /** Compares its files with what is in force now, as a new change of the same person; the former is withdrawn. */
    public Proposal again(ProcessChange former, String person) {
        if (!former.isBy(person) || !former.waits()) {
            return Proposal.wrong(List.of("This change no longer waits, or is somebody else's."));
        }
        Proposal proposal = propose(archive.files(former), former.reason(), person);
        Long change = proposal.change();
        if (change != null && change != former.id()) {
            records.end(former.id(), Outcome.WITHDRAWN, person, "Put forward again as change " + change);
        }
        return proposal;
    }

    private List<String> tooMuch(List<ModelFile> files, int waiting) {
        if (files.size() > settings.mostFiles()) {
            return List.of(String.format(Locale.UK, "Select at most %,d files", settings.mostFiles()));
        }
        if (waiting >= settings.mostWaiting()) {
            return List.of(
                    String.format(Locale.UK, "%,d changes of yours wait for approval. Withdraw one first", waiting));
        }
        return files.stream()
                .filter(file -> file.content().length > settings.longestFile().toBytes())
                .map(file -> String.format(
                        Locale.UK,
                        "%s is larger than %,d KB, which is as large as a file may be.",
                        file.name(),
                        settings.longestFile().toKilobytes()))
                .toList();
    }

    private long add(List<Subject> subjects, String reason, String person) {
        long change = records.add(person, reason);
        for (Subject subject : subjects) {
            ChangedFile file = new ChangedFile(
                    subject.kind(),
                    subject.key(),
                    title(subject),
                    subject.file().name(),
                    baseline.version(subject),
                    baseline.differences(subject));
            records.add(change, file, subject.file().content());
        }
        return change;
    }

    private static String title(Subject subject) {
        if (subject.kind() == ModelKind.FORM) {
            return FormText.read(subject.file().content()).map(FormText::title).orElseThrow();
        }
        return ModelXml.children(subject.root())
                .filter(ModelElements.is(subject.kind().element()))
                .map(element -> element.getAttribute("name"))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(() -> PropertyWords.title(subject.key()));
    }
}
