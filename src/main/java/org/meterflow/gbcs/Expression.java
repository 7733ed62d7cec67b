package org.meterflow.gbcs;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.meterflow.identifier.Eui64;

/** One value in a row of the catalogue: a constant, a parameter of the request, or a conversion of others. */
interface Expression {

    /** The first place in the request that the value comes from; empty for constants. */
    default String source() {
        return "";
    }

    /** @return a number, a text, a run of bytes or a truth */
    Object value(Template.Context context);

    record Constant(Object constant) implements Expression {
        @Override
        public Object value(Template.Context context) {
            return constant;
        }
    }

    /** The text at a place in the request. */
    record Parameter(String path) implements Expression {
        @Override
        public Object value(Template.Context context) {
            return context.base(path).required(Template.Context.inside(path));
        }

        @Override
        public String source() {
            return Template.Context.inside(path);
        }
    }

    record Call(String name, ScalarFunction function, List<Expression> arguments) implements Expression {
        @Override
        public Object value(Template.Context context) {
            return function.apply(context, arguments);
        }

        @Override
        public String source() {
            return arguments.stream()
                    .map(Expression::source)
                    .filter(place -> !place.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    default long number(Template.Context context) {
        return asNumber(value(context));
    }

    default Octets octets(Template.Context context) {
        return asOctets(value(context));
    }

    default String text(Template.Context context) {
        return value(context).toString();
    }

    default boolean truth(Template.Context context) {
        Object value = value(context);
        if (value instanceof Boolean truth) {
            return truth;
        }
        return switch (value.toString()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new MissingParameter("'%s' is neither true nor false".formatted(value));
        };
    }

    private static long asNumber(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        try {
            return new BigInteger(value.toString()).longValue();
        } catch (NumberFormatException wrong) {
            throw new MissingParameter("'%s' is not a whole number".formatted(value));
        }
    }

    private static Octets asOctets(Object value) {
        if (value instanceof Octets octets) {
            return octets;
        }
        if (value instanceof Eui64 party) {
            return Octets.owning(party.bytes());
        }
        return Octets.owning(value.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
