package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;

/**
 * A line of a row of the catalogue for electricity meters and hubs, ready to be put into a request. An object's name may
 * have a value in it: {@code 0-0:94.44.{plus(116,$@index)}.1}.
 *
 * @param target what its items are about
 */
record DlmsLine(Items items, DlmsTarget target, AnswerPlaces.Times times) {

    private static final Pattern EACH = Pattern.compile("EACH \\$(\\S+) (.+)");
    private static final Pattern INSERTED = Pattern.compile("\\{([^}]*)}");
    private static final Pattern PLAIN = Pattern.compile("(GET|SET|ACT|LOG) (\\d+) (\\S+) (\\d+)(?: := (.+))?");
    private static final Pattern WHEN = Pattern.compile("WHEN (.+?) THEN (.+)");

    interface Items {
        List<Item> of(Template.Context context);
    }

    static DlmsLine of(String text) {
        Matcher when = WHEN.matcher(text);
        if (when.matches()) {
            Condition condition = Notation.condition(when.group(1));
            DlmsLine inner = of(when.group(2));
            return inner.times(
                    context -> condition.holds(context) ? inner.items().of(context) : List.of(),
                    AnswerPlaces.Times.AT_MOST_ONCE);
        }
        Matcher each = EACH.matcher(text);
        if (each.matches()) {
            return each(each.group(1), of(each.group(2)));
        }
        if (SealedLine.matches(text)) {
            return SealedLine.of(text);
        }
        Matcher plain = PLAIN.matcher(text);
        if (!plain.matches()) {
            throw new IllegalArgumentException("The catalogue of use cases has no sense of '" + text + "'");
        }
        return plain(plain);
    }

    private static DlmsLine each(String path, DlmsLine inner) {
        Items items = context -> {
            List<Item> built = new ArrayList<>();
            List<RequestPart> parts = context.base(path).all(Template.Context.inside(path));
            for (int i = 0; i < parts.size(); i++) {
                built.addAll(inner.items().of(context.at(parts.get(i), i)));
            }
            return built;
        };
        return inner.times(items, AnswerPlaces.Times.ANY);
    }

    private static DlmsLine plain(Matcher parts) {
        int classId = Integer.parseInt(parts.group(2));
        Function<Template.Context, Obis> object = object(parts.group(3));
        int member = Integer.parseInt(parts.group(4));
        Form form = parts.group(5) == null ? new Form.Nothing() : Notation.form(parts.group(5));
        Items items = switch (parts.group(1)) {
            case "GET" -> context -> List.of(Item.get(classId, object.apply(context), member));
            case "SET" ->
                context -> List.of(Item.set(classId, object.apply(context), member, DlmsForms.data(form, context)));
            case "LOG" ->
                context -> List.of(Item.select(
                        classId, object.apply(context), member, LogPeriod.BY_RANGE, LogPeriod.range(context)));
            default ->
                context -> List.of(Item.action(classId, object.apply(context), member, DlmsForms.data(form, context)));
        };
        return new DlmsLine(
                items, DlmsTarget.of(verb(parts.group(1)), classId, parts.group(3), member), AnswerPlaces.Times.ONCE);
    }

    private static Verb verb(String word) {
        return switch (word) {
            case "GET" -> Verb.GET;
            case "SET" -> Verb.SET;
            case "LOG" -> Verb.SELECT;
            default -> Verb.ACTION;
        };
    }

    private static Function<Template.Context, Obis> object(String name) {
        Matcher inserted = INSERTED.matcher(name);
        if (!inserted.find()) {
            Obis object = Obis.of(name);
            return context -> object;
        }
        Expression expression = Notation.expression(inserted.group(1));
        return context -> Obis.of(
                name.substring(0, inserted.start()) + expression.number(context) + name.substring(inserted.end()));
    }

    private DlmsLine times(Items when, AnswerPlaces.Times howOften) {
        return new DlmsLine(when, target, howOften);
    }
}
