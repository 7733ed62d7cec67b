package org.meterflow.gbcs;

import java.util.Locale;
import java.util.Map;
import org.meterflow.identifier.Eui64;

/** What devices, parties and the places of their certificates are called where ASN.1 has only numbers. */
final class Asn1Names {

    private static final Map<Integer, String> DEVICE_TYPES = Map.of(
            0, "gas meter",
            1, "electricity meter",
            2, "communications hub",
            3, "gas proxy",
            4, "load control switch",
            5, "prepayment interface",
            6, "in-home device");

    private Asn1Names() {}

    static NamedValue device(Der entry) {
        return NamedValue.of(party(entry.at(0)), deviceType(entry.at(1).number()));
    }

    static String deviceType(long type) {
        return DEVICE_TYPES.getOrDefault((int) type, "device of type " + type);
    }

    /** A place for a certificate: whose, and for which use. */
    static String cell(TrustCell cell) {
        return role(cell.party()) + ", " + use(cell.use(), cell.prepayment()).toLowerCase(Locale.ROOT);
    }

    static String role(TrustCell.RemoteParty party) {
        return switch (party) {
            case ROOT -> "Root";
            case RECOVERY -> "Recovery";
            case SUPPLIER -> "Supplier";
            case NETWORK_OPERATOR -> "Network operator";
            case ACCESS_CONTROL_BROKER -> "Access control broker";
            case TRANSITIONAL_COS -> "Transitional change of supplier";
            case WAN_PROVIDER -> "WAN provider";
            case ISSUING_AUTHORITY -> "Issuing authority";
            case LOAD_CONTROLLER -> "Load controller";
        };
    }

    static String use(TrustCell.KeyUse use, boolean prepayment) {
        return switch (use) {
            case SIGNING -> "Signing key";
            case AGREEMENT -> prepayment ? "Top-up key" : "Agreement key";
            case CERTIFICATE_SIGNING -> "Certificate key";
        };
    }

    static String party(Der der) {
        Octets value = der.value();
        return value.length() == 8 ? Eui64.of(value.shared()).value() : value.hex();
    }
}
