package org.meterflow.gateway;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterflow.access.AccessDecision;
import org.meterflow.duis.Duis;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gateway.Callbacks.Kind;
import org.meterflow.gateway.ServiceRequest.State;
import org.meterflow.gbcs.DatedInstructions;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.CommandState;
import org.meterflow.metering.CommandTookEffect;
import org.meterflow.metering.MeterAnswered;
import org.meterflow.metering.Meters;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.w3c.dom.Element;

/** Turns what meters answer into what users are told. */
@Component
class MeterFacts {

    private static final String TOOK_EFFECT = "8F66";
    private static final String DID_NOT_TAKE_EFFECT = "8F67";

    private final OpenRequests open;
    private final Callbacks callbacks;
    private final Meters meters;
    private final CustomerIdentification numbers;
    private final RightToAnswers rights;
    private final RequestEnds ends;

    MeterFacts(
            OpenRequests open,
            Callbacks callbacks,
            Meters meters,
            CustomerIdentification numbers,
            RightToAnswers rights,
            RequestEnds ends) {
        this.open = open;
        this.callbacks = callbacks;
        this.meters = meters;
        this.numbers = numbers;
        this.rights = rights;
        this.ends = ends;
    }

    @EventListener
    @Transactional
    void on(MeterAnswered answered) {
        expecting(answered.reference()).ifPresent(request -> {
            Optional<AccessDecision> lost = lostRight(request);
            if (lost.isPresent()) {
                ends.fail(request, lost.get());
                return;
            }
            callbacks.answer(
                    request,
                    Kind.ANSWER,
                    ResponseCode.DONE.code(),
                    "The device has answered",
                    content(request, answered));
            if (isWithdrawal(request) && !hasFailed(answered.answer())) {
                open.cancelBefore(request);
            }
            if (waitsAtDevice(answered.reference())) {
                open.move(request, State.WAITING_AT_DEVICE);
            } else {
                ends.end(request, State.DONE, "The device has answered");
            }
        });
    }

    private Optional<AccessDecision> lostRight(ServiceRequest request) {
        RequestId id = request.requestId();
        String variant = request.variant();
        return id == null || variant == null ? Optional.empty() : rights.lost(id.originator(), variant, id.target());
    }

    /** Each part of a command is told; the request ends with the first, and has failed when any of them has. */
    @EventListener
    @Transactional
    void on(CommandTookEffect effect) {
        open.behind(effect.reference()).ifPresent(request -> {
            int told = callbacks.effectsTold(request);
            String reason = effect.success()
                    ? "The device carried it out at its date"
                    : "The device could not carry it out at its date";
            callbacks.answer(request, Kind.EFFECT, ResponseCode.DONE.code(), reason, message -> {
                Element alert = ResponseDocument.add(message, "FutureDatedDeviceAlertMessage");
                ResponseDocument.add(
                        alert, "FutureDatedAlertCode", effect.success() ? TOOK_EFFECT : DID_NOT_TAKE_EFFECT);
                GbcsPayload.add(alert, effect.alert());
                ResponseDocument.add(alert, "InstructionNumber", Integer.toString(1 + told));
                ResponseDocument.add(alert, "TotalCommandInstructions", Integer.toString(parts(effect.reference())));
            });
            if (told == 0 || !effect.success()) {
                ends.end(request, effect.success() ? State.DONE : State.FAILED, reason);
            }
        });
    }

    private Optional<ServiceRequest> expecting(String reference) {
        return open.behind(reference).filter(MeterFacts::isExpecting);
    }

    /** A user that has the command can still bring the answer when the line has brought none. */
    private static boolean isExpecting(ServiceRequest request) {
        return request.state().isExpecting() || request.state() == State.FAILED && LocalCommands.isHandedBack(request);
    }

    private Consumer<Element> content(ServiceRequest request, MeterAnswered answered) {
        Consumer<Element> payload = parent -> GbcsPayload.add(parent, answered.message());
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

    private static boolean isWithdrawal(ServiceRequest request) {
        var executeAt = request.executeAt();
        return executeAt != null && Duis.isCancellation(executeAt);
    }

    /** An answer that is sealed for the user says nothing here. */
    private static boolean hasFailed(@Nullable MeterAnswer answer) {
        return answer != null && answer.hasFailed();
    }
}
