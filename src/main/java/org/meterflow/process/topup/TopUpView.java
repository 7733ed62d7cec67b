package org.meterflow.process.topup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseView;
import org.meterflow.process.Facts;
import org.meterflow.process.SearchTerms;
import org.springframework.stereotype.Component;

@Component
class TopUpView implements CaseView {

    private final PaidTopUps topUps;
    private final Parties parties;
    private final SearchTerms terms;

    TopUpView(PaidTopUps topUps, Parties parties, SearchTerms terms) {
        this.topUps = topUps;
        this.parties = parties;
        this.terms = terms;
    }

    @Override
    public String process() {
        return PaidTopUp.PROCESS;
    }

    @Override
    public Optional<CaseFacts> show(String caseId) {
        return topUps.find(caseId).map(this::facts);
    }

    @Override
    public List<String> search(String text, int limit, int offset) {
        return topUps.search(text, terms.of(text), limit, offset);
    }

    @Override
    public List<String> commands(String caseId) {
        return topUps.find(caseId).stream()
                .filter(topUp -> topUp.sends() > 0)
                .map(PaidTopUp::command)
                .toList();
    }

    private CaseFacts facts(PaidTopUp topUp) {
        Payment payment = topUp.payment();
        boolean ended = topUp.endedAt() != null;
        Facts facts = new Facts()
                .with(TopUpFact.METER_POINT, payment.mpxn().value())
                .with(TopUpFact.AMOUNT, payment.pounds())
                .with(TopUpFact.PAYMENT_REFERENCE, payment.reference())
                .with(
                        TopUpFact.PAID_TO,
                        parties.find(payment.payer()).map(Party::name).orElse(payment.payer()))
                .with(TopUpFact.CHANNEL, payment.channel().words())
                .with(TopUpFact.SUPPLIER, name(topUp.token().supplier()))
                .with(TopUpFact.PAID_AT, topUp.takenAt())
                .with(TopUpFact.TOKEN, topUp.token().printed())
                .with(TopUpFact.ATTEMPTS, topUp.sends())
                .with(TopUpFact.NEXT_ATTEMPT, ended ? null : topUp.nextAttemptAt())
                .with(TopUpFact.ENTERED_AT, topUp.keyedAt())
                .with(TopUpFact.CONSUMER_TOLD, yes(topUp.told()))
                .with(TopUpFact.ARMED, yes(Boolean.TRUE.equals(topUp.armed())))
                .with(
                        TopUpFact.NOT_TAKEN_BECAUSE,
                        topUp.finding() == null ? null : topUp.finding().words());
        return new CaseFacts(
                topUp.key(),
                Payment.inWords(payment.pence()) + " for meter point " + payment.mpxn(),
                topUp.state().words(),
                facts,
                ended ? topUp.state().words() : null,
                null,
                Set.of(payment.payer(), topUp.token().party()),
                topUp.takenAt());
    }

    private static @Nullable Boolean yes(boolean fact) {
        return fact ? true : null;
    }

    private String name(Mpid supplier) {
        return parties.ofMpid(supplier).map(Party::name).orElse(supplier.value());
    }
}
