package org.meterflow.process.tellconsumer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.placed.PlacedCall;
import org.meterflow.process.placed.PlacedCalls;
import org.springframework.stereotype.Component;

@Component
class TellConsumerView implements CaseView {

    private final PlacedCalls calls;
    private final ConsumerNotices notices;
    private final Parties parties;

    TellConsumerView(PlacedCalls calls, ConsumerNotices notices, Parties parties) {
        this.calls = calls;
        this.notices = notices;
        this.parties = parties;
    }

    @Override
    public String process() {
        return TellConsumer.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return calls.find(new CaseKey(TellConsumer.PROCESS, caseId)).map(this::show);
    }

    private CaseFacts show(PlacedCall call) {
        Optional<ConsumerNotice> notice = notices.find(call.key().caseId());
        Facts facts = new Facts()
                .with("Meter point", call.said(ConsumerRules.METER_POINT))
                .with("About", call.said(ConsumerRules.ABOUT))
                .with("Text", call.said(ConsumerRules.TEXT))
                .with("Channel asked for", channel(call.said(ConsumerRules.CHANNEL)))
                .with(
                        "Told through",
                        notice.map(ConsumerNotice::supplier).map(this::name).orElse(null))
                .with("Told", channel(notice.map(ConsumerNotice::toldBy).orElse("")))
                .with(
                        "Format",
                        notice.map(ConsumerNotice::format)
                                .map(ConsumerWords::format)
                                .orElse(null))
                .with("Not told because", notice.map(ConsumerNotice::reason).orElse(null));
        Set<String> who = notice.map(ConsumerNotice::supplier).map(Set::of).orElse(Set.of());
        return calls.show(
                call, "Waiting for the supplier", "told".equals(call.outcome()) ? "Told" : "Undeliverable", facts, who);
    }

    private static @Nullable String channel(String channel) {
        return channel.isEmpty() ? null : ConsumerRules.CHANNELS.getOrDefault(channel, channel);
    }

    private String name(String party) {
        return parties.find(party).map(Party::name).orElse(party);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return calls.search(TellConsumer.PROCESS, text, limit, offset);
    }
}
