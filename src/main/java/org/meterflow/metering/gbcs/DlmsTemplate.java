package org.meterflow.metering.gbcs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterflow.metering.gbcs.DlmsRequest.Item;

/** Rows of the catalogue for electricity meters and hubs: plain reads, and reads whose answer comes encrypted. */
final class DlmsTemplate implements Template {

    private static final Pattern GET = Pattern.compile("GET (\\d+) (\\S+) (\\d+)");
    private static final Pattern SEALED = Pattern.compile("SEALED (\\S+) OF (\\d+) (\\S+)( DURING)?");

    private final List<String> items;

    DlmsTemplate(List<String> items) {
        this.items = items;
        items.forEach(line -> {
            if (!GET.matcher(line).matches() && !SEALED.matcher(line).matches()) {
                throw new IllegalArgumentException("The catalogue of use cases has no sense of '" + line + "'");
            }
        });
    }

    @Override
    public Octets payload(Context context) {
        List<Item> built = items.stream().map(line -> item(line, context)).toList();
        return new DlmsRequest(DlmsRequest.invokeId(context.counter()), built).encode();
    }

    private static Item item(String line, Context context) {
        Matcher get = GET.matcher(line);
        if (get.matches()) {
            return Item.get(Integer.parseInt(get.group(1)), Obis.of(get.group(2)), Integer.parseInt(get.group(3)));
        }
        Matcher protectedRead = SEALED.matcher(line);
        if (!protectedRead.matches()) {
            throw new IllegalArgumentException("The catalogue of use cases has no sense of '" + line + "'");
        }
        SealedRead read = new SealedRead(
                Integer.parseInt(protectedRead.group(2)),
                Obis.of(protectedRead.group(3)),
                protectedRead.group(4) == null ? null : context.time("from"),
                protectedRead.group(4) == null ? null : context.time("to"),
                context.counter(),
                context.user(),
                context.device());
        return Item.action(SealedRead.CLASS, Obis.of(protectedRead.group(1)), SealedRead.METHOD, read.toData());
    }
}
