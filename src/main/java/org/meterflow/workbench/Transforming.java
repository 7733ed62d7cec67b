package org.meterflow.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Base64;
import org.meterflow.duis.DuisRequest;
import org.meterflow.duis.MalformedDocument;
import org.meterflow.duis.XmlText;
import org.meterflow.gbcs.BlockTariff;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MeterRequest.OfService;
import org.meterflow.gbcs.RequestPart;
import org.meterflow.gbcs.Surroundings;
import org.meterflow.gbcs.UseCase;
import org.meterflow.gbcs.UseCase.Originator;
import org.meterflow.identifier.Eui64;
import org.meterflow.workbench.Keys.Pair;
import org.meterflow.workbench.Keys.Use;

/**
 * A service request becomes the message for its device: a pre-command for its user to sign where it is critical, else
 * the command as it goes over the air, with the broker's MAC.
 */
final class Transforming {

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
        UseCase useCase = UseCaseChoice.of(context, service, around);
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

    private GbcsMessage message(
            Ask ask,
            RequestPath context,
            DuisRequest request,
            OfService service,
            UseCase useCase,
            Surroundings around) {
        Originating sender = Originating.of(context, useCase, request.id(), service.body(), ask.keys());
        GbcsMessage plain = useCase.command(sender.id(), service, sender.supplementary(), around);
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
