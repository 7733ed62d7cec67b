package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsRequest.Verb;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MeterAnswer.Values;

/** The results of an answer, each named by what stands at its place in the command. */
final class DlmsAnswer {

    private static final int REGISTER = 3;
    private static final int EXTENDED_REGISTER = 4;
    private static final int VALUE = 2;
    private static final int SCALER_AND_UNIT = 3;

    private final List<DlmsTarget> targets;
    private final List<Result> results;
    private final Unsealing unsealing;

    private DlmsAnswer(List<DlmsTarget> targets, List<Result> results, Unsealing unsealing) {
        this.targets = targets;
        this.results = results;
        this.unsealing = unsealing;
    }

    /** @param targets as many as results; none where they cannot be told */
    static Values read(List<DlmsTarget> targets, List<Result> results, Unsealing unsealing) {
        return new DlmsAnswer(targets, results, unsealing).values();
    }

    /** Beside each result what it is, in the nesting of its data; what is encrypted stays closed. */
    static List<NamedValue> beside(List<DlmsTarget> targets, List<Result> results) {
        DlmsAnswer answer = new DlmsAnswer(targets, results, Unsealing.NONE);
        List<NamedValue> named = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            named.add(answer.beside(i, results.get(i)));
        }
        return named;
    }

    private NamedValue beside(int place, Result result) {
        if (targets.isEmpty()) {
            return DlmsPlaces.of("", ValueForm.UNKNOWN, result.data());
        }
        DlmsTarget target = targets.get(place);
        if (!target.sealed().isEmpty()) {
            return DlmsPlaces.of(target.name(), ValueForm.under("closed"), result.data());
        }
        if (isRegister(target) && target.member() == SCALER_AND_UNIT) {
            return DlmsPlaces.scaler(target.name(), result.data());
        }
        DlmsData scaler = scalerOf(target);
        return scaler == null || !DlmsValue.isScaler(scaler) || !(result.data() instanceof DlmsData.Numeric)
                ? DlmsPlaces.of(target.name(), target.form(), result.data())
                : DlmsValue.scaled(target.name(), result.data(), scaler);
    }

    /** The attributes that an encrypted answer holds, once it is opened. */
    static NamedValue opened(List<DlmsTarget.Sealed> sealed, DlmsData plain) {
        List<NamedValue> named = new ArrayList<>();
        List<DlmsData> values = plain instanceof DlmsData.Structure all ? all.elements() : List.of();
        for (int i = 0; i < values.size(); i++) {
            DlmsTarget.Sealed part = sealed.get(Math.min(i, sealed.size() - 1));
            named.add(DlmsPlaces.of(name(part), form(part), values.get(i)));
        }
        return NamedValue.group("", named);
    }

    private static String name(DlmsTarget.Sealed part) {
        return DlmsTarget.name(part.classId(), part.object(), VALUE);
    }

    private static ValueForm form(DlmsTarget.Sealed part) {
        return ValueForm.of(part.object(), VALUE).orElse(ValueForm.UNKNOWN);
    }

    private Values values() {
        List<Values.Item> items = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            items.add(new Values.Item(result.code(), DlmsResponse.meaning(result.code()), value(i, result)));
        }
        return new Values(items);
    }

    private NamedValue value(int place, Result result) {
        if (targets.isEmpty()) {
            String name = "Item " + (place + 1);
            return isEmpty(result) ? NamedValue.of(name, "") : DlmsValue.read(name, ValueForm.UNKNOWN, result.data());
        }
        DlmsTarget target = targets.get(place);
        if (isEmpty(result)) {
            return NamedValue.of(target.name(), "");
        }
        if (!target.sealed().isEmpty()) {
            return opened(target, result.data());
        }
        if (isRegister(target) && target.member() == SCALER_AND_UNIT) {
            return DlmsValue.unit(target.name(), result.data());
        }
        DlmsData scaler = scalerOf(target);
        return scaler == null || !(result.data() instanceof DlmsData.Numeric)
                ? DlmsValue.read(target.name(), target.form(), result.data())
                : DlmsValue.scaled(target.name(), result.data(), scaler);
    }

    private static boolean isEmpty(Result result) {
        return result.code() != DlmsResponse.SUCCESS || result.data() instanceof DlmsData.Null;
    }

    /** What the same command reads of the same register beside its value. */
    private @Nullable DlmsData scalerOf(DlmsTarget target) {
        if (!isRegister(target) || target.member() != VALUE) {
            return null;
        }
        for (int i = 0; i < targets.size(); i++) {
            DlmsTarget other = targets.get(i);
            if (other.verb() == Verb.GET
                    && other.object().equals(target.object())
                    && other.member() == SCALER_AND_UNIT
                    && results.get(i).data() instanceof DlmsData.Structure scaler) {
                return scaler;
            }
        }
        return null;
    }

    private static boolean isRegister(DlmsTarget target) {
        return target.verb() == Verb.GET && (target.classId() == REGISTER || target.classId() == EXTENDED_REGISTER);
    }

    private NamedValue opened(DlmsTarget target, DlmsData answer) {
        byte[] plain = unsealing.open(SealedRead.sealedPart(answer));
        List<DlmsData> values = DlmsData.parse(Octets.owning(plain)).elements();
        List<NamedValue> named = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            DlmsTarget.Sealed part =
                    target.sealed().get(Math.min(i, target.sealed().size() - 1));
            named.add(DlmsValue.read(name(part), form(part), values.get(i)));
        }
        return named.size() == 1 ? named.get(0) : NamedValue.group(target.name(), named);
    }
}
