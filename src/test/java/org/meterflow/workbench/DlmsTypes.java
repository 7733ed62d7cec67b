package org.meterflow.workbench;

import org.meterflow.gbcs.DlmsType.FixedType;

/** How long values of these types are (IEC 62056-5-3, Data). */
final class DlmsTypes {

    private DlmsTypes() {}

    static int length(FixedType type) {
        return switch (type) {
            case BCD -> 1;
            case FLOAT32, TIME -> 4;
            case DATE -> 5;
            case FLOAT64 -> 8;
            case DATE_TIME -> 12;
        };
    }
}
