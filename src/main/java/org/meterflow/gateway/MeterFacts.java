package org.meterflow.gateway;

import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessDecision;
import org.meterflow.duis.Duis;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.gbcs.DatedInstructions;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CommandState;
import org.meterflow.metering.CommandState.Stage;
import org.meterflow.metering.CommandSuperseded;
import org.meterflow.metering.CommandTookEffect;
import org.meterflow.metering.MeterAlerted;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.MeterUnreachable;
import org.meterflow.metering.Meters;
import org.meterflow.party.Parties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** Turns what meters say into what users are told. */
@Component
class MeterFacts {

    private static final String TOOK_EFFECT = "8F66";
    private static final String DID_NOT_TAKE_EFFECT = "8F67";
    private static final Set<State> EXPECTING = EnumSet.of(State.SENT, State.HANDED_BACK, State.WAITING_AT_DEVICE);

    private final RequestBook book;
    private final Callbacks callbacks;
    private final Meters meters;
    private final CustomerIdentification numbers;
    private final RightToAnswers rights;
    private final Parties parties;
    private final GatewaySettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MeterFacts(
            RequestBook book,
            Callbacks callbacks,
            Meters meters,
            CustomerIdentification numbers,
            RightToAnswers rights,
            Parties parties,
            GatewaySettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.callbacks = callbacks;
        this.meters = meters;
        this.numbers = numbers;
        this.rights = rights;
        this.parties = parties;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        expecting(answered.reference()).ifPresent(request -> {
            Optional<AccessDecision> lost = lostRight(request);
            if (lost.isPresent()) {
                fail(request, lost.get().code(), lost.get().sentence());
                return;
            }
            callbacks.answer(
                    request,
                    Kind.ANSWER,
                    ResponseCode.DONE.code(),
                    "The device has answered",
                    content(request, answered));
            if (isWithdrawal(request) && !hasFailed(answered.answer())) {
                withdrawn(request);
            }
            if (waitsAtDevice(answered.reference())) {
                book.move(request, State.WAITING_AT_DEVICE);
            } else {
                end(request, State.DONE, ResponseCode.DONE.code(), "The device has answered");
            }
        });
    }

    private Optional<AccessDecision> lostRight(ServiceRequest request) {
        RequestId id = request.requestId();
        String variant = request.variant();
        return id == null || variant == null ? Optional.empty() : rights.lost(id.originator(), variant, id.target());
    }

    private void fail(ServiceRequest request, String code, String reason) {
        callbacks.answer(request, Kind.FAILURE, code, reason, message -> {});
        end(request, State.FAILED, code, reason);
    }

    /** Each part of a command is told; the request ends with the first, and has failed when any of them has. */
    @EventListener
    @Transactional
    void on(CommandTookEffect effect) {
        request(effect.reference()).ifPresent(request -> {
            int told = callbacks.effectsTold(request);
            String reason = effect.success()
                    ? "The device carried it out at its date"
                    : "The device could not carry it out at its date";
            callbacks.answer(request, Kind.EFFECT, ResponseCode.DONE.code(), reason, message -> {
                Element alert = ResponseDocument.add(message, "FutureDatedDeviceAlertMessage");
                ResponseDocument.add(
                        alert, "FutureDatedAlertCode", effect.success() ? TOOK_EFFECT : DID_NOT_TAKE_EFFECT);
                payload(effect.alert()).accept(alert);
                ResponseDocument.add(alert, "InstructionNumber", Integer.toString(1 + told));
                ResponseDocument.add(alert, "TotalCommandInstructions", Integer.toString(parts(effect.reference())));
            });
            if (told == 0 || !effect.success()) {
                end(request, effect.success() ? State.DONE : State.FAILED, ResponseCode.DONE.code(), reason);
            }
        });
    }

    /** Its device may have come to trust another while it waited for its turn. */
    @EventListener
    @Transactional
    void on(MeterUnreachable unreachable) {
        request(unreachable.reference())
                .filter(request -> EXPECTING.contains(request.state()))
                .ifPresent(request -> {
                    fail(request, code(request, unreachable.reference()).code(), unreachable.reason());
                });
    }

    private ResponseCode code(ServiceRequest request, String reference) {
        if (request.state() == State.WAITING_AT_DEVICE) {
            return ResponseCode.NOT_TOLD_AT_ITS_DATE;
        }
        if (wasSent(reference)) {
            return ResponseCode.NO_RESPONSE;
        }
        return isDistrusted(request, reference) ? ResponseCode.NOT_TRUSTED : ResponseCode.CANNOT_COMMUNICATE;
    }

    /** Its user has put another in its place, or has withdrawn it; a change of supplier does so too. */
    @EventListener
    @Transactional
    void on(CommandSuperseded superseded) {
        request(superseded.reference())
                .filter(request -> request.state() == State.WAITING_AT_DEVICE)
                .ifPresent(request -> book.move(request, State.CANCELLED));
    }

    /** An alert goes to the user the device addressed it to. */
    @EventListener
    @Transactional
    void on(MeterAlerted alerted) {
        if (parties.ofUser(alerted.recipient()).isEmpty()) {
            return;
        }
        GbcsMessage message = GbcsMessage.parse(alerted.message());
        RequestId responseId = new RequestId(alerted.device(), alerted.recipient(), message.originatorCounter());
        ResponseDocument document = ResponseDocument.alert(responseId.toString(), clock.instant());
        payload(alerted.message()).accept(document.deviceAlert(alerted.alertCode()));
        callbacks.alert(
                alerted.recipient(),
                alerted.device(),
                Kind.DEVICE_ALERT,
                ("The device raised alert " + alerted.alertCode() + " " + alerted.name()).strip(),
                document);
    }

    private Optional<ServiceRequest> request(String reference) {
        return ServiceRequest.numberOf(reference).flatMap(book::locked);
    }

    private Optional<ServiceRequest> expecting(String reference) {
        return request(reference).filter(MeterFacts::isExpecting);
    }

    /** A user that has the command can still bring the answer when the line has brought none. */
    private static boolean isExpecting(ServiceRequest request) {
        return EXPECTING.contains(request.state())
                || request.state() == State.FAILED && LocalCommands.isHandedBack(request);
    }

    private Consumer<Element> content(ServiceRequest request, MeterAnswered answered) {
        Consumer<Element> payload = payload(answered.message());
        return numbers.numberFor(request, answered.reference())
                .<Consumer<Element>>map(number -> message -> {
                    Element numbered = ResponseDocument.add(message, "CINMessage");
                    payload.accept(numbered);
                    ResponseDocument.add(numbered, "CustomerIdentificationNumber", number);
                })
                .orElse(payload);
    }

    private boolean waitsAtDevice(String reference) {
        return meters.stage(reference)
                .filter(stage -> stage == CommandState.Stage.PENDING_EXECUTION)
                .isPresent();
    }

    private int parts(String reference) {
        return meters.message(reference).map(DatedInstructions::in).orElse(1);
    }

    private boolean wasSent(String reference) {
        return meters.find(reference).map(CommandState::attempts).orElse(0) > 0;
    }

    private boolean isDistrusted(ServiceRequest request, String reference) {
        RequestId id = request.requestId();
        return id != null
                && meters.stage(reference).filter(Stage.REFUSED::equals).isPresent()
                && meters.distrust(id.target(), id.originator()).isPresent();
    }

    private static boolean isWithdrawal(ServiceRequest request) {
        var executeAt = request.executeAt();
        return executeAt != null && Duis.isCancellation(executeAt);
    }

    /** What was asked before it; what came since has a date of its own. */
    private void withdrawn(ServiceRequest withdrawal) {
        RequestId id = withdrawal.requestId();
        String variant = withdrawal.variant();
        if (id != null && variant != null) {
            book.future(id, variant).stream()
                    .filter(one -> one.number() < withdrawal.number())
                    .forEach(one -> book.move(one, State.CANCELLED));
        }
    }

    private void end(ServiceRequest request, State state, String code, String reason) {
        book.move(request, state);
        RequestId id = request.requestId();
        if (id != null) {
            events.publishEvent(new ServiceRequestEnded(
                    request.number(), id, Objects.requireNonNull(request.variant()), code, reason, clock.instant()));
        }
    }

    private static Consumer<Element> payload(byte[] message) {
        String text = Base64.getEncoder().encodeToString(message);
        return parent -> ResponseDocument.add(parent, "GBCSPayload", text);
    }

    /** An answer that is sealed for the user says nothing here. */
    private static boolean hasFailed(@Nullable MeterAnswer answer) {
        return answer != null && answer.hasFailed();
    }
}
