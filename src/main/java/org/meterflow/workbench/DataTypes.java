package org.meterflow.workbench;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.meterflow.gbcs.DlmsType.FixedType;
import org.meterflow.gbcs.DlmsType.NumericType;
import org.meterflow.gbcs.DlmsType.TextType;

/** What the types of values are called in trees. */
final class DataTypes {

    static final Map<String, NumericType> NUMERIC = new HashMap<>();
    static final Map<String, TextType> TEXT = new HashMap<>();
    static final Map<String, FixedType> FIXED = new HashMap<>();

    static {
        for (NumericType type : NumericType.values()) {
            NUMERIC.put(name(type), type);
        }
        for (TextType type : TextType.values()) {
            TEXT.put(name(type), type);
        }
        for (FixedType type : FixedType.values()) {
            FIXED.put(name(type), type);
        }
    }

    private DataTypes() {}

    static String name(Enum<?> type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
