package org.meterflow.gbcs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterflow.gbcs.Surroundings.Asker;
import org.meterflow.gbcs.Surroundings.ElectricityVariant;
import org.meterflow.identifier.Eui64;

/** What the makers of the reference messages had beside the requests: how the meters are built, the replaced hub. */
final class ReferenceSurroundings {

    private static final Set<String> OF_THREE_PHASES = Set.of("ECS23b", "ECS26k", "ECS29b", "ECS29d", "ECS29f");
    private static final Set<String> OF_NETWORK_OPERATORS = Set.of("ECS25r2");

    /** What newer meters are asked in another way. */
    private static final Set<String> OF_THE_FIRST_VERSION =
            Set.of("ECS08", "ECS26d", "ECS26e", "ECS26i", "ECS30", "ECS35f", "CCS05CCS04");

    private static final HubLog REPLACED_HUB = new HubLog(
            Octets.ofHex("0000000000000140"),
            List.of(
                    new HubLog.Entry(Eui64.of("00DB1234567890A0"), Octets.ofHex("83FED3407A939723A5C639B26916D506")),
                    new HubLog.Entry(Eui64.of("00DB1234567890A1"), Octets.ofHex("83FED3407A939723A5C639B26916D505"))));

    /** What the inventory says of the device to be joined: 0 GSME, 1 ESME, 3 GPF, 4 HCALCS, 5 PPMID. */
    private static final Map<String, Integer> OTHER_DEVICES = Map.of(
            "CS03A1",
            4,
            "CS03A2Critical",
            1,
            "CS03A2NonCritical",
            1,
            "CS03B",
            3,
            "CS03CCritical",
            5,
            "CS03CNonCritical",
            0);

    private static final DeviceLog REPLACED_PROXY = new DeviceLog(List.of(
            new DeviceLog.Entry(Eui64.of("0011223344556677"), 5),
            new DeviceLog.Entry(Eui64.of("8899AABBCCDDEEFF"), 6)));

    private ReferenceSurroundings() {}

    /** For messages that take no other device from the inventory. */
    static Surroundings of(String name, Instant made) {
        return of(name, RequestPart.empty(name), made);
    }

    /** @param name of the message, e.g. {@code ECS02_1.6_FUTURE_DATED_TWIN_SUCCESS} */
    static Surroundings of(String name, RequestPart body, Instant made) {
        String useCase = name.substring(0, name.indexOf('_'));
        Integer type = OTHER_DEVICES.get(useCase);
        Octets certificate = useCase.startsWith("CS03C")
                ? ReferenceMessages.keyAgreement(new Eui64(body.required("OtherDeviceID")))
                : null;
        return Surroundings.at(made)
                .withElectricity(variant(name, useCase))
                .askedBy(OF_NETWORK_OPERATORS.contains(useCase) ? Asker.NETWORK_OPERATOR : Asker.SUPPLIER)
                .withGbcsVersion(OF_THE_FIRST_VERSION.contains(useCase) ? GbcsVersion.FIRST : null)
                .withCustomerIdentificationNumber("1234")
                .withHubLog(REPLACED_HUB)
                .withOtherDevice(type, certificate)
                .withDeviceLog(REPLACED_PROXY);
    }

    private static ElectricityVariant variant(String name, String useCase) {
        if (OF_THREE_PHASES.contains(useCase)) {
            return ElectricityVariant.POLYPHASE;
        }
        return name.contains("TWIN") ? ElectricityVariant.TWIN : ElectricityVariant.SINGLE;
    }
}
