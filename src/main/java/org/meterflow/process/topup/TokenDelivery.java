package org.meterflow.process.topup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessControl;
import org.meterflow.access.AccessDecision;
import org.meterflow.access.AccessRequest;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.gbcs.MeterRequest;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.metering.CommandState;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.MeterCommand;
import org.meterflow.metering.Meters;
import org.meterflow.metering.OnBehalfOf;
import org.meterflow.process.topup.PaidTopUp.Finding;
import org.meterflow.registration.Registration;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/**
 * Brings a token to its meter by service 2.2, in the supplier's name and under the counter that the token was made with: the
 * same message however often it is sent, so that a meter cannot count it twice.
 */
@Component
class TokenDelivery {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Set<Stage> UNDER_WAY = EnumSet.of(Stage.QUEUED, Stage.CHECKING, Stage.HANDED_OVER, Stage.SENT);

    private final PaidTopUps topUps;
    private final Meters meters;
    private final AccessControl access;
    private final Registrations registrations;
    private final BusinessCalendar calendar;
    private final TopUpSettings settings;
    private final Clock clock;

    TokenDelivery(
            PaidTopUps topUps,
            Meters meters,
            AccessControl access,
            Registrations registrations,
            BusinessCalendar calendar,
            TopUpSettings settings,
            Clock clock) {
        this.topUps = topUps;
        this.meters = meters;
        this.access = access;
        this.registrations = registrations;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /** How a command stands. */
    enum Standing {
        TAKEN("The meter took the token"),
        REFUSED("The meter did not take the token"),
        SILENT("The meter did not answer");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** @param finding null unless refused */
    record Heard(Standing standing, @Nullable Finding finding, String reason) {}

    /** Why it may not be sent any more, and then it is not; null when it may. */
    @Nullable
    Finding problem(PaidTopUp topUp) {
        Optional<Mpid> supplier =
                registrations.on(topUp.payment().mpxn(), calendar.today()).map(Registration::supplier);
        if (supplier.filter(topUp.token().supplier()::equals).isEmpty()) {
            meters.cancel(topUp.command());
            return hasLeft(topUp) ? Finding.PERHAPS_TAKEN : Finding.WRONG_SUPPLIER;
        }
        AccessDecision decision = access.decide(new AccessRequest(
                topUp.token().user(),
                TopUpPayments.TOP_UP,
                topUp.token().device(),
                topUp.payment().mpxn(),
                clock.instant(),
                clock.instant()));
        return decision.permitted() || decision.stale() ? null : Finding.NOT_ALLOWED;
    }

    /** Whether the meter may have it. */
    boolean hasLeft(PaidTopUp topUp) {
        return !meters.exchanged(topUp.command()).isEmpty();
    }

    /** Sends it, for the first time or once more; one that is under way already is left alone. */
    void send(PaidTopUp topUp) {
        String reference = topUp.command();
        Optional<Stage> stage = meters.stage(reference);
        if (stage.isEmpty()) {
            meters.ask(new MeterCommand(
                    reference,
                    topUp.token().device(),
                    new MeterRequest.OfService(
                            TopUpPayments.TOP_UP,
                            RequestPart.of(
                                    "TopUpDevice",
                                    RequestPart.text(
                                            "UTRN", topUp.token().utrn().digits()))),
                    new OnBehalfOf.KnownUser(topUp.token().user(), topUp.token().counter()),
                    answerWithin(topUp),
                    1));
            topUps.sent(topUp.caseId());
        } else if (!UNDER_WAY.contains(stage.get()) && meters.askAgain(reference, answerWithin(topUp))) {
            topUps.sent(topUp.caseId());
        }
    }

    private Duration answerWithin(PaidTopUp topUp) {
        return topUp.payment().mpxn().fuel() == Fuel.GAS
                ? settings.answerWithinGas()
                : settings.answerWithinElectricity();
    }

    /** When news that were lost are looked up: at once, where the meter answered before anybody waited for it. */
    Instant lookAt(PaidTopUp topUp) {
        boolean underWay =
                meters.stage(topUp.command()).filter(UNDER_WAY::contains).isPresent();
        return underWay ? clock.instant().plus(answerWithin(topUp)).plus(GRACE) : clock.instant();
    }

    Heard heard(PaidTopUp topUp) {
        CommandState command = meters.find(topUp.command()).orElse(null);
        MeterAnswer answer = command == null ? null : command.values();
        if (command == null || answer == null) {
            String reason = command == null ? null : command.reason();
            return new Heard(Standing.SILENT, null, Objects.requireNonNullElse(reason, "It is still on its way"));
        }
        return Refusals.of(answer)
                .map(finding -> new Heard(Standing.REFUSED, finding, finding.words()))
                .orElseGet(() -> new Heard(
                        Standing.TAKEN, null, "Device " + topUp.token().device()));
    }

    /** Whether the meter has said that it took the message, and not somebody's typing. */
    boolean wasTaken(PaidTopUp topUp) {
        return heard(topUp).standing() == Standing.TAKEN;
    }
}
