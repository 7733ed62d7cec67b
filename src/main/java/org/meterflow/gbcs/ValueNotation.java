package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;

/** Values as the catalogue writes them: constants, parameters of the request, conversions of other values. */
final class ValueNotation {

    private final NotationTokens tokens;

    ValueNotation(NotationTokens tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        NotationTokens.Token token = tokens.next();
        return switch (token.kind()) {
            case "number" -> new Expression.Constant(Long.valueOf(token.text()));
            case "hexNumber" ->
                new Expression.Constant(Long.parseUnsignedLong(token.text().substring(2), 16));
            case "bytes" -> new Expression.Constant(Octets.ofHex(token.text().substring(1)));
            case "obis" -> new Expression.Constant(Obis.of(token.text()).octets());
            case "text" -> new Expression.Constant(token.text());
            case "path" -> new Expression.Parameter(token.text());
            case "word" -> call(token.text());
            default -> throw tokens.wrong("'" + token.text() + "' where a value was expected");
        };
    }

    private Expression call(String name) {
        ScalarFunction function = ScalarFunctions.BY_NAME.get(name);
        if (function == null) {
            throw tokens.wrong("the unknown function '" + name + "'");
        }
        List<Expression> arguments = new ArrayList<>();
        if (tokens.accept("(")) {
            while (!tokens.accept(")")) {
                arguments.add(expression());
                tokens.accept(",");
            }
        }
        return new Expression.Call(name, function, arguments);
    }

    long number() {
        return expression() instanceof Expression.Constant constant && constant.constant() instanceof Long number
                ? number
                : 0;
    }
}
