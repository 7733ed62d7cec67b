package org.meterflow.process.change;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meterflow.process.engine.Definition;
import org.meterflow.process.engine.Definitions;
import org.meterflow.process.engine.ModelCheck.Subject;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.ModelKind;
import org.meterflow.process.engine.ModelXml;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/** What is in force, with which every change is compared. */
@Component
class Baseline {

    private final Definitions definitions;

    Baseline(Definitions definitions) {
        this.definitions = definitions;
    }

    int version(Subject subject) {
        return definitions
                .inForce(subject.kind(), subject.key())
                .map(Definition::version)
                .orElse(0);
    }

    boolean isSame(Subject subject) {
        return definitions
                .inForce(subject.kind(), subject.key())
                .filter(now -> Arrays.equals(
                        definitions.file(now).content(), subject.file().content()))
                .isPresent();
    }

    /** Whether what is in force is so many versions after what each file of the change was compared with. */
    boolean isAfter(ProcessChange change, int versions) {
        return change.files().stream()
                .allMatch(file -> definitions
                                .inForce(file.kind(), file.key())
                                .map(Definition::version)
                                .orElse(0)
                        == file.base() + versions);
    }

    void follow() {
        definitions.follow();
    }

    List<Difference> differences(Subject subject) {
        Optional<Definition> now = definitions.inForce(subject.kind(), subject.key());
        if (subject.kind() == ModelKind.FORM) {
            return FormDifferences.between(now.map(definitions::file).orElse(null), subject.file());
        }
        return Differences.between(now.map(this::root).orElse(null), subject.root());
    }

    List<Difference> differences(Definition version) {
        Optional<Definition> now = definitions.inForce(version.kind(), version.key());
        if (version.kind() == ModelKind.FORM) {
            return FormDifferences.between(now.map(definitions::file).orElse(null), file(version));
        }
        return Differences.between(now.map(this::root).orElse(null), root(version));
    }

    ModelFile file(Definition version) {
        return definitions.file(version);
    }

    private Element root(Definition definition) {
        try {
            return ModelXml.root(definitions.file(definition));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
