package org.meterflow.process.signedcommand;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.SearchTerms;
import org.meterflow.process.engine.Cases;
import org.springframework.stereotype.Component;

@Component
class SignedCommandView implements CaseView {

    private final WantedCommands commands;
    private final SignedCommand process;
    private final SignatureNotice notice;
    private final Parties parties;
    private final Cases cases;
    private final SearchTerms terms;

    SignedCommandView(
            WantedCommands commands,
            SignedCommand process,
            SignatureNotice notice,
            Parties parties,
            Cases cases,
            SearchTerms terms) {
        this.commands = commands;
        this.process = process;
        this.notice = notice;
        this.parties = parties;
        this.cases = cases;
        this.terms = terms;
    }

    @Override
    public String process() {
        return SignedCommand.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return commands.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return commands.search(text, terms.of(text), limit, offset);
    }

    private CaseFacts facts(WantedCommand wanted) {
        CommandOrder order = wanted.order();
        Optional<Party> supplier = parties.ofUser(order.supplier());
        Facts facts = new Facts()
                .with("Service", order.service() + ", " + notice.serviceName(order.service()))
                .with("Device", order.device().value())
                .with("Meter point", order.mpxn() == null ? null : order.mpxn().value())
                .with(
                        "Supplier",
                        supplier.map(Party::name).orElse(order.supplier().value()))
                .with("Sign by", order.signBy())
                .with(
                        "Refused by",
                        wanted.refusedBy() == null ? null : wanted.refusedBy().words())
                .with("Reason", wanted.reason());
        process.answer(wanted.id()).forEach(facts::with);
        return new CaseFacts(
                wanted.key(),
                notice.serviceName(order.service()) + " at " + order.device(),
                state(wanted),
                facts,
                wanted.state().ended() ? wanted.state().words() : null,
                order.parent(),
                supplier.map(Party::id).stream().collect(Collectors.toSet()),
                wanted.wantedAt());
    }

    /** One that was cut off waits for nobody any more. */
    private String state(WantedCommand wanted) {
        return !wanted.state().ended() && !cases.isRunning(wanted.key())
                ? "No longer wanted"
                : wanted.state().words();
    }
}
