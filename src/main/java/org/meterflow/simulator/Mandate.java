package org.meterflow.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.gbcs.DeviceKind;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/**
 * What a device knows of one message code: who may send it, how it must be protected and how the answer is. Read once
 * from {@code commands.csv}.
 *
 * @param macOptional a signature alone suffices
 * @param carriesTime the answer says the device's time
 */
record Mandate(
        int code,
        String useCase,
        Set<DeviceKind> devices,
        Set<RemoteParty> roles,
        Signed signed,
        boolean macOptional,
        AnswerProof answer,
        boolean carriesTime,
        PayloadForm form) {

    /** Whether the originator signs. */
    enum Signed {
        YES,
        NO,
        EITHER
    }

    /** How the device proves its answer. */
    enum AnswerProof {
        SIGNED,
        MAC,
        /** Signed when the command was. */
        SAME
    }

    /** How commands and answers are written. */
    enum PayloadForm {
        DLMS,
        GBZ,
        ASN1
    }

    private static final String FILE = "commands.csv";
    private static final Map<Integer, Mandate> ALL = load();

    static Optional<Mandate> of(int code, DeviceKind device) {
        return Optional.ofNullable(ALL.get(code))
                .filter(mandate -> mandate.devices().contains(device));
    }

    boolean answersSigned(GbcsMessage command) {
        return switch (answer) {
            case SIGNED -> true;
            case MAC -> false;
            case SAME -> command.isSigned();
        };
    }

    boolean needsSignature(GbcsMessage command) {
        return signed == Signed.YES || signed == Signed.EITHER && command.isSigned();
    }

    /** Of top-ups, whose counters are a line of their own. */
    boolean isTopUp() {
        return useCase.equals("CS01a") || useCase.equals("CS01b");
    }

    private static Map<Integer, Mandate> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Mandate.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8))) {
            Map<Integer, Mandate> all = new HashMap<>();
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("code,"))
                    .map(Mandate::read)
                    .forEach(mandate -> all.put(mandate.code(), mandate));
            return Map.copyOf(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Mandate read(String line) {
        String[] fields = line.split(",");
        Set<DeviceKind> devices = Arrays.stream(fields[2].split(" "))
                .map(DeviceKind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeviceKind.class)));
        Set<RemoteParty> roles = Arrays.stream(fields[3].split(" "))
                .map(number -> RemoteParty.values()[Integer.parseInt(number)])
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RemoteParty.class)));
        return new Mandate(
                Integer.parseInt(fields[0], 16),
                fields[1],
                devices,
                roles,
                Signed.valueOf(fields[4].toUpperCase(java.util.Locale.ROOT)),
                fields[5].equals("optional"),
                AnswerProof.valueOf(fields[6].toUpperCase(java.util.Locale.ROOT)),
                fields[7].equals("yes"),
                PayloadForm.valueOf(fields[8]));
    }
}
