package org.meterflow.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.GbcsCrypto;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/**
 * Whether a device believes a command: its MAC, its originator's authority, its signature where it is critical, and its
 * counter have to be in order (GBCS 6).
 */
final class CommandCheck {

    private final GbcsCrypto crypto;
    private final SecurityFunction security;
    private final TrustStore trust;
    private final DeviceState state;

    CommandCheck(GbcsCrypto crypto, SecurityFunction security, TrustStore trust, DeviceState state) {
        this.crypto = crypto;
        this.security = security;
        this.trust = trust;
        this.state = state;
    }

    /** @return why the device keeps silent; null when everything is in order */
    @Nullable
    Refusal objection(GbcsMessage command, Mandate mandate) {
        Credential broker = trust.required(TrustStore.BROKER_AGREEMENT);
        boolean withoutMac = command.mac() == null && mandate.macOptional() && command.isSigned();
        if (!withoutMac && !crypto.isMacValid(command, security.keys().agreement(), broker.key())) {
            return Refusal.BAD_MAC;
        }
        List<RemoteParty> roles = trust.rolesOf(command.originator()).stream()
                .filter(mandate.roles()::contains)
                .toList();
        boolean forAnother = command.supplementary() != null;
        if (roles.isEmpty() || forAnother && !roles.contains(RemoteParty.ACCESS_CONTROL_BROKER)) {
            return Refusal.NO_AUTHORITY;
        }
        if (mandate.needsSignature(command) && roles.stream().noneMatch(role -> isSignedBy(role, command))) {
            return Refusal.BAD_SIGNATURE;
        }
        boolean higher = state.isHigher(command.originator(), command.originatorCounter(), mandate.isTopUp());
        return higher ? null : Refusal.COUNTER_NOT_HIGHER;
    }

    private boolean isSignedBy(RemoteParty role, GbcsMessage command) {
        Credential signer = trust.signingIn(role);
        return signer != null
                && signer.party().equals(command.originator())
                && crypto.isSignatureValid(command, signer.key());
    }
}
