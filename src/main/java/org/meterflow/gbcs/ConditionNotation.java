package org.meterflow.gbcs;

import java.util.Map;

/** Conditions as the catalogue writes them: {@code and} binds before {@code or}. */
final class ConditionNotation {

    private static final Map<String, Condition> FACTS = Map.of(
            "twin", context -> context.surroundings().electricity() == Surroundings.ElectricityVariant.TWIN,
            "gasMeterJoins",
                    context -> Integer.valueOf(0).equals(context.surroundings().otherDeviceType()),
            "polyphase", context -> context.surroundings().electricity() == Surroundings.ElectricityVariant.POLYPHASE,
            "loadController", context -> context.surroundings().asker() == Surroundings.Asker.LOAD_CONTROLLER,
            "networkOperator", context -> context.surroundings().asker() == Surroundings.Asker.NETWORK_OPERATOR,
            "cancelled", context -> Dates.isCancelled(context.request()));

    private final NotationTokens tokens;

    ConditionNotation(NotationTokens tokens) {
        this.tokens = tokens;
    }

    Condition either() {
        Condition left = both();
        while (tokens.accept("or")) {
            Condition before = left;
            Condition right = both();
            left = context -> before.holds(context) || right.holds(context);
        }
        return left;
    }

    private Condition both() {
        Condition left = one();
        while (tokens.accept("and")) {
            Condition before = left;
            Condition right = one();
            left = context -> before.holds(context) && right.holds(context);
        }
        return left;
    }

    private Condition one() {
        if (tokens.accept("not")) {
            Condition inner = one();
            return context -> !inner.holds(context);
        }
        if (tokens.accept("(")) {
            Condition inner = either();
            tokens.expect(")");
            return inner;
        }
        NotationTokens.Token token = tokens.next();
        if (token.kind().equals("path")) {
            return aboutParameter(token.text());
        }
        Condition fact = token.kind().equals("word") ? FACTS.get(token.text()) : null;
        if (fact == null) {
            throw tokens.wrong("'" + token.text() + "' where a condition was expected");
        }
        return fact;
    }

    private Condition aboutParameter(String path) {
        String inside = Template.Context.inside(path);
        if (!tokens.accept("=")) {
            return context -> context.base(path).has(inside);
        }
        String wanted = tokens.next().text();
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
}
