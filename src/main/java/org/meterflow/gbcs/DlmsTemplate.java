package org.meterflow.gbcs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse.Result;

/**
 * Rows of the catalogue for electricity meters and hubs: reads, reads whose answer comes encrypted, writes, calls. An
 * object's name may have a value in it: {@code 0-0:94.44.{plus(116,$@index)}.1}.
 */
final class DlmsTemplate implements Template {

    private static final Pattern SEALED = Pattern.compile("SEALED (\\S+) OF (.+?)( DURING)?");
    private static final Pattern EACH = Pattern.compile("EACH \\$(\\S+) (.+)");
    private static final Pattern INSERTED = Pattern.compile("\\{([^}]*)}");
    private static final Pattern PLAIN = Pattern.compile("(GET|SET|ACT|LOG) (\\d+) (\\S+) (\\d+)(?: := (.+))?");
    private static final Pattern WHEN = Pattern.compile("WHEN (.+?) THEN (.+)");

    private static final String FROM = "ReadLogPeriod/StartDateTime";
    private static final String TO = "ReadLogPeriod/EndDateTime";
    private static final int BY_RANGE = 1;

    private interface Items {
        List<Item> of(Context context);
    }

    /**
     * A line of a row, ready to be put into a request.
     *
     * @param target what its items are about
     */
    private record Line(Items items, DlmsTarget target, AnswerPlaces.Times times) {

        Line times(Items when, AnswerPlaces.Times howOften) {
            return new Line(when, target, howOften);
        }
    }

    private final List<Line> lines;

    DlmsTemplate(List<String> items) {
        this.lines = items.stream().map(DlmsTemplate::line).toList();
    }

    @Override
    public Octets payload(Context context) {
        List<Item> built = lines.stream()
                .flatMap(line -> line.items().of(context).stream())
                .toList();
        return new DlmsRequest(DlmsRequest.invokeId(context.counter()), built).encode();
    }

    @Override
    public MeterAnswer.Values values(Octets answer, Unsealing unsealing) {
        List<Result> results = DlmsResponse.parse(answer).results();
        return DlmsAnswer.read(targets(results.size()), results, unsealing);
    }

    /** What the lines of the row are about. */
    List<DlmsTarget> targets() {
        return lines.stream().map(Line::target).toList();
    }

    /** What the items of an answer are about, in their order; empty when it is no answer to such a command. */
    List<DlmsTarget> targets(int results) {
        return AnswerPlaces.of(targets(), lines.stream().map(Line::times).toList(), results);
    }

    private static Line line(String text) {
        Matcher when = WHEN.matcher(text);
        if (when.matches()) {
            Condition condition = Notation.condition(when.group(1));
            Line inner = line(when.group(2));
            return inner.times(
                    context -> condition.holds(context) ? inner.items().of(context) : List.of(),
                    AnswerPlaces.Times.AT_MOST_ONCE);
        }
        Matcher each = EACH.matcher(text);
        if (each.matches()) {
            return each(each.group(1), line(each.group(2)));
        }
        Matcher sealed = SEALED.matcher(text);
        if (sealed.matches()) {
            return sealed(sealed);
        }
        Matcher plain = PLAIN.matcher(text);
        if (!plain.matches()) {
            throw new IllegalArgumentException("The catalogue of use cases has no sense of '" + text + "'");
        }
        return plain(plain);
    }

    private static Line each(String path, Line inner) {
        Items items = context -> {
            List<Item> built = new ArrayList<>();
            List<RequestPart> parts = context.base(path).all(Context.inside(path));
            for (int i = 0; i < parts.size(); i++) {
                built.addAll(inner.items().of(context.at(parts.get(i), i)));
            }
            return built;
        };
        return inner.times(items, AnswerPlaces.Times.ANY);
    }

    private static Line plain(Matcher parts) {
        int classId = Integer.parseInt(parts.group(2));
        Function<Context, Obis> object = object(parts.group(3));
        int member = Integer.parseInt(parts.group(4));
        Form form = parts.group(5) == null ? new Form.Nothing() : Notation.form(parts.group(5));
        Items items = switch (parts.group(1)) {
            case "GET" -> context -> List.of(Item.get(classId, object.apply(context), member));
            case "SET" ->
                context -> List.of(Item.set(classId, object.apply(context), member, DlmsForms.data(form, context)));
            case "LOG" ->
                context -> List.of(Item.select(classId, object.apply(context), member, BY_RANGE, range(context)));
            default ->
                context -> List.of(Item.action(classId, object.apply(context), member, DlmsForms.data(form, context)));
        };
        return new Line(
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

    private static Function<Context, Obis> object(String name) {
        Matcher inserted = INSERTED.matcher(name);
        if (!inserted.find()) {
            Obis object = Obis.of(name);
            return context -> object;
        }
        Expression expression = Notation.expression(inserted.group(1));
        return context -> Obis.of(
                name.substring(0, inserted.start()) + expression.number(context) + name.substring(inserted.end()));
    }

    /** {@code SEALED through OF class object AND class object DURING}. */
    private static Line sealed(Matcher parts) {
        Obis through = Obis.of(parts.group(1));
        boolean during = parts.group(3) != null;
        List<String[]> targets = Stream.of(parts.group(2).split(" AND "))
                .map(target -> target.split(" "))
                .toList();
        List<DlmsTarget.Sealed> sealed = targets.stream()
                .map(target -> new DlmsTarget.Sealed(Integer.parseInt(target[0]), Obis.of(target[1])))
                .toList();
        Items items = context -> {
            List<SealedRead> reads = targets.stream()
                    .map(target -> new SealedRead(
                            Integer.parseInt(target[0]),
                            Obis.of(target[1]),
                            during ? time(context, FROM) : null,
                            during ? time(context, TO) : null,
                            context.counter(),
                            context.user(),
                            context.device()))
                    .toList();
            return List.of(Item.action(SealedRead.CLASS, through, SealedRead.METHOD, SealedRead.toData(reads)));
        };
        return new Line(
                items,
                new DlmsTarget(Verb.ACTION, SealedRead.CLASS, parts.group(1), SealedRead.METHOD, sealed, ""),
                AnswerPlaces.Times.ONCE);
    }

    /** The rows of a log between two moments, by its clock column (IEC 62056-6-2, range descriptor). */
    private static DlmsData range(Context context) {
        return DlmsData.structure(
                DlmsData.structure(
                        DlmsData.u16(1),
                        DlmsData.octets(Obis.of("0-0:94.44.100.255").octets()),
                        DlmsData.i8(2),
                        DlmsData.u16(0)),
                DlmsData.u32(DlmsTime.secondsSince2000(time(context, FROM))),
                DlmsData.u32(DlmsTime.secondsSince2000(time(context, TO))),
                DlmsData.array());
    }

    private static Instant time(Context context, String path) {
        return Dates.instant(context.request().required(path));
    }
}
