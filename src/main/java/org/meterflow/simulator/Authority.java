package org.meterflow.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.metering.gbcs.GbcsMessage;
import org.meterflow.metering.gbcs.TrustCell;
import org.meterflow.metering.gbcs.TrustCell.KeyUse;
import org.meterflow.metering.gbcs.TrustCell.RemoteParty;
import org.meterflow.metering.gbcs.UseCase;
import org.meterflow.metering.gbcs.UseCase.Originator;

/** Which of the parties a device knows may ask it for what. */
final class Authority {

    private static final Set<RemoteParty> READERS =
            Set.of(RemoteParty.SUPPLIER, RemoteParty.NETWORK_OPERATOR, RemoteParty.ACCESS_CONTROL_BROKER);

    private Authority() {}

    static boolean mayAsk(UseCase useCase, GbcsMessage command, TrustStore trust) {
        RemoteParty role = trust.roleOf(command.originator()).orElse(null);
        if (role == null) {
            return false;
        }
        boolean onlyTheBrokerSpeaksForOthers =
                command.supplementary() == null || role == RemoteParty.ACCESS_CONTROL_BROKER;
        boolean allowed =
                useCase.originator() == Originator.TCOS ? role == RemoteParty.TRANSITIONAL_COS : READERS.contains(role);
        return allowed && onlyTheBrokerSpeaksForOthers;
    }

    static @Nullable Credential signerOf(GbcsMessage command, TrustStore trust) {
        return trust.roleOf(command.originator())
                .map(role -> trust.in(new TrustCell(role, KeyUse.SIGNING, false)))
                .orElse(null);
    }
}
