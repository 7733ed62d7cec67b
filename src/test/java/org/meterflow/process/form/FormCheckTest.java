package org.meterflow.process.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** Forms that somebody brings from outside: what may stand in them, and how they are shown. */
class FormCheckTest {

    private static final String GOOD = """
            <!DOCTYPE html>
            <html lang="en-GB" xmlns:th="http://www.thymeleaf.org">
            <head><title>Decide</title></head>
            <body>
            <p class="govuk-body" th:if="${facts['Debt (£)']}">It owes <strong th:text="${facts['Debt (£)']}">120</strong></p>
            <div class="govuk-form-group">
              <label class="govuk-label" for="reason">Why?</label>
              <textarea class="govuk-textarea" id="reason" name="reason" rows="4" maxlength="1000"></textarea>
            </div>
            </body>
            </html>
            """;

    static Stream<Path> supplied() throws IOException {
        return Stream.of(Path.of("forms"), Path.of("src/test/resources/forms"), Path.of("docs/guides/examples"))
                .flatMap(FormCheckTest::below);
    }

    private static Stream<Path> below(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".html"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("supplied")
    void every_form_of_the_program_could_come_from_outside_and_is_shown_as_its_own_templates_show_it(Path file)
            throws IOException {
        byte[] content = Files.readAllBytes(file);
        FormText form = FormText.read(content).orElseThrow();
        assertThat(new FormCheck("a-form.html", form).wrong()).isEmpty();
        assertThat(new FormCheck("a-form.html", form).wrongFor(form, form.labels()))
                .isEmpty();
        for (String said : List.of("", "ASSIGN_DEBT: 12 < 13 & \"more\"", "No", "false")) {
            Map<String, String> facts = new HashMap<>();
            form.labels().stream().filter(label -> !said.isEmpty()).forEach(label -> facts.put(label, said));
            assertThat(plain(FormPage.html("a.form", content, facts)))
                    .as("with " + said)
                    .isEqualTo(plain(byTheTemplatesOfTheProgram(content, facts)));
        }
    }

    private static String byTheTemplatesOfTheProgram(byte[] content, Map<String, String> facts) {
        SpringTemplateEngine templates = new SpringTemplateEngine();
        templates.setTemplateResolver(new StringTemplateResolver());
        Context context = new Context(Locale.UK);
        context.setVariable("facts", facts);
        return templates.process(new String(content, StandardCharsets.UTF_8), context);
    }

    private static String plain(String html) {
        return Jsoup.parse(html).body().html().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p th:text=\"${T(java.lang.Runtime).getRuntime().exec('id')}\">x</p>",
                "<p th:text=\"${facts['Debt (£)'].getClass().forName('java.lang.Runtime')}\">x</p>",
                "<p th:text=\"${@people.all()}\">x</p>",
                "<p th:text=\"${#ctx.session}\">x</p>",
                "<p th:text=\"__${facts['Debt (£)']}__\">x</p>",
                "<p th:text=\"${facts['__${T(java.lang.Runtime)}__']}\">x</p>",
                "<p th:text=\"*{class}\">x</p>",
                "<p th:text=\"#{title}\">x</p>",
                "<p th:text=\"~{layout :: page}\">x</p>",
                "<p th:text=\"|${facts['Debt (£)']}|\">x</p>",
                "<p th:if=\"${new java.io.File('x').delete()}\">x</p>",
                "<p th:if=\"${facts['Debt (£)'] and T(java.lang.System).exit(1)}\">x</p>",
                "<p th:if=\"${facts['Debt (£)'] == 'x' or true}\">x</p>",
                "<p th:if=\"${#strings.startsWith(facts['Debt (£)'], T(java.lang.System).lineSeparator())}\">x</p>",
                "<p th:utext=\"${facts['Debt (£)']}\">x</p>",
                "<p th:inline=\"javascript\">x</p>",
                "<p th:insert=\"~{task}\">x</p>",
                "<p th:replace=\"~{task}\">x</p>",
                "<p th:each=\"fact : ${facts}\">x</p>",
                "<p th:with=\"a=${facts}\">x</p>",
                "<p th:attr=\"onclick='x'\">x</p>",
                "<p data-th-text=\"${T(java.lang.Runtime)}\">x</p>",
                "<th:block th:text=\"${facts['Debt (£)']}\"></th:block>",
                "<p>[[${T(java.lang.Runtime)}]]</p>",
                "<p>[(${facts['Debt (£)']})]</p>",
                "<script>alert(1)</script>",
                "<style>p { background: url(//elsewhere) }</style>",
                "<link rel=\"stylesheet\" href=\"//elsewhere\">",
                "<base href=\"//elsewhere\">",
                "<meta http-equiv=\"refresh\" content=\"0;url=//elsewhere\">",
                "<iframe src=\"/people\"></iframe>",
                "<object data=\"x\"></object>",
                "<img src=\"x\" onerror=\"alert(1)\">",
                "<svg><script>alert(1)</script></svg>",
                "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
                "<template><p>x</p></template>",
                "<noscript><p>x</p></noscript>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<form action=\"//elsewhere\"><p>x</p></form>",
                "<button formaction=\"//elsewhere\">x</button>",
                "<p onclick=\"alert(1)\">x</p>",
                "<p style=\"position:fixed\">x</p>",
                "<p class=\"govuk-body another\">x</p>",
                "<p data-module=\"govuk-button\">x</p>",
                "<p data-stream=\"/stream\">x</p>",
                "<p hx-get=\"/people\">x</p>",
                "<label for=\"h\">x</label><input type=\"hidden\" id=\"h\" name=\"h\" value=\"1\">",
                "<label for=\"f\">x</label><input type=\"file\" id=\"f\" name=\"f\">",
                "<label for=\"f\">x</label><input type=\"text\" form=\"other\" id=\"f\" name=\"f\">",
                "<label for=\"c\">x</label><input type=\"text\" id=\"c\" name=\"_csrf\">",
                "<label for=\"reason\">x</label><input type=\"text\" id=\"reason\" name=\"other\">",
                "<input type=\"text\" id=\"x\" name=\"x\">",
                "<label for=\"x\">x</label><input type=\"text\" id=\"x\">"
            })
    void what_could_run_or_lead_elsewhere_is_refused_with_its_line(String attack) {
        List<String> wrong =
                wrong(GOOD.replace("<div class=\"govuk-form-group\">", attack + "<div class=\"govuk-form-group\">"));

        assertThat(wrong).anySatisfy(sentence -> assertThat(sentence).startsWith("a-form.html, line 6: "));
        byte[] content = GOOD.replace("<body>", "<body>" + attack).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FormPage.html("a.form", content, Map.of()))
                .as("shown all the same")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_sentence_says_what_to_do() {
        assertThat(wrong(GOOD)).isEmpty();
        assertThat(wrong(GOOD.replace("th:text=\"${facts['Debt (£)']}\"", "th:text=\"${T(java.lang.Runtime)}\"")))
                .containsExactly("a-form.html, line 5: th:text=\"${T(java.lang.Runtime)}\" is not understood."
                        + " Show one fact by its label, as in ${facts['Debt (£)']}.");
        assertThat(wrong(GOOD.replace("<strong", "<script>x</script><strong")))
                .containsExactly("a-form.html, line 5: <script> is no part of a form. Take it away.");
        assertThat(wrong(GOOD.replace("<title>Decide</title>", "<title></title>")))
                .containsExactly("a-form.html: it has no title. Say in <title> what the task is called.");
    }

    @Test
    void a_form_asks_what_the_step_reads_and_shows_what_is_known() {
        FormText brought = read(GOOD);
        assertThat(new FormCheck("a-form.html", read(GOOD.replace("reason", "cause")))
                        .wrongFor(brought, Set.of("Debt (£)")))
                .containsExactly(
                        "a-form.html, line 8: the step reads no field cause. It reads: reason.",
                        "a-form.html: the field reason is gone, and the step reads it. Put it back.");
        assertThat(new FormCheck("a-form.html", brought).wrongFor(brought, Set.of("Debt")))
                .containsExactly(
                        "a-form.html: nothing called 'Debt (£)' is known of a case. Take a label from the facts"
                                + " of a case's page.");
    }

    @Test
    void what_is_for_the_decision_alone_stays_so_and_text_stays_text() {
        FormText brought = read(GOOD.replace("<textarea", "<span data-confidential><textarea")
                .replace("</textarea>", "</textarea></span>"));
        assertThat(new FormCheck("a-form.html", brought).wrong()).isEmpty();
        assertThat(new FormCheck("a-form.html", read(GOOD)).wrongFor(brought, Set.of("Debt (£)")))
                .singleElement()
                .asString()
                .contains("what is answered to reason is for the decision alone");

        String text = GOOD.replace("</textarea>", "&lt;/textarea&gt;&lt;script&gt;x&lt;/script&gt;</textarea>")
                .replace("Why?", "&lt;img src=x onerror=x&gt;<!-- <script>x</script> -->");
        String shown = FormPage.html(
                "a.form",
                text.getBytes(StandardCharsets.UTF_8),
                Map.of("Debt (£)", "<script>${T(java.lang.Runtime)}</script>"));
        assertThat(shown).doesNotContain("<script", "<img").contains("&lt;script&gt;${T(java.lang.Runtime)}");
    }

    @Test
    void an_answer_that_the_step_does_not_know_is_named_with_those_it_knows() throws IOException {
        String text = Files.readString(Path.of("forms/change-of-supplier/review-keys.html"));
        FormText brought = read(text);
        assertThat(new FormCheck("a-form.html", read(text.replace("value=\"askAgain\"", "value=\"askLater\"")))
                        .wrongFor(brought, brought.labels()))
                .containsExactly("a-form.html: the step knows no answer 'askLater' of the field decision. It knows:"
                        + " askAgain, withoutKeys.");
    }

    @Test
    void what_people_read_is_compared_line_by_line() {
        List<FormLines.Line> lines = FormLines.of(read(GOOD));
        assertThat(lines)
                .contains(
                        new FormLines.Line("Label of reason", "words", "Why?"),
                        new FormLines.Line("Field reason", "longest", "1000"),
                        new FormLines.Line("Text", "shown if", "${facts['Debt (£)']}"));
    }

    private static List<String> wrong(String html) {
        return new FormCheck("a-form.html", read(html)).wrong();
    }

    private static FormText read(String html) {
        return FormText.read(html.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
