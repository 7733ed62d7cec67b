package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.BlockTariff;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.gbcs.SupplementaryFields;
import org.meterflow.gbcs.Surroundings;
import org.meterflow.gbcs.UnsupportedUseCase;
import org.meterflow.gbcs.UseCase;
import org.meterflow.gbcs.UseCase.Originator;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.RequestId;
import org.meterflow.workbench.Keys.Pair;
import org.meterflow.workbench.Keys.Use;

/**
 * A service request becomes the message for its device: a pre-command for its user to sign where it is critical, else
 * the command as it goes over the air, with the broker's MAC.
 */
final class Transforming {

    private static final String READER_CERTIFICATE = "KAPublicSecurityCredentials";

    private final GbcsCrypto crypto;
    private final Clock clock;

    Transforming(GbcsCrypto crypto, Clock clock) {
        this.crypto = crypto;
        this.clock = clock;
    }

    void transform(Ask ask, ObjectNode answer) {
        DuisRequest request = request(ask.at("duis"));
        RequestPath named = ask.find("context");
        RequestPath context = named == null ? new RequestPath(JsonNodeFactory.instance.objectNode(), "context") : named;
        OfService service = new OfService(request.variant(), RequestPart.of(request.content()));
        Surroundings around = TransformContext.surroundings(context, service.body(), ask.keys(), clock);
        UseCase useCase = useCase(context, service, around);
        answer.put("useCase", useCase.name());
        BlockTariff.unused(service.body()).ifPresent(unused -> answer.put("remark", unused));
        answer.put(
                "message",
                Workbench.hex(
                        message(ask, context, request, service, useCase, around).encode()));
    }

    private static DuisRequest request(RequestPath duis) {
        try {
            return DuisRequest.of(XmlText.parse(xml(duis)));
        } catch (MalformedDocument wrong) {
            throw new Refused("'duis' is no service request: " + wrong.getMessage(), wrong);
        }
    }

    /** As it stands, or in Base64 as programs hand it on. */
    private static byte[] xml(RequestPath duis) {
        String text = duis.text().strip();
        if (text.startsWith("<") || text.isEmpty()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException neither) {
            throw new Refused("'duis' is neither XML nor XML in Base64", neither);
        }
    }

    private static UseCase useCase(RequestPath context, OfService service, Surroundings around) {
        RequestPath name = context.find("useCase");
        if (name != null) {
            return UseCase.named(name.text().strip())
                    .orElseThrow(() -> new Refused("There is no use case " + name.text() + " for service requests"));
        }
        RequestPath device = context.find("deviceType");
        Set<UseCase> fitting = Arrays.stream(DeviceKind.values())
                .filter(kind -> device == null || kind.name().equals(device.text()))
                .map(kind -> find(service, kind, around))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (fitting.size() == 1) {
            return fitting.iterator().next();
        }
        String found = fitting.stream().map(UseCase::name).collect(Collectors.joining(", "));
        throw new Refused(
                fitting.isEmpty()
                        ? "No message puts %s to %s"
                                .formatted(service.variant(), device == null ? "a device" : "a " + device.text())
                        : "%s may become %s: name 'useCase' or 'deviceType' in the context"
                                .formatted(service.variant(), found));
    }

    private static @Nullable UseCase find(OfService service, DeviceKind kind, Surroundings around) {
        try {
            return UseCase.forRequest(service, kind, around);
        } catch (UnsupportedUseCase none) {
            return null;
        }
    }

    private GbcsMessage message(
            Ask ask,
            RequestPath context,
            DuisRequest request,
            OfService service,
            UseCase useCase,
            Surroundings around) {
        RequestId user = request.id();
        RequestPath recipient = context.find("recipient");
        Eui64 device = recipient == null ? user.target() : recipient.eui64();
        SupplementaryFields supplementary = supplementary(context, useCase, user, service.body());
        RequestId id = supplementary == null && useCase.originator() == Originator.USER
                ? new RequestId(user.originator(), device, user.counter())
                : new RequestId(dcc(context, useCase, ask.keys()), device, dccCounter(context, user));
        GbcsMessage plain = useCase.command(id, service, supplementary, around);
        if (useCase.critical() && (useCase.originator() == Originator.USER || isUnsealed(context))) {
            return plain.withSignature(null);
        }
        if (isUnsealed(context)) {
            return plain;
        }
        return sealed(useCase.critical() ? signed(plain, ask.keys()) : plain, context, ask.keys());
    }

    /** Whether what takes a private key of the DCC, its signature and the MAC, is to be left out. */
    private static boolean isUnsealed(RequestPath context) {
        RequestPath unsealed = context.find("unsealed");
        return unsealed != null && unsealed.flag();
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

    private GbcsMessage signed(GbcsMessage plain, Keys keys) {
        PrivateKey key = keys.privateKey(plain.originator(), Use.SIGNING);
        if (key == null) {
            throw new Refused("The keystore holds no signing key of " + plain.originator());
        }
        return crypto.sign(plain, key);
    }

    private GbcsMessage sealed(GbcsMessage message, RequestPath context, Keys keys) {
        Eui64 broker = context.at("acb").eui64();
        Pair pair = keys.pair(broker, Use.AGREEMENT, message.recipient(), Use.AGREEMENT);
        if (pair == null) {
            throw new Refused("The keystore holds no key agreement key of %s with a certificate of %s, nor the reverse"
                    .formatted(broker, message.recipient()));
        }
        return crypto.mac(message, pair.own(), pair.other());
    }
}
