package org.meterflow.simulator;

import java.time.Instant;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.Octets;
import org.meterflow.identifier.Eui64;
import org.meterflow.simulator.Mandate.PayloadForm;

/** Lets a device carry out a command it believes, and makes its answer: with its time, and signed or with a MAC. */
final class CommandAnswers {

    private final Eui64 device;
    private final GbcsCrypto crypto;
    private final Behaviour behaviour;
    private final SecurityFunction security;
    private final TrustStore trust;
    private final DeviceState state;

    CommandAnswers(
            Eui64 device,
            GbcsCrypto crypto,
            Behaviour behaviour,
            SecurityFunction security,
            TrustStore trust,
            DeviceState state) {
        this.device = device;
        this.crypto = crypto;
        this.behaviour = behaviour;
        this.security = security;
        this.trust = trust;
        this.state = state;
    }

    /**
     * @param network the network's time: the device's own may be set by the command
     * @throws MissingKey when the device knows no key of the originator to answer with
     */
    Octets to(GbcsMessage command, Mandate mandate, Instant network, Announcer alerts) {
        AnswerSealing reader = new AnswerSealing(
                device, command, trust, state, crypto, security.keys().agreement());
        Task task = new Task(command, clock(network), reader, alerts);
        Octets payload =
                mandate.form() == PayloadForm.ASN1 ? security.execute(task, mandate, network) : behaviour.execute(task);
        Octets time = mandate.carriesTime() ? DlmsTime.encode(clock(network), behaviour.clockStatus()) : null;
        GbcsMessage response = command.response(time, reader.fields(), payload);
        if (mandate.answersSigned(command)) {
            return Octets.of(crypto.sign(response, security.keys().signing()).encode());
        }
        Credential recipient = trust.agreementOf(command.originator());
        if (recipient == null) {
            throw new MissingKey("%s knows no key of %s to answer with".formatted(device, command.originator()));
        }
        return Octets.of(crypto.mac(response, security.keys().agreement(), recipient.key())
                .encode());
    }

    private Instant clock(Instant network) {
        return DeviceClock.of(state.memory(), network);
    }
}
