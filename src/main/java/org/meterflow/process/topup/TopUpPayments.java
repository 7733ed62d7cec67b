package org.meterflow.process.topup;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.device.Device;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.process.StoryKind;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.topup.PaidTopUp.Token;
import org.meterflow.process.topup.PaymentRefused.Why;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes payments: each gets one token, and a case that brings it to the meter, in one transaction that asks no network. */
@Service
class TopUpPayments {

    static final String TOP_UP = "2.2";

    /** @param repeated the payment was known already */
    record Taken(PaidTopUp topUp, boolean repeated) {}

    private final PaidTopUps topUps;
    private final TopUpTokens tokens;
    private final Registrations registrations;
    private final Parties parties;
    private final Devices devices;
    private final AccessControl access;
    private final TopUpNotices notices;
    private final Cases cases;
    private final Timeline timeline;
    private final BusinessCalendar calendar;
    private final TopUpSettings settings;
    private final Clock clock;

    TopUpPayments(
            PaidTopUps topUps,
            TopUpTokens tokens,
            Registrations registrations,
            Parties parties,
            Devices devices,
            AccessControl access,
            TopUpNotices notices,
            Cases cases,
            Timeline timeline,
            BusinessCalendar calendar,
            TopUpSettings settings,
            Clock clock) {
        this.topUps = topUps;
        this.tokens = tokens;
        this.registrations = registrations;
        this.parties = parties;
        this.devices = devices;
        this.access = access;
        this.notices = notices;
        this.cases = cases;
        this.timeline = timeline;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws PaymentRefused when there is no token for it; then nothing is kept */
    @Transactional
    public Taken take(Payment payment) {
        topUps.oneAfterTheOther(payment);
        Optional<PaidTopUp> known = topUps.find(payment.caseId());
        if (known.isPresent()) {
            return again(payment, known.get());
        }
        requireAmount(payment);
        Token token = token(payment);
        topUps.add(payment, token, clock.instant());
        PaidTopUp topUp = topUps.find(payment.caseId()).orElseThrow();
        notices.taken(topUp);
        timeline.note(
                topUp.key(),
                StoryKind.MESSAGE,
                "Payment of " + payment.inWords(payment.pence()) + " taken",
                "Token " + token.printed() + " given",
                payment.payer());
        cases.start(topUp.key());
        return new Taken(topUp, false);
    }

    private static Taken again(Payment payment, PaidTopUp known) {
        if (!known.payment().equals(payment)) {
            throw new PaymentRefused(
                    Why.REFERENCE_USED,
                    "Reference " + payment.reference() + " was used for "
                            + Payment.inWords(known.payment().pence()) + " at meter point "
                            + known.payment().mpxn() + ". A new payment needs a new reference");
        }
        return new Taken(known, true);
    }

    private void requireAmount(Payment payment) {
        BigDecimal pounds = payment.pounds();
        if (pounds.compareTo(settings.least()) < 0 || pounds.compareTo(settings.most()) > 0) {
            throw new PaymentRefused(
                    Why.AMOUNT,
                    "One payment is between £" + settings.least().toPlainString() + " and £"
                            + settings.most().toPlainString());
        }
        if (pounds.compareTo(settings.mostWithPence()) > 0 && payment.pence() % 100 != 0) {
            throw new PaymentRefused(
                    Why.AMOUNT, "More than £" + settings.mostWithPence().toPlainString() + " must be whole pounds");
        }
    }

    private Token token(Payment payment) {
        Mpid supplier = registrations
                .on(payment.mpxn(), calendar.today())
                .map(Registration::supplier)
                .orElseThrow(() -> new PaymentRefused(
                        Why.UNKNOWN_METER_POINT, "Nobody supplies a meter point " + payment.mpxn() + " today"));
        Party party = parties.ofMpid(supplier)
                .orElseThrow(() -> new IllegalStateException("Nobody goes by " + supplier + " any more"));
        requireSame(payment, payment.supplier(), supplier);
        Eui64 user = parties.supplierUser(supplier, payment.mpxn().fuel())
                .orElseThrow(() -> PaymentRefused.noToken(party.name() + " has no user for this fuel"))
                .id();
        Device meter = devices.meterOf(payment.mpxn())
                .orElseThrow(() -> PaymentRefused.noToken("There is no smart meter at meter point " + payment.mpxn()));
        requireAccess(payment, user, meter);
        TopUpTokens.Made made = tokens.make(user, meter.id(), payment.pence());
        return new Token(supplier, party.id(), user, meter.id(), made.counter(), made.utrn());
    }

    private static void requireSame(Payment payment, @Nullable Mpid paidTo, Mpid supplier) {
        if (paidTo != null && !paidTo.equals(supplier)) {
            throw new PaymentRefused(
                    Why.WRONG_SUPPLIER,
                    "Meter point " + payment.mpxn() + " is supplied by " + supplier + " today, not by " + paidTo
                            + ". Give the money back, and say who supplies the home now");
        }
    }

    /** Old registration data takes nobody's credit away: the meter itself knows whose tokens it takes. */
    private void requireAccess(Payment payment, Eui64 user, Device meter) {
        AccessDecision decision = access.decide(
                new AccessRequest(user, TOP_UP, meter.id(), payment.mpxn(), clock.instant(), clock.instant()));
        if (!decision.permitted() && !decision.stale()) {
            throw PaymentRefused.noToken(decision.sentence());
        }
    }
}
