package org.meterflow.process.switchreversal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.changeofsupplier.TakenBackSwitches;
import org.springframework.stereotype.Component;

@Component
class SwitchReversalView implements CaseView {

    private final Reversals reversals;
    private final ReturnedKeys keys;
    private final TakenBackSwitches switches;
    private final Parties parties;

    SwitchReversalView(Reversals reversals, ReturnedKeys keys, TakenBackSwitches switches, Parties parties) {
        this.reversals = reversals;
        this.keys = keys;
        this.switches = switches;
        this.parties = parties;
    }

    @Override
    public String process() {
        return Reversal.PROCESS;
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return reversals.search(text, limit, offset);
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return reversals.find(caseId).map(this::facts);
    }

    private CaseFacts facts(Reversal reversal) {
        Set<String> seenBy = Stream.of(reversal.takenFrom(), reversal.supplier())
                .flatMap(mpid -> partyOf(mpid).stream())
                .map(Party::id)
                .collect(Collectors.toSet());
        return new CaseFacts(
                reversal.key(),
                "Meter point " + reversal.mpxn() + ": back from " + name(reversal.takenFrom()),
                reversal.endedAt() == null ? "Being undone" : "Undone",
                labelled(reversal),
                reversal.endedAt() == null ? null : "Undone",
                new CaseKey(TakenBackSwitches.PROCESS, reversal.switchId()),
                seenBy,
                reversal.begunAt());
    }

    private Facts labelled(Reversal reversal) {
        return new Facts()
                .with("Switch", reversal.switchId())
                .with("Meter point", reversal.mpxn().value())
                .with("Taken back from", name(reversal.takenFrom()))
                .with("Supplies on", name(reversal.supplier()))
                .with("Supply was to start", reversal.supplyStartsAt())
                .with("What became of the switch", switches.words(reversal.switchId()))
                .with("Keys", keys(reversal))
                .with("What was found", reversal.remark());
    }

    private String keys(Reversal reversal) {
        if (!keys.wereSent(reversal)) {
            return "No device was sent the keys of " + name(reversal.takenFrom());
        }
        String problem = keys.problem(reversal);
        return problem == null ? "The devices hold the keys of " + name(reversal.supplier()) + " again" : problem;
    }

    private String name(@Nullable Mpid mpid) {
        return mpid == null
                ? "nobody registered"
                : partyOf(mpid).map(Party::name).orElse(mpid.value());
    }

    private Optional<Party> partyOf(@Nullable Mpid mpid) {
        return Optional.ofNullable(mpid).flatMap(parties::ofMpid);
    }
}
