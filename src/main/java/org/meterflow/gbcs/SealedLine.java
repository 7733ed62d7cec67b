package org.meterflow.gbcs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;

/** A line of a row that reads attributes whose values come encrypted. */
final class SealedLine {

    private static final Pattern SEALED = Pattern.compile("SEALED (\\S+) OF (.+?)( DURING)?");

    private SealedLine() {}

    static boolean matches(String text) {
        return SEALED.matcher(text).matches();
    }

    /** {@code SEALED through OF class object AND class object DURING}. */
    static DlmsLine of(String text) {
        Matcher parts = SEALED.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The catalogue of use cases has no sense of '" + text + "'");
        }
        Obis through = Obis.of(parts.group(1));
        boolean during = parts.group(3) != null;
        List<String[]> targets = Stream.of(parts.group(2).split(" AND "))
                .map(target -> target.split(" "))
                .toList();
        List<DlmsTarget.Sealed> sealed = targets.stream()
                .map(target -> new DlmsTarget.Sealed(Integer.parseInt(target[0]), Obis.of(target[1])))
                .toList();
        DlmsLine.Items items = context -> {
            List<SealedRead> reads = targets.stream()
                    .map(target -> new SealedRead(
                            Integer.parseInt(target[0]),
                            Obis.of(target[1]),
                            during ? LogPeriod.from(context) : null,
                            during ? LogPeriod.to(context) : null,
                            context.counter(),
                            context.user(),
                            context.device()))
                    .toList();
            return List.of(Item.action(SealedRead.CLASS, through, SealedRead.METHOD, SealedRead.toData(reads)));
        };
        return new DlmsLine(
                items,
                new DlmsTarget(Verb.ACTION, SealedRead.CLASS, parts.group(1), SealedRead.METHOD, sealed, ""),
                AnswerPlaces.Times.ONCE);
    }
}
