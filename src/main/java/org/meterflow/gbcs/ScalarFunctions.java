package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meterflow.identifier.Eui64;

/** The conversions that rows of the catalogue may use; each takes what stands between its parentheses. */
final class ScalarFunctions {

    private static final Map<String, ScalarFunction> OWN = Map.ofEntries(
            // of texts
            Map.entry(
                    "hex", (context, given) -> Octets.ofHex(text(context, given).replaceAll("[-: ]", ""))),
            Map.entry("eui", (context, given) -> new Eui64(text(context, given))),
            Map.entry("base64", (context, given) -> base64(text(context, given))),
            Map.entry("length", (context, given) ->
                    (long) given.get(0).octets(context).length()),
            Map.entry("text", (context, given) -> text(context, given)),
            Map.entry("join", ScalarFunctions::join),
            // of numbers
            Map.entry("count", (context, given) -> count(context, given.get(0))),
            Map.entry("true", (context, given) -> true),
            Map.entry("false", (context, given) -> false),
            Map.entry("octet", ScalarFunctions::octet),
            Map.entry("channels", HubNetworks::channels),
            Map.entry(
                    "plus",
                    (context, given) -> given.stream()
                            .mapToLong(each -> each.number(context))
                            .sum()),
            Map.entry("times", ScalarFunctions::times),
            Map.entry("map", ScalarFunctions::map),
            Map.entry("or", ScalarFunctions::or),
            Map.entry(
                    "is",
                    (context, given) ->
                            given.get(0).text(context).equals(given.get(1).text(context))));

    static final Map<String, ScalarFunction> BY_NAME = together(List.of(
            OWN,
            ContextFunctions.BY_NAME,
            TimeFunctions.BY_NAME,
            CalendarFunctions.BY_NAME,
            GasFunctions.BY_NAME,
            KeyFunctions.BY_NAME));

    private static Map<String, ScalarFunction> together(List<Map<String, ScalarFunction>> parts) {
        Map<String, ScalarFunction> all = new HashMap<>();
        for (Map<String, ScalarFunction> part : parts) {
            part.forEach((name, function) -> {
                if (all.put(name, function) != null) {
                    throw new IllegalStateException("Two conversions have the name " + name);
                }
            });
        }
        return Map.copyOf(all);
    }

    private ScalarFunctions() {}

    private static String text(Template.Context context, List<Expression> given) {
        return given.get(0).text(context);
    }

    private static Octets base64(String text) {
        return Octets.owning(java.util.Base64.getMimeDecoder().decode(text));
    }

    private static Octets octet(Template.Context context, List<Expression> given) {
        long value = given.get(0).number(context);
        if (value < 0 || value > 255) {
            throw new MissingParameter("%s does not fit into one byte".formatted(value));
        }
        return new OctetWriter().u8((int) value).toOctets();
    }

    private static long count(Template.Context context, Expression places) {
        if (!(places instanceof Expression.Parameter parameter)) {
            throw new IllegalArgumentException("count takes a $path");
        }
        return context.base(parameter.path())
                .all(Template.Context.inside(parameter.path()))
                .size();
    }

    /** A decimal number times another, which has to come out whole. */
    private static Object times(Template.Context context, List<Expression> given) {
        BigDecimal product = new BigDecimal(given.get(0).text(context))
                .multiply(new BigDecimal(given.get(1).text(context)));
        try {
            return product.longValueExact();
        } catch (ArithmeticException notWhole) {
            throw new MissingParameter(
                    "'%s' has too many decimal places".formatted(given.get(0).text(context)));
        }
    }

    /** {@code map(value, 'from', to, 'from', to, …)}. */
    private static Object map(Template.Context context, List<Expression> given) {
        String value = text(context, given);
        for (int i = 1; i + 1 < given.size(); i += 2) {
            if (given.get(i).text(context).equals(value)) {
                return given.get(i + 1).value(context);
            }
        }
        throw new MissingParameter("'%s' is none of the values of this field".formatted(value));
    }

    /** The first, where the request has it; else the second. */
    private static Object or(Template.Context context, List<Expression> given) {
        if (given.get(0) instanceof Expression.Parameter parameter
                && !context.base(parameter.path()).has(Template.Context.inside(parameter.path()))) {
            return given.get(1).value(context);
        }
        return given.get(0).value(context);
    }

    private static Object join(Template.Context context, List<Expression> given) {
        OctetWriter writer = new OctetWriter();
        given.forEach(part -> writer.put(part.octets(context)));
        return writer.toOctets();
    }
}
