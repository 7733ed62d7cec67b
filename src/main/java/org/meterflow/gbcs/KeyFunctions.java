package org.meterflow.gbcs;

import java.util.Map;
import org.meterflow.gbcs.TrustCell.KeyUse;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** Conversions that rows about credentials and clocks use. */
final class KeyFunctions {

    static final Map<String, ScalarFunction> BY_NAME = Map.of(
            "role", (context, given) -> (long) role(given.get(0).text(context)).ordinal(),
            "keyUse", (context, given) -> keyUse(given.get(0).text(context)).bits(),
            "timeLater",
                    (context, given) -> Dates.instant(given.get(0).text(context))
                            .plusSeconds(given.get(1).number(context))
                            .toString());

    private KeyFunctions() {}

    private static RemoteParty role(String text) {
        return switch (text) {
            case "Root" -> RemoteParty.ROOT;
            case "Recovery" -> RemoteParty.RECOVERY;
            case "Supplier" -> RemoteParty.SUPPLIER;
            case "NetworkOperator" -> RemoteParty.NETWORK_OPERATOR;
            case "ACB" -> RemoteParty.ACCESS_CONTROL_BROKER;
            case "TransCoS" -> RemoteParty.TRANSITIONAL_COS;
            case "WANProvider" -> RemoteParty.WAN_PROVIDER;
            case "LoadController" -> RemoteParty.LOAD_CONTROLLER;
            default -> throw new MissingParameter("'%s' is no remote party's role".formatted(text));
        };
    }

    private static KeyUse keyUse(String text) {
        return switch (text) {
            case "Digital Signature" -> KeyUse.SIGNING;
            case "Key Agreement" -> KeyUse.AGREEMENT;
            default -> throw new MissingParameter("'%s' is no type of credential".formatted(text));
        };
    }
}
