package org.meterflow.gbcs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsMessage.Kind;
import org.meterflow.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.MeterRequest.ReadDailyLog;
import org.meterflow.gbcs.MeterRequest.ReplaceSupplierCredentials;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/**
 * One row of the catalogue of use cases: how one kind of question is put to one kind of device (GBCS 18).
 *
 * @param code the message code, by which a message names its use case
 * @param variants the service reference variants it serves
 * @param when which requests of those variants, where several use cases share one
 * @param minGbcs the first version of the format that has it
 * @param futureAlert the code of the alert that tells how a dated command came out; null where none can be dated
 * @param critical commands and answers are signed
 * @param carriesTime the answer carries the device's time
 * @param forUnknownUsers users whom the device does not know may ask it too, the access control broker sending it
 * @param request the kind of typed request it answers to, where there is one
 * @param answerForm how its answers become typed values, where they do
 */
public record UseCase(
        String name,
        int code,
        List<String> variants,
        Condition when,
        GbcsVersion minGbcs,
        @Nullable Integer futureAlert,
        String title,
        Set<DeviceKind> devices,
        Originator originator,
        boolean critical,
        boolean carriesTime,
        boolean forUnknownUsers,
        @Nullable String request,
        @Nullable AnswerForm answerForm,
        Template template) {

    /** Who sends the command. */
    public enum Originator {
        /** The user that asks. */
        USER,
        /** The access control broker, naming the user and its counter in the supplementary fields. */
        DCC,
        /** The access control broker, in its own name. */
        ACB,
        /** The transitional change-of-supplier party. */
        TCOS
    }

    /** @throws UnsupportedUseCase when this kind of device cannot be asked that */
    public static UseCase forRequest(MeterRequest request, DeviceKind device) {
        return forRequest(request, device, Surroundings.at(Instant.EPOCH));
    }

    /**
     * @param surroundings what tells one kind of electricity meter from another
     * @throws UnsupportedUseCase when this kind of device cannot be asked that
     */
    public static UseCase forRequest(MeterRequest request, DeviceKind device, Surroundings surroundings) {
        if (request instanceof OfService service) {
            return UseCases.forService(service, device, surroundings);
        }
        if (request instanceof MeterRequest.SignedPreCommand signed) {
            return UseCases.ofCode(signed.message().messageCode())
                    .orElseThrow(() -> new UnsupportedUseCase(signed.variant(), device));
        }
        return UseCases.forRequest(name(request), device);
    }

    /** The use cases with this message code, when the catalogue has any; they differ in the request alone. */
    public static Optional<UseCase> ofCode(int code) {
        return UseCases.ofCode(code);
    }

    /** Whether any kind of device can be asked this service reference variant. */
    public static boolean serves(String variant) {
        return UseCases.all().stream().anyMatch(one -> one.variants().contains(variant));
    }

    /** The use case of this name, e.g. {@code ECS17b}. */
    public static Optional<UseCase> named(String name) {
        return UseCases.all().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static String name(MeterRequest request) {
        return request instanceof CancelSupplierCredentials
                ? MeterRequest.ReplaceSupplierCredentials.class.getSimpleName()
                : request.getClass().getSimpleName();
    }

    /**
     * The command, still without signature and MAC.
     *
     * @param id the originator, the device and the originator's counter
     */
    public GbcsMessage command(RequestId id, MeterRequest request) {
        return command(id, request, null);
    }

    /** The command of the access control broker for another party, of a use case that takes nothing else. */
    public GbcsMessage command(RequestId id, MeterRequest request, @Nullable SupplementaryFields supplementary) {
        return command(id, request, supplementary, Surroundings.at(Instant.EPOCH));
    }

    /**
     * The command of the access control broker for another party.
     *
     * @param supplementary the party, its counter and, when the device does not know it, its certificate
     * @throws MissingParameter when the request lacks what the message needs
     */
    public GbcsMessage command(
            RequestId id,
            MeterRequest request,
            @Nullable SupplementaryFields supplementary,
            Surroundings surroundings) {
        Eui64 user = supplementary == null ? id.originator() : supplementary.remoteParty();
        Octets payload = template.payload(
                Template.Context.of(id.counter(), user, id.target(), parameters(request), surroundings));
        return GbcsMessage.command(id, code, payload).withSupplementary(supplementary);
    }

    private static RequestPart parameters(MeterRequest request) {
        if (request instanceof OfService service) {
            return service.body();
        }
        if (request instanceof ReplaceSupplierCredentials replace) {
            return CredentialsRequest.of(replace);
        }
        if (request instanceof CancelSupplierCredentials cancel) {
            return CredentialsRequest.withdrawing(cancel.replacement());
        }
        return request instanceof ReadDailyLog log
                ? RequestPart.of(
                        "ReadDailyLog",
                        RequestPart.of(
                                "ReadLogPeriod",
                                RequestPart.text("StartDateTime", log.from().toString()),
                                RequestPart.text("EndDateTime", log.to().toString())))
                : RequestPart.empty(name(request));
    }

    /**
     * The answer's values, item by item, under their names.
     *
     * @throws MalformedGbcs when the answer is not one to this use case, or does not open
     */
    public MeterAnswer.Values values(GbcsMessage response, Unsealing unsealing) {
        requireAnswer(response);
        if (template == null) {
            throw new MalformedGbcs("The answers of %s are not read into values".formatted(name));
        }
        return template.values(response.payload(), unsealing);
    }

    /**
     * What the device answered; MAC and signature have been checked before.
     *
     * @throws MalformedGbcs when the answer is not one to this use case, or does not open
     */
    public MeterAnswer answer(GbcsMessage response, Unsealing unsealing) {
        requireAnswer(response);
        return answerForm == null ? values(response, unsealing) : answerForm.read(response.payload(), unsealing);
    }

    private void requireAnswer(GbcsMessage response) {
        if (response.kind() != Kind.RESPONSE || response.messageCode() != code) {
            throw new MalformedGbcs("A message %s with code %04X is no answer in %s"
                    .formatted(response.kind(), response.messageCode(), name));
        }
    }
}
