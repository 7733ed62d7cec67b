package org.meterflow.gbcs;

import java.util.Map;

/** Conversions that take nothing from the request: what a message and its surroundings are known by. */
final class ContextFunctions {

    static final Map<String, ScalarFunction> BY_NAME = Map.of(
            "counter", (context, given) -> context.counter(),
            "user", (context, given) -> context.user(),
            "device", (context, given) -> context.device(),
            "index", (context, given) -> (long) context.index(),
            "otherDeviceType", (context, given) -> otherDeviceType(context),
            "otherDeviceCertificate", (context, given) -> otherDeviceCertificate(context),
            "cin", (context, given) -> cin(context));

    private ContextFunctions() {}

    private static Object otherDeviceType(Template.Context context) {
        Integer type = context.surroundings().otherDeviceType();
        if (type == null) {
            throw new MissingParameter("The other device's type is not known");
        }
        return (long) type;
    }

    private static Object otherDeviceCertificate(Template.Context context) {
        Octets certificate = context.surroundings().otherDeviceCertificate();
        if (certificate == null) {
            throw new MissingParameter("The other device's key agreement certificate is not known");
        }
        return certificate;
    }

    private static Object cin(Template.Context context) {
        String number = context.surroundings().customerIdentificationNumber();
        return number == null
                ? context.request()
                        .value("CustomerIdentificationNumber")
                        .orElseThrow(() -> new MissingParameter("The customer identification number is not known"))
                : number;
    }
}
