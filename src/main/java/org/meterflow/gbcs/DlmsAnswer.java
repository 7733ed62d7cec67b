package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsResponse.Result;
import org.meterflow.gbcs.MeterAnswer.Values;

/** The results of an answer, each named by what stands at its place in the command. */
final class DlmsAnswer {

    private static final int VALUE = 2;

    private final List<DlmsTarget> targets;
    private final List<Result> results;
    private final RegistersRead registers;
    private final Unsealing unsealing;
    private final DlmsScales scales;

    private DlmsAnswer(List<DlmsTarget> targets, List<Result> results, Unsealing unsealing) {
        this.targets = targets;
        this.results = results;
        this.registers = new RegistersRead(targets, results);
        this.unsealing = unsealing;
        this.scales = DlmsScales.of(targets, results.stream().map(Result::data).toList());
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
            return DataPlaces.of("", ValueForm.UNKNOWN, result.data(), scales);
        }
        DlmsTarget target = targets.get(place);
        if (!target.sealed().isEmpty()) {
            return DataPlaces.of(target.name(), ValueForm.under("closed"), result.data(), scales);
        }
        if (RegistersRead.isScaler(target)) {
            return DataPlaces.scaler(target.name(), RegistersRead.valueForm(target), result.data(), scales);
        }
        DlmsData scaler = registers.scalerOf(target);
        return scaler == null || !DlmsValue.isScaler(scaler) || !(result.data() instanceof DlmsData.Numeric)
                ? DataPlaces.of(target.name(), registers.form(target, scales), result.data(), scales)
                : DlmsValue.scaled(target.name(), target.form(), result.data(), scaler, scales);
    }

    /** The attributes that an encrypted answer holds, once it is opened. */
    static NamedValue opened(List<DlmsTarget.Sealed> sealed, DlmsData plain) {
        List<NamedValue> named = new ArrayList<>();
        List<DlmsData> values = plain instanceof DlmsData.Structure all ? all.elements() : List.of();
        for (int i = 0; i < values.size(); i++) {
            DlmsTarget.Sealed part = sealed.get(Math.min(i, sealed.size() - 1));
            named.add(DataPlaces.of(name(part), form(part), values.get(i), DlmsScales.USUAL));
        }
        return NamedValue.group("", named);
    }

    private static String name(DlmsTarget.Sealed part) {
        return DlmsTarget.name(part.classId(), part.object(), VALUE);
    }

    private static ValueForm form(DlmsTarget.Sealed part) {
        return ValueForm.attribute(part.classId(), part.object(), VALUE);
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
            return isEmpty(result)
                    ? NamedValue.of(name, "")
                    : DlmsValue.read(name, ValueForm.UNKNOWN, result.data(), scales);
        }
        DlmsTarget target = targets.get(place);
        if (isEmpty(result)) {
            return NamedValue.of(target.name(), "");
        }
        if (!target.sealed().isEmpty()) {
            return opened(target, result.data());
        }
        if (RegistersRead.isScaler(target)) {
            return DlmsValue.unit(target.name(), RegistersRead.valueForm(target), result.data(), scales);
        }
        DlmsData scaler = registers.scalerOf(target);
        return scaler == null || !(result.data() instanceof DlmsData.Numeric)
                ? DlmsValue.read(target.name(), registers.form(target, scales), result.data(), scales)
                : DlmsValue.scaled(target.name(), target.form(), result.data(), scaler, scales);
    }

    private static boolean isEmpty(Result result) {
        return result.code() != DlmsResponse.SUCCESS || result.data() instanceof DlmsData.Null;
    }

    private NamedValue opened(DlmsTarget target, DlmsData answer) {
        byte[] plain = unsealing.open(SealedRead.sealedPart(answer));
        List<DlmsData> values = DlmsData.parse(Octets.owning(plain)).elements();
        List<NamedValue> named = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            DlmsTarget.Sealed part =
                    target.sealed().get(Math.min(i, target.sealed().size() - 1));
            named.add(DlmsValue.read(name(part), form(part), values.get(i), scales));
        }
        return named.size() == 1 ? named.get(0) : NamedValue.group(target.name(), named);
    }
}
