package org.meterflow.gbcs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse.Result;

/** Registers that a command reads, value by value, with what their values count where it reads that too. */
final class RegistersRead {

    private static final int VALUE = 2;

    /** Which attribute says what a register's values count, by class: registers, extended and demand registers. */
    private static final Map<Integer, Integer> SCALER_AND_UNIT = Map.of(3, 3, 4, 3, 5, 4);

    private final List<DlmsTarget> targets;
    private final List<Result> results;

    RegistersRead(List<DlmsTarget> targets, List<Result> results) {
        this.targets = targets;
        this.results = results;
    }

    /** A register that was asked what it counts and did not say counts nothing that is known. */
    ValueForm form(DlmsTarget target, DlmsScales scales) {
        boolean asked = isRegister(target)
                && isValue(target)
                && targets.stream()
                        .anyMatch(other -> isScaler(other) && other.object().equals(target.object()));
        return asked ? ValueForm.UNKNOWN : target.form(scales);
    }

    static ValueForm valueForm(DlmsTarget scaler) {
        return ValueForm.attribute(scaler.classId(), Obis.of(scaler.object()), VALUE);
    }

    /** What the same command reads of the same register beside its value. */
    @Nullable
    DlmsData scalerOf(DlmsTarget target) {
        if (!isRegister(target) || !isValue(target)) {
            return null;
        }
        for (int i = 0; i < targets.size(); i++) {
            DlmsTarget other = targets.get(i);
            if (isScaler(other)
                    && other.object().equals(target.object())
                    && results.get(i).data() instanceof DlmsData.Structure scaler) {
                return scaler;
            }
        }
        return null;
    }

    private static boolean isRegister(DlmsTarget target) {
        return target.verb() == Verb.GET && SCALER_AND_UNIT.containsKey(target.classId());
    }

    static boolean isScaler(DlmsTarget target) {
        return isRegister(target) && target.member() == SCALER_AND_UNIT.getOrDefault(target.classId(), 0);
    }

    /** The current and the last average of a demand register, the one value of the others. */
    private static boolean isValue(DlmsTarget target) {
        return target.member() >= VALUE && target.member() < SCALER_AND_UNIT.getOrDefault(target.classId(), 0);
    }
}
