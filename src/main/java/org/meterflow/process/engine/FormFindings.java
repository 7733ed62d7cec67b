package org.meterflow.process.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meterflow.process.Drawn;
import org.meterflow.process.FactName;
import org.meterflow.process.form.FormCheck;
import org.meterflow.process.form.FormText;
import org.meterflow.process.form.FormVersions;

/** Whether a form from outside may be shown, and asks what the step behind it reads. */
final class FormFindings {

    private static final Pattern WORD_BEGINS = Pattern.compile("-([a-z0-9])");

    private final DiagramCheck.Program program;
    private final FormVersions forms;

    FormFindings(DiagramCheck.Program program, FormVersions forms) {
        this.program = program;
        this.forms = forms;
    }

    static Optional<ModelCheck.Subject> subject(ModelFile file, List<String> wrong) {
        Optional<FormText> form = FormText.read(file.content());
        if (form.isEmpty()) {
            wrong.add("%s cannot be read: it is not in UTF-8. Save it again.".formatted(file.name()));
        }
        return form.map(text -> new ModelCheck.Subject(ModelKind.FORM, Definitions.formKey(file), file, text.root()));
    }

    List<String> wrong(ModelCheck.Subject subject) {
        String name = subject.file().name();
        FormText form = FormText.read(subject.file().content()).orElseThrow();
        Optional<FormText> brought = forms.brought(subject.key()).flatMap(FormText::read);
        if (brought.isEmpty()) {
            return List.of(
                    "%s: no task has a form of this name. Keep the name under which you downloaded it, as in change-of-supplier.handle-objection.html."
                            .formatted(name));
        }
        FormCheck check = new FormCheck(name, form);
        List<String> wrong = check.wrong();
        return wrong.isEmpty() ? check.wrongFor(brought.get(), facts(subject.key(), brought.get())) : wrong;
    }

    /** What is known of a case of the process, and what the form that came with the program shows. */
    private Set<String> facts(String key, FormText brought) {
        Set<String> facts = new HashSet<>(brought.labels());
        String process = WORD_BEGINS
                .matcher(key.substring(0, key.indexOf('.')))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
        Class<?> type = program.named(process);
        Drawn drawn = type == null ? null : type.getAnnotation(Drawn.class);
        if (drawn != null) {
            Stream.of(drawn.knows())
                    .flatMap(known -> Stream.ofNullable(known.getEnumConstants()))
                    .flatMap(Stream::of)
                    .map(FactName.class::cast)
                    .map(FactName::label)
                    .forEach(facts::add);
        }
        return facts;
    }
}
