package org.meterflow.workbench;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.gbcs.UseCase;
import org.meterflow.gbcs.UseCase.Originator;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;

/**
 * In whose name and under whose number a command goes to a device.
 *
 * @param supplementary for whom, where that is not the originator
 */
record Originating(RequestId id, @Nullable SupplementaryFields supplementary) {

    private static final String READER_CERTIFICATE = "KAPublicSecurityCredentials";

    static Originating of(RequestPath context, UseCase useCase, RequestId user, RequestPart body, Keys keys) {
        RequestPath recipient = context.find("recipient");
        Eui64 device = recipient == null ? user.target() : recipient.eui64();
        SupplementaryFields supplementary = supplementary(context, useCase, user, body);
        RequestId id = supplementary == null && useCase.originator() == Originator.USER
                ? new RequestId(user.originator(), device, user.counter())
                : new RequestId(dcc(context, useCase, keys), device, dccCounter(context, user));
        return new Originating(id, supplementary);
    }

    /** A user whose certificate comes with the request, or of whom the context says so, is unknown to the device. */
    private static @Nullable SupplementaryFields supplementary(
            RequestPath context, UseCase useCase, RequestId user, RequestPart body) {
        Octets certificate = body.value(READER_CERTIFICATE)
                .map(text -> Octets.of(Base64.getMimeDecoder().decode(text)))
                .orElse(null);
        RequestPath unknown = context.find("unknownUser");
        boolean isUnknown =
                certificate != null || (unknown == null ? isNumberedByTheDcc(context, useCase, user) : unknown.flag());
        return switch (useCase.originator()) {
            case DCC -> SupplementaryFields.of(user.originator(), user.counter());
            case USER ->
                isUnknown ? new SupplementaryFields(user.originator(), user.counter(), null, certificate) : null;
            default -> null;
        };
    }

    /** What the DCC gives a number of its own it sends in its own name, where the use case allows for that. */
    private static boolean isNumberedByTheDcc(RequestPath context, UseCase useCase, RequestId user) {
        return useCase.forUnknownUsers()
                && context.find("dccCounter") != null
                && dccCounter(context, user) != user.counter();
    }

    private static Eui64 dcc(RequestPath context, UseCase useCase, Keys keys) {
        if (useCase.originator() != Originator.TCOS) {
            return context.at("acb").eui64();
        }
        RequestPath named = context.find("tcos");
        if (named != null) {
            return named.eui64();
        }
        Eui64 found = keys.transitionalChangeOfSupplier();
        if (found == null) {
            throw new Refused("'tcos' is missing in context, and the keystore has no certificate of that role");
        }
        return found;
    }

    private static long dccCounter(RequestPath context, RequestId user) {
        RequestPath counter = context.find("dccCounter");
        return counter == null ? user.counter() : counter.number(64, false);
    }
}
