package org.meterflow.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterflow.process.CaseKey;
import org.springframework.beans.factory.annotation.Autowired;

/** One task of each form is done without a mouse: whatever lies in the folder of the forms, and every kind of drawn question. */
class EveryFormByKeyboardTest extends AtTheConsole {

    private static final Pattern DRAWN = Pattern.compile(
            "<bpmn:userTask (?:(?!</bpmn:userTask>).)*?(<camunda:formData>.*?</camunda:formData>)", Pattern.DOTALL);
    private static final Pattern KIND = Pattern.compile("formField id=\"[^\"]*\" label=\"[^\"]*\" type=\"(\\w+)\"");

    /** More than the longest form has fields. */
    private static final int TABS = 150;

    private static final String FOCUSED = "(() => { const e = document.activeElement;"
            + " return { tag: e.tagName, type: e.type || '', id: e.id, name: e.name || '', mode: e.inputMode || '',"
            + " checked: e.checked === true, button: e.textContent.trim(), inForm: e.closest('form#form') !== null }; })()";

    @Autowired
    RepositoryService repository;

    private final List<String> deployments = new ArrayList<>();

    @AfterEach
    void theFormerDiagramCountsAgain() {
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void one_task_of_each_form_is_completed_by_keyboard_alone() throws IOException {
        for (String form : forms()) {
            CaseKey key = aCaseWith("camunda:formKey=\"%s\"".formatted(form), "");
            isCompletedByKeyboard(key, form);
            assertThat(inspections.filledIn(key.caseId()).values()).as(form).isNotEmpty();
        }
    }

    @Test
    void every_kind_of_drawn_question_is_answered_by_keyboard_alone() throws IOException {
        Set<String> kinds = new HashSet<>();
        for (String questions : drawn()) {
            if (kinds.addAll(kindsOf(questions))) {
                CaseKey key = aCaseWith("", "<bpmn:extensionElements>" + questions + "</bpmn:extensionElements>");
                isCompletedByKeyboard(key, questions);
            }
        }
        assertThat(kinds).contains("enum", "string", "boolean", "date", "instant", "decimal", "money");
    }

    private static List<String> forms() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> Path.of("forms").relativize(file).toString().replace(".html", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Of all diagrams, those with the most kinds first. */
    private static List<String> drawn() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .flatMap(file -> DRAWN.matcher(read(file)).results().map(found -> found.group(1)))
                    .sorted((one, other) -> kindsOf(other).size() - kindsOf(one).size())
                    .toList();
        }
    }

    private static Set<String> kindsOf(String questions) {
        return KIND.matcher(questions).results().map(kind -> kind.group(1)).collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private CaseKey aCaseWith(String form, String questions) {
        String diagram = ChangedInspection.unchanged()
                .replace("camunda:formKey=\"meter-inspection/judge-finding\"", form)
                .replaceAll("(<bpmn:userTask [^>]*>)", "$1" + questions.replace("$", "\\$"))
                .replace("judgeFinding", "fillIn");
        deployments.add(ChangedInspection.deployed(repository, diagram));
        CaseKey key = inspections.ask(UUID.randomUUID().toString().substring(0, 8), "1200000000700");
        await().until(() -> paths.details(key).orElseThrow().active().contains("fillIn"));
        return key;
    }

    private void isCompletedByKeyboard(CaseKey key, String form) {
        Page page = aisha.page;
        aisha.go("/tasks/" + taskOf(key).id());
        Set<String> answered = new HashSet<>();
        for (int tabs = 0; tabs < TABS; tabs++) {
            page.keyboard().press("Tab");
            Focused focused = Focused.of(page);
            if (focused.is("BUTTON") && focused.button().equals("Complete task")) {
                page.keyboard().press("Enter");
                assertThat(page.locator(".govuk-notification-banner, .govuk-error-summary"))
                        .containsText(Pattern.compile("Done"));
                return;
            }
            if (focused.inForm() && answered.add(focused.name() + focused.id())) {
                answer(page, focused);
            }
        }
        throw new AssertionError("The button is out of reach in " + form);
    }

    private static void answer(Page page, Focused focused) {
        switch (focused.is("INPUT") ? focused.type() : focused.tag()) {
            case "radio", "checkbox" -> {
                if (!focused.checked()) {
                    page.keyboard().press("Space");
                }
            }
            case "SELECT" -> page.keyboard().press("ArrowDown");
            case "date" -> page.keyboard().type("01012027");
            case "datetime-local" -> {
                page.keyboard().type("01012027");
                page.keyboard().press("ArrowRight");
                page.keyboard().type("1030AM");
            }
            case "text" -> page.keyboard().type(focused.mode().isEmpty() ? "Two of us" : "12");
            case "TEXTAREA" ->
                page.keyboard().type("Two of us have seen it, and each has written down why. ".repeat(3));
            default -> {}
        }
    }

    /** What has the focus. */
    private record Focused(
            String tag,
            String type,
            String id,
            String name,
            String mode,
            boolean checked,
            String button,
            boolean inForm) {

        static Focused of(Page page) {
            Map<?, ?> found = (Map<?, ?>) page.evaluate(FOCUSED);
            return new Focused(
                    found.get("tag").toString(),
                    found.get("type").toString(),
                    found.get("id").toString(),
                    found.get("name").toString(),
                    found.get("mode").toString(),
                    Boolean.TRUE.equals(found.get("checked")),
                    found.get("button").toString(),
                    Boolean.TRUE.equals(found.get("inForm")));
        }

        boolean is(String wanted) {
            return tag.equals(wanted);
        }
    }
}
