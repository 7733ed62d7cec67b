package org.meterflow.process.askdevice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.device.DeviceType;

/** What people call the devices of a home that take commands. */
enum DeviceWord {
    METER("meter", DeviceType.ESME, DeviceType.GSME),
    ELECTRICITY_METER("electricity meter", DeviceType.ESME),
    GAS_METER("gas meter", DeviceType.GSME),
    GAS_PROXY("gas proxy", DeviceType.GPF),
    HUB("hub", DeviceType.CHF),
    PREPAYMENT_INTERFACE("prepayment interface", DeviceType.PPMID),
    LOAD_SWITCH("load switch", DeviceType.HCALCS);

    private final String words;
    private final Set<DeviceType> types;

    DeviceWord(String words, DeviceType... types) {
        this.words = words;
        this.types = Set.of(types);
    }

    static Optional<DeviceWord> of(String said) {
        String plain = said.strip().toLowerCase(Locale.UK);
        return Arrays.stream(values()).filter(word -> word.words.equals(plain)).findFirst();
    }

    boolean means(DeviceType type) {
        return types.contains(type);
    }

    String words() {
        return words;
    }

    /** All of them, for a sentence. */
    static String all() {
        return Arrays.stream(values()).map(DeviceWord::words).collect(Collectors.joining(", "));
    }
}
