package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<obis>\\d+-\\d+:\\d+\\.\\d+\\.\\d+\\.\\d+)"
            + "|(?<hexNumber>0x[0-9A-Fa-f]+)"
            + "|(?<number>-?\\d+)"
            + "|(?<bytes>x(?:[0-9A-Fa-f]{2})+(?![A-Za-z0-9]))"
            + "|'(?<text>[^']*)'"
            + "|\\$(?<path>/?[A-Za-z@.][A-Za-z0-9_.]*(?:\\[[^\\]]*\\])?(?:/@?[A-Za-z][A-Za-z0-9_.]*(?:\\[[^\\]]*\\])?)*)"
            + "|(?<word>[A-Za-z][A-Za-z0-9.]*)"
            + "|(?<mark>[{}\\[\\](),?=]))");

    private static final Map<String, Condition> FACTS = Map.of(
            "twin", context -> context.surroundings().electricity() == Surroundings.ElectricityVariant.TWIN,
            "gasMeterJoins",
                    context -> Integer.valueOf(0).equals(context.surroundings().otherDeviceType()),
            "polyphase", context -> context.surroundings().electricity() == Surroundings.ElectricityVariant.POLYPHASE,
            "loadController", context -> context.surroundings().asker() == Surroundings.Asker.LOAD_CONTROLLER,
            "networkOperator", context -> context.surroundings().asker() == Surroundings.Asker.NETWORK_OPERATOR,
            "cancelled", context -> Dates.isCancelled(context.request()));

    private record Token(String kind, String text) {

        boolean is(String mark) {
            return !kind.equals("text") && text.equals(mark);
        }
    }

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Notation(String source) {
        this.source = source;
        Matcher matcher = TOKEN.matcher(source.strip());
        int end = 0;
        while (end < matcher.regionEnd()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw wrong("'" + source.strip().substring(end) + "'");
            }
            tokens.add(token(matcher));
            end = matcher.end();
        }
    }

    private static Token token(Matcher matcher) {
        for (String kind : List.of("obis", "hexNumber", "number", "bytes", "text", "path", "word", "mark")) {
            String text = matcher.group(kind);
            if (text != null) {
                return new Token(kind, text);
            }
        }
        throw new IllegalStateException("A token of no kind");
    }

    static Form form(String source) {
        Notation notation = new Notation(source);
        Form form = notation.form();
        notation.end();
        return form;
    }

    /** Forms side by side, separated by commas. */
    static List<Form> forms(String source) {
        Notation notation = new Notation(source);
        List<Form> forms = new ArrayList<>();
        while (!notation.atEnd()) {
            forms.add(notation.form());
            if (!notation.atEnd()) {
                notation.expect(",");
            }
        }
        return forms;
    }

    static Expression expression(String source) {
        Notation notation = new Notation(source);
        Expression expression = notation.expression();
        notation.end();
        return expression;
    }

    static Condition condition(String source) {
        Notation notation = new Notation(source);
        Condition condition = notation.either();
        notation.end();
        return condition;
    }

    private Form form() {
        if (accept("{")) {
            return new Form.Group(list("}"));
        }
        if (accept("[")) {
            return new Form.Row(list("]"));
        }
        int start = position;
        Token first = next();
        if (first.is("null")) {
            return new Form.Nothing();
        }
        if (first.is("each")) {
            return new Form.Each(path(), form());
        }
        if (first.is("tag")) {
            return new Form.Tagged((int) number(), form());
        }
        if (first.is("choose")) {
            expect("(");
            return new Form.Choice(list(")"));
        }
        if (first.kind.equals("word") && first.text.startsWith("build.")) {
            return new Form.Built(first.text.substring("build.".length()));
        }
        Condition condition = conditionBeforeQuestion(start);
        if (condition != null) {
            return new Form.Sometimes(condition, form());
        }
        if (!first.kind.equals("word")) {
            throw wrong("'" + first.text + "' where a type was expected");
        }
        return new Form.Typed(first.text, expression());
    }

    private @Nullable Condition conditionBeforeQuestion(int start) {
        int afterFirst = position;
        position = start;
        try {
            Condition condition = either();
            if (accept("?")) {
                return condition;
            }
        } catch (IllegalArgumentException noCondition) {
            // then it is a type with its value
        }
        position = afterFirst;
        return null;
    }

    private List<Form> list(String end) {
        List<Form> forms = new ArrayList<>();
        while (!accept(end)) {
            forms.add(form());
            if (!accept(",")) {
                expect(end);
                break;
            }
        }
        return forms;
    }

    private Condition either() {
        Condition left = both();
        while (accept("or")) {
            Condition before = left;
            Condition right = both();
            left = context -> before.holds(context) || right.holds(context);
        }
        return left;
    }

    private Condition both() {
        Condition left = one();
        while (accept("and")) {
            Condition before = left;
            Condition right = one();
            left = context -> before.holds(context) && right.holds(context);
        }
        return left;
    }

    private Condition one() {
        if (accept("not")) {
            Condition inner = one();
            return context -> !inner.holds(context);
        }
        if (accept("(")) {
            Condition inner = either();
            expect(")");
            return inner;
        }
        Token token = next();
        if (token.kind.equals("path")) {
            return aboutParameter(token.text);
        }
        Condition fact = token.kind.equals("word") ? FACTS.get(token.text) : null;
        if (fact == null) {
            throw wrong("'" + token.text + "' where a condition was expected");
        }
        return fact;
    }

    private Condition aboutParameter(String path) {
        String inside = Template.Context.inside(path);
        if (!accept("=")) {
            return context -> context.base(path).has(inside);
        }
        String wanted = next().text;
        return context -> context.base(path)
                .value(inside)
                .filter(given -> same(given, wanted))
                .isPresent();
    }

    /** Requests may write truth as a number. */
    private static boolean same(String given, String wanted) {
        return switch (wanted) {
            case "true" -> given.equals("true") || given.equals("1");
            case "false" -> given.equals("false") || given.equals("0");
            default -> given.equals(wanted);
        };
    }

    private Expression expression() {
        Token token = next();
        return switch (token.kind) {
            case "number" -> new Expression.Constant(Long.valueOf(token.text));
            case "hexNumber" -> new Expression.Constant(Long.parseUnsignedLong(token.text.substring(2), 16));
            case "bytes" -> new Expression.Constant(Octets.ofHex(token.text.substring(1)));
            case "obis" -> new Expression.Constant(Obis.of(token.text).octets());
            case "text" -> new Expression.Constant(token.text);
            case "path" -> new Expression.Parameter(token.text);
            case "word" -> call(token.text);
            default -> throw wrong("'" + token.text + "' where a value was expected");
        };
    }

    private Expression call(String name) {
        ScalarFunction function = ScalarFunctions.BY_NAME.get(name);
        if (function == null) {
            throw wrong("the unknown function '" + name + "'");
        }
        List<Expression> arguments = new ArrayList<>();
        if (accept("(")) {
            while (!accept(")")) {
                arguments.add(expression());
                accept(",");
            }
        }
        return new Expression.Call(name, function, arguments);
    }

    private long number() {
        return expression() instanceof Expression.Constant constant && constant.constant() instanceof Long number
                ? number
                : 0;
    }

    private String path() {
        Token token = next();
        if (!token.kind.equals("path")) {
            throw wrong("'" + token.text + "' where a $path was expected");
        }
        return token.text;
    }

    private boolean atEnd() {
        return position >= tokens.size();
    }

    private Token next() {
        if (atEnd()) {
            throw wrong("its end");
        }
        return tokens.get(position++);
    }

    private boolean accept(String mark) {
        if (!atEnd() && tokens.get(position).is(mark)) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(String mark) {
        if (!accept(mark)) {
            throw wrong((atEnd() ? "its end" : "'" + tokens.get(position).text + "'") + " where " + mark + " was due");
        }
    }

    private void end() {
        if (!atEnd()) {
            throw wrong("'" + tokens.get(position).text + "' after its end");
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "The catalogue of use cases has no sense of '%s': it found %s".formatted(source, what));
    }
}
