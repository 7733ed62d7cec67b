package org.meterflow.process.change;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.meterflow.process.change.ProcessChange.Outcome;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelCheck;
import org.meterflow.process.engine.ModelCheck.Findings;
import org.meterflow.process.engine.ModelCheck.Subject;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelXml;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** Puts changes forward: files that the program can run, with what they change, to wait for a second person. */
@Component
@Transactional
public class ChangeProposals {

    private final ChangeRecords records;
    private final Definitions definitions;
    private final ModelCheck check;
    private final ChangeSettings settings;

    ChangeProposals(ChangeRecords records, Definitions definitions, ModelCheck check, ChangeSettings settings) {
        this.records = records;
        this.definitions = definitions;
        this.check = check;
        this.settings = settings;
    }

    public Proposal propose(List<ModelFile> files, String reason, String person) {
        List<String> tooMuch = tooMuch(files, person);
        if (!tooMuch.isEmpty()) {
            return Proposal.wrong(tooMuch);
        }
        Findings findings = check.look(files);
        List<String> same = findings.subjects().stream()
                .filter(this::isInForce)
                .map(subject -> "%s is what is deployed already. Leave it out."
                        .formatted(subject.file().name()))
                .toList();
        List<String> wrong =
                Stream.concat(findings.wrong().stream(), same.stream()).toList();
        return wrong.isEmpty() ? Proposal.of(add(findings.subjects(), reason, person)) : Proposal.wrong(wrong);
    }

    /** The way back: the file of an earlier version, as it was deployed, is put forward anew. */
    public Proposal goBack(Definition version, String reason, String person) {
        return propose(List.of(definitions.file(version)), reason, person);
    }

    /** What going back to it would change now. */
    @Transactional(readOnly = true)
    public List<Difference> whatWouldChange(Definition version) {
        return Differences.between(
                definitions
                        .inForce(version.kind(), version.key())
                        .map(this::root)
                        .orElse(null),
                root(version));
    }

    /** Compares its files with what is in force now, as a new change of the same person; the former is withdrawn. */
    public Proposal again(ProcessChange former, String person) {
        if (!former.isBy(person) || !former.waits()) {
            return Proposal.wrong(List.of("This change no longer waits, or is somebody else's."));
        }
        List<ModelFile> files = former.files().stream()
                .flatMap(file -> records.file(former.id(), file.kind(), file.key()).stream())
                .toList();
        Proposal proposal = propose(files, former.reason(), person);
        Long change = proposal.change();
        if (change != null) {
            records.end(former.id(), Outcome.WITHDRAWN, person, "Put forward again as change " + change);
        }
        return proposal;
    }

    private List<String> tooMuch(List<ModelFile> files, String person) {
        if (files.size() > settings.mostFiles()) {
            return List.of(String.format(Locale.UK, "Select at most %,d files", settings.mostFiles()));
        }
        long waiting =
                records.waiting().stream().filter(each -> each.isBy(person)).count();
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

    private boolean isInForce(Subject subject) {
        return definitions
                .inForce(subject.kind(), subject.key())
                .filter(now -> Arrays.equals(
                        definitions.file(now).content(), subject.file().content()))
                .isPresent();
    }

    private long add(List<Subject> subjects, String reason, String person) {
        long change = records.add(person, reason);
        for (Subject subject : subjects) {
            Optional<Definition> base = definitions.inForce(subject.kind(), subject.key());
            records.add(
                    change,
                    new ChangedFile(
                            subject.kind(),
                            subject.key(),
                            title(subject),
                            subject.file().name(),
                            base.map(Definition::version).orElse(0),
                            Differences.between(base.map(this::root).orElse(null), subject.root())),
                    subject.file().content());
        }
        return change;
    }

    private static String title(Subject subject) {
        return ModelXml.children(subject.root())
                .filter(ModelElements.is(subject.kind().element()))
                .map(element -> element.getAttribute("name"))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(() -> PropertyWords.title(subject.key()));
    }

    private Element root(Definition definition) {
        try {
            return ModelXml.root(definitions.file(definition));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
