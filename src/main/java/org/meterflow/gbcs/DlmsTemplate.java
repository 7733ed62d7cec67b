package org.meterflow.gbcs;

import java.util.List;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsResponse.Result;

/**
 * Rows of the catalogue for electricity meters and hubs: reads, reads whose answer comes encrypted, writes, calls.
 */
final class DlmsTemplate implements Template {

    private final List<DlmsLine> lines;

    DlmsTemplate(List<String> items) {
        this.lines = items.stream().map(DlmsLine::of).toList();
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
        return lines.stream().map(DlmsLine::target).toList();
    }

    /** What the items of an answer are about, in their order; empty when it is no answer to such a command. */
    List<DlmsTarget> targets(int results) {
        return AnswerPlaces.of(targets(), lines.stream().map(DlmsLine::times).toList(), results);
    }
}
