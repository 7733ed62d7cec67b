package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.meterflow.process.FieldError;

class TaskFormTest {

    private static final String FORM = """
            <div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend>Upheld?</legend>
              <div class="govuk-radios">
                <input type="radio" name="upheld" id="upheld" value="yes"><input type="radio" name="upheld" id="upheld-no" value="no">
              </div></fieldset></div>
            <div class="govuk-form-group"><label for="reason">Reason</label>
              <input class="govuk-input" id="reason" name="reason" type="text" aria-describedby="reason-hint"></div>
            <textarea name="note"></textarea>
            <select name="outcome" id="outcome"><option value="">-</option><option value="kept">Kept</option></select>
            <input type="checkbox" name="told" value="loser"><input type="checkbox" name="told" value="gainer">
            <input type="hidden" name="secret" value="mine">
            """;

    @Test
    void a_form_nobody_has_touched_stays_as_it_was_written() {
        Document form = shown(Map.of(), List.of());

        assertThat(form.select("[checked], [selected], .govuk-error-message")).isEmpty();
        assertThat(form.select("#reason").attr("value")).isEmpty();
    }

    @Test
    void what_was_typed_is_back_in_every_kind_of_field() {
        Document form = shown(
                Map.of(
                        "upheld",
                        "no",
                        "reason",
                        "a \"debt\" <b>",
                        "note",
                        "two\nlines",
                        "outcome",
                        "kept",
                        "told",
                        "loser,gainer"),
                List.of());

        assertThat(form.select("#upheld-no").hasAttr("checked")).isTrue();
        assertThat(form.select("#upheld").hasAttr("checked")).isFalse();
        assertThat(form.select("#reason").attr("value")).isEqualTo("a \"debt\" <b>");
        assertThat(form.select("textarea").first().wholeText()).isEqualTo("two\nlines");
        assertThat(form.select("option[value=kept]").hasAttr("selected")).isTrue();
        assertThat(form.select("[name=told][checked]")).hasSize(2);
    }

    @Test
    void nobody_writes_into_a_hidden_field() {
        assertThat(shown(Map.of("secret", "theirs"), List.of())
                        .select("[name=secret]")
                        .attr("value"))
                .isEqualTo("mine");
    }

    @Test
    void an_error_stands_at_its_field_and_is_read_with_it() {
        Document form = shown(Map.of(), List.of(new FieldError("reason", "Enter a reason")));

        assertThat(form.select("#reason-error").text()).isEqualTo("Error: Enter a reason");
        assertThat(form.select("#reason").attr("aria-describedby")).isEqualTo("reason-error reason-hint");
        assertThat(form.select("#reason").hasClass("govuk-input--error")).isTrue();
        assertThat(form.select(".govuk-form-group--error #reason")).hasSize(1);
    }

    @Test
    void an_error_of_a_choice_stands_above_the_choices() {
        Document form = shown(Map.of(), List.of(new FieldError("upheld", "Select whether it is upheld")));

        assertThat(form.select("fieldset > #upheld-error")).hasSize(1);
        assertThat(form.select("fieldset").attr("aria-describedby")).isEqualTo("upheld-error");
    }

    @Test
    void the_summary_leads_to_the_first_field_of_the_name_or_to_the_form_when_it_has_none() {
        TaskForm form = TaskForm.parse(FORM);

        assertThat(form.anchor("upheld")).isEqualTo("upheld");
        assertThat(form.anchor("note")).isEqualTo("note");
        assertThat(form.html()).contains("<textarea name=\"note\" id=\"note\">");
        assertThat(form.anchor("nothing")).isEqualTo("form");
    }

    @Test
    void each_text_says_how_long_it_may_be() {
        Document form = Jsoup.parse(TaskForm.parse(FORM.replace("id=\"reason\"", "id=\"reason\" maxlength=\"200\""))
                .countCharacters()
                .html());

        assertThat(form.select("#reason").hasAttr("maxlength"))
                .as("nothing typed is cut off in silence")
                .isFalse();
        assertThat(form.select("#reason-info").text()).isEqualTo("You can enter up to 200 characters");
        assertThat(form.select("#reason").attr("aria-describedby")).isEqualTo("reason-hint reason-info");
        assertThat(form.select("#note-info").text()).isEqualTo("You can enter up to 1,000 characters");
        assertThat(form.select("[data-module=govuk-character-count]")).hasSize(2);
        assertThat(form.select("[data-threshold]"))
                .as("one line says so when it gets full")
                .hasSize(1);
    }

    @Test
    void a_text_that_is_too_long_is_refused_and_a_line_break_counts_once() {
        FormAnswers fits = TaskForm.parse(FORM).answers(Map.of("note", "a\r\n".repeat(500)));
        FormAnswers tooLong = TaskForm.parse(FORM).answers(Map.of("note", "x".repeat(1001), "reason", "y".repeat(101)));

        assertThat(fits.errors()).isEmpty();
        assertThat(tooLong.errors())
                .containsExactlyInAnyOrder(
                        new FieldError("reason", "Enter 100 characters or fewer. You entered 101"),
                        new FieldError("note", "Enter 1,000 characters or fewer. You entered 1,001"));
    }

    @Test
    void an_answer_that_is_none_of_the_choices_is_refused_and_what_nobody_asked_for_is_dropped() {
        FormAnswers answers = TaskForm.parse(FORM)
                .answers(Map.of("upheld", "perhaps", "outcome", "kept", "told", "loser,gainer", "extra", "x"));

        assertThat(answers.errors()).containsExactly(new FieldError("upheld", "Select one of the answers"));
        assertThat(answers.values()).doesNotContainKey("extra");
    }

    private static Document shown(Map<String, String> values, List<FieldError> errors) {
        return Jsoup.parse(TaskForm.parse(FORM).fill(values).mark(errors).html());
    }
}
