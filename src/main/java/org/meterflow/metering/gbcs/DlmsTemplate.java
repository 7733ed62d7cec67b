package org.meterflow.metering.gbcs;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterflow.metering.gbcs.DlmsRequest.Item;

/** Rows of the catalogue for electricity meters and hubs: reads, reads whose answer comes encrypted, writes, calls. */
final class DlmsTemplate implements Template {

    private static final Pattern SEALED = Pattern.compile("SEALED (\\S+) OF (\\d+) (\\S+)( DURING)?");
    private static final Pattern PLAIN = Pattern.compile("(GET|SET|ACT|LOG) (\\d+) (\\S+) (\\d+)(?: := (.+))?");
    private static final Pattern WHEN = Pattern.compile("WHEN (.+?) THEN (.+)");

    private static final String FROM = "ReadLogPeriod/StartDateTime";
    private static final String TO = "ReadLogPeriod/EndDateTime";
    private static final int BY_RANGE = 1;

    /** A line of a row, ready to be put into a request. */
    private interface Line {
        List<Item> items(Context context);
    }

    private final List<Line> lines;

    DlmsTemplate(List<String> items) {
        this.lines = items.stream().map(DlmsTemplate::line).toList();
    }

    @Override
    public Octets payload(Context context) {
        List<Item> built =
                lines.stream().flatMap(line -> line.items(context).stream()).toList();
        return new DlmsRequest(DlmsRequest.invokeId(context.counter()), built).encode();
    }

    private static Line line(String text) {
        Matcher when = WHEN.matcher(text);
        if (when.matches()) {
            Condition condition = Notation.condition(when.group(1));
            Line inner = line(when.group(2));
            return context -> condition.holds(context) ? inner.items(context) : List.of();
        }
        if (text.startsWith("BUILD ")) {
            return Builders.items(text.substring("BUILD ".length()).strip())::build;
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

    private static Line plain(Matcher parts) {
        int classId = Integer.parseInt(parts.group(2));
        Obis object = Obis.of(parts.group(3));
        int member = Integer.parseInt(parts.group(4));
        Form form = parts.group(5) == null ? new Form.Nothing() : Notation.form(parts.group(5));
        return switch (parts.group(1)) {
            case "GET" -> context -> List.of(Item.get(classId, object, member));
            case "SET" -> context -> List.of(Item.set(classId, object, member, DlmsForms.data(form, context)));
            case "LOG" -> context -> List.of(Item.select(classId, object, member, BY_RANGE, range(context)));
            default -> context -> List.of(Item.action(classId, object, member, DlmsForms.data(form, context)));
        };
    }

    private static Line sealed(Matcher parts) {
        Obis through = Obis.of(parts.group(1));
        int classId = Integer.parseInt(parts.group(2));
        Obis object = Obis.of(parts.group(3));
        boolean during = parts.group(4) != null;
        return context -> {
            SealedRead read = new SealedRead(
                    classId,
                    object,
                    during ? time(context, FROM) : null,
                    during ? time(context, TO) : null,
                    context.counter(),
                    context.user(),
                    context.device());
            return List.of(Item.action(SealedRead.CLASS, through, SealedRead.METHOD, read.toData()));
        };
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
