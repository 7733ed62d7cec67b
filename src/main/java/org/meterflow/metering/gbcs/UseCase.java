package org.meterflow.metering.gbcs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.metering.gbcs.GbcsMessage.Kind;
import org.meterflow.metering.gbcs.MeterRequest.CancelSupplierCredentials;
import org.meterflow.metering.gbcs.MeterRequest.ReadDailyLog;

/**
 * One row of the catalogue of use cases: how one kind of question is put to one kind of device (GBCS 18).
 *
 * @param code the message code, by which a message names its use case
 * @param variants the service reference variants it serves
 * @param critical commands and answers are signed
 * @param carriesTime the answer carries the device's time
 */
public record UseCase(
        String name,
        int code,
        List<String> variants,
        String title,
        Set<DeviceKind> devices,
        Originator originator,
        boolean critical,
        boolean carriesTime,
        String request,
        AnswerForm answerForm,
        @Nullable Template template) {

    /** Who sends the command. */
    public enum Originator {
        /** The user that asks. */
        USER,
        /** The access control broker, naming the user and its counter in the supplementary fields. */
        DCC,
        /** The transitional change-of-supplier party. */
        TCOS
    }

    /** @throws UnsupportedUseCase when this kind of device cannot be asked that */
    public static UseCase forRequest(MeterRequest request, DeviceKind device) {
        return UseCases.forRequest(name(request), device);
    }

    /** The use case with this message code, when the catalogue has it. */
    public static Optional<UseCase> ofCode(int code) {
        return UseCases.ofCode(code);
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

    /**
     * The command of the access control broker for another party.
     *
     * @param supplementary the party, its counter and, when the device does not know it, its certificate
     */
    public GbcsMessage command(RequestId id, MeterRequest request, @Nullable SupplementaryFields supplementary) {
        if (!name(request).equals(this.request)) {
            throw new IllegalArgumentException(name + " does not ask for " + name(request));
        }
        Eui64 user = supplementary == null ? id.originator() : supplementary.remoteParty();
        Octets payload = template == null
                ? CredentialsCommand.of(request, id.counter()).encode()
                : template.payload(new Template.Context(id.counter(), user, id.target(), parameters(request)));
        return GbcsMessage.command(id, code, payload).withSupplementary(supplementary);
    }

    private static Map<String, Instant> parameters(MeterRequest request) {
        return request instanceof ReadDailyLog log ? Map.of("from", log.from(), "to", log.to()) : Map.of();
    }

    /**
     * What the device answered; MAC and signature have been checked before.
     *
     * @throws MalformedGbcs when the answer is not one to this use case, or does not open
     */
    public MeterAnswer answer(GbcsMessage response, Unsealing unsealing) {
        if (response.kind() != Kind.RESPONSE || response.messageCode() != code) {
            throw new MalformedGbcs("A message %s with code %04X is no answer in %s"
                    .formatted(response.kind(), response.messageCode(), name));
        }
        return answerForm.read(response.payload(), unsealing);
    }
}
