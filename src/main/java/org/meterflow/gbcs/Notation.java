package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the notation of the catalogue's rows:
 *
 * <pre>
 * value      12  0x1F  x0A0B (bytes)  'text'  0-0:10.0.100.255  $Path/Of/Parameter  function(value, …)
 * form       u16 value   {form, …}   [form, …]   null   build.name   choose(form, …)
 *            each $Path form     condition ? form    tag 0x81 form
 * condition  $Path (is there)   $Path = 'value'   twin   polyphase   networkOperator   loadController
 *            gasMeterJoins   cancelled   a and b   a or b   not a   (a)
 * </pre>
 */
final class Notation {

    private final NotationTokens tokens;
    private final ConditionNotation conditions;
    private final ValueNotation values;

    private Notation(NotationTokens tokens) {
        this.tokens = tokens;
        this.conditions = new ConditionNotation(tokens);
        this.values = new ValueNotation(tokens);
    }

    static Form form(String source) {
        NotationTokens tokens = new NotationTokens(source);
        Notation notation = new Notation(tokens);
        Form form = notation.form();
        tokens.end();
        return form;
    }

    /** Forms side by side, separated by commas. */
    static List<Form> forms(String source) {
        NotationTokens tokens = new NotationTokens(source);
        Notation notation = new Notation(tokens);
        List<Form> forms = new ArrayList<>();
        while (!tokens.atEnd()) {
            forms.add(notation.form());
            if (!tokens.atEnd()) {
                tokens.expect(",");
            }
        }
        return forms;
    }

    static Expression expression(String source) {
        NotationTokens tokens = new NotationTokens(source);
        Expression expression = new ValueNotation(tokens).expression();
        tokens.end();
        return expression;
    }

    static Condition condition(String source) {
        NotationTokens tokens = new NotationTokens(source);
        Condition condition = new ConditionNotation(tokens).either();
        tokens.end();
        return condition;
    }

    private Form form() {
        if (tokens.accept("{")) {
            return new Form.Group(list("}"));
        }
        if (tokens.accept("[")) {
            return new Form.Row(list("]"));
        }
        int start = tokens.position();
        NotationTokens.Token first = tokens.next();
        if (first.is("null")) {
            return new Form.Nothing();
        }
        if (first.is("each")) {
            return new Form.Each(tokens.path(), form());
        }
        if (first.is("tag")) {
            return new Form.Tagged((int) values.number(), form());
        }
        if (first.is("choose")) {
            tokens.expect("(");
            return new Form.Choice(list(")"));
        }
        if (first.kind().equals("word") && first.text().startsWith("build.")) {
            return new Form.Built(first.text().substring("build.".length()));
        }
        Condition condition = conditionBeforeQuestion(start);
        if (condition != null) {
            return new Form.Sometimes(condition, form());
        }
        if (!first.kind().equals("word")) {
            throw tokens.wrong("'" + first.text() + "' where a type was expected");
        }
        return new Form.Typed(first.text(), values.expression());
    }

    private @Nullable Condition conditionBeforeQuestion(int start) {
        int afterFirst = tokens.position();
        tokens.backTo(start);
        try {
            Condition condition = conditions.either();
            if (tokens.accept("?")) {
                return condition;
            }
        } catch (IllegalArgumentException noCondition) {
            // then it is a type with its value
        }
        tokens.backTo(afterFirst);
        return null;
    }

    private List<Form> list(String end) {
        List<Form> forms = new ArrayList<>();
        while (!tokens.accept(end)) {
            forms.add(form());
            if (!tokens.accept(",")) {
                tokens.expect(end);
                break;
            }
        }
        return forms;
    }
}
