package org.meterflow.metering.gbcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meterflow.metering.gbcs.Gbz.Component;

/** Rows of the catalogue for gas: attributes to read and cluster commands to send. */
final class GbzTemplate implements Template {

    private record Line(int times, List<String> words) {

        static Line of(String text) {
            List<String> words = Arrays.asList(text.split(" "));
            boolean repeated = words.get(0).equals("TIMES");
            Line line = repeated
                    ? new Line(Integer.parseInt(words.get(1)), words.subList(2, words.size()))
                    : new Line(1, words);
            if (!List.of("READ", "SEND").contains(line.words().get(0))) {
                throw new IllegalArgumentException("The catalogue of use cases has no sense of '" + text + "'");
            }
            return line;
        }
    }

    private final List<Line> lines;

    GbzTemplate(List<String> items) {
        this.lines = items.stream().map(Line::of).toList();
    }

    @Override
    public Octets payload(Context context) {
        List<Component> components = new ArrayList<>();
        for (Line line : lines) {
            for (int index = 0; index < line.times(); index++) {
                components.add(component(line.words(), components.size(), index, context));
            }
        }
        return new Gbz(components).encode();
    }

    private static Component component(List<String> words, int sequence, int index, Context context) {
        int cluster = hex(words.get(1));
        if (words.get(0).equals("READ")) {
            List<Integer> ids = words.stream().skip(2).map(GbzTemplate::hex).toList();
            return Component.of(cluster, 0x00, sequence, Zcl.READ_ATTRIBUTES, Zcl.readAttributes(ids));
        }
        OctetWriter content = new OctetWriter();
        for (String word : words.subList(4, words.size())) {
            switch (word) {
                case "$from", "$to" ->
                    content.littleEndian(DlmsTime.secondsSince2000(context.time(word.substring(1))), 4);
                case "$index" -> content.u8(index);
                default -> content.put(Octets.ofHex(word));
            }
        }
        return Component.of(cluster, hex(words.get(2)), sequence, hex(words.get(3)), content.toOctets());
    }

    private static int hex(String word) {
        return Integer.parseInt(word, 16);
    }
}
