package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.DlmsRequest.Item;
import org.meterflow.gbcs.DlmsRequest.Verb;

/**
 * What stands at each place of a message of an electricity meter or hub: names, readings and units in the very nesting
 * of the data they explain, so that they can be written beside it. Where nothing is known, the name is empty.
 */
public final class DlmsPlaces {

    private static final String SCALER = "scaler";

    private DlmsPlaces() {}

    /**
     * An item of a command.
     *
     * @param name what it is about
     * @param unit what its numbers count, as far as the format says; empty where they count nothing, or several things
     * @param told beside what is written, or what a call is given
     * @param selected beside the selection of what is read
     */
    public record Asked(String name, String unit, NamedValue told, NamedValue selected) {}

    /** Beside each item of a command. */
    public static List<Asked> ofCommand(DlmsRequest command) {
        List<DlmsTarget> targets = command.items().stream()
                .map(item ->
                        DlmsTarget.of(item.verb(), item.classId(), item.object().toString(), item.member()))
                .toList();
        DlmsScales scales =
                DlmsScales.of(targets, command.items().stream().map(Item::data).toList());
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            asked.add(asked(targets.get(i), command.items().get(i), scales));
        }
        return asked;
    }

    private static Asked asked(DlmsTarget target, Item item, DlmsScales scales) {
        ValueForm form = target.told(scales);
        DlmsData selection = item.selection() == null ? DlmsData.NULL : item.selection();
        return new Asked(
                target.name(),
                form.unit(scales),
                of(target.name(), form, item.data(), scales),
                of("", ValueForm.under("range"), selection, scales));
    }

    /** Beside each result of an answer. */
    public static List<NamedValue> ofAnswer(int messageCode, DlmsResponse answer) {
        int count = answer.results().size();
        List<DlmsTarget> targets = UseCases.allOfCode(messageCode).stream()
                .map(useCase ->
                        useCase.template() instanceof DlmsTemplate dlms ? dlms.targets(count) : List.<DlmsTarget>of())
                .filter(found -> !found.isEmpty() && haveVerbsOf(found, answer))
                .findFirst()
                .orElse(List.of());
        return DlmsAnswer.beside(targets, answer.results());
    }

    private static boolean haveVerbsOf(List<DlmsTarget> targets, DlmsResponse answer) {
        for (int i = 0; i < targets.size(); i++) {
            Verb asked = targets.get(i).verb();
            if (answer.results().get(i).verb() != (asked == Verb.SELECT ? Verb.GET : asked)) {
                return false;
            }
        }
        return true;
    }

    /** Beside the content of an alert. */
    public static NamedValue ofAlert(int messageCode, DlmsNotification alert) {
        List<ValueForm> forms = new ArrayList<>(ValueForm.under("alert").fields());
        ValueForm.ofAlert(messageCode).ifPresent(form -> forms.addAll(form.fields()));
        return NamedValue.group("", fields(forms, elements(alert.content()), DlmsScales.USUAL));
    }

    /** Beside what was encrypted in an answer or alert, once it is opened. */
    public static NamedValue ofOpened(GbcsMessage message, DlmsData plain) {
        int code = message.messageCode();
        if (message.kind() == GbcsMessage.Kind.ALERT) {
            List<ValueForm> forms =
                    ValueForm.under("opened %04X".formatted(code)).fields();
            return NamedValue.group("", fields(forms, elements(plain), DlmsScales.USUAL));
        }
        List<DlmsTarget.Sealed> sealed = UseCases.allOfCode(code).stream()
                .filter(useCase -> useCase.template() instanceof DlmsTemplate)
                .flatMap(useCase -> ((DlmsTemplate) useCase.template()).targets().stream())
                .flatMap(target -> target.sealed().stream())
                .toList();
        return sealed.isEmpty() ? of("", ValueForm.UNKNOWN, plain, DlmsScales.USUAL) : DlmsAnswer.opened(sealed, plain);
    }

    static NamedValue of(String name, ValueForm form, DlmsData data, DlmsScales scales) {
        if (form.isPrices()) {
            return prices(name, form, data, scales);
        }
        if (data instanceof DlmsData.Structure structure) {
            List<ValueForm> fields =
                    form.fieldsFor(form.fields(), structure.elements().size());
            return NamedValue.group(name, fields(fields, structure.elements(), scales));
        }
        if (data instanceof DlmsData.Array || data instanceof DlmsData.CompactArray) {
            return NamedValue.group(
                    name,
                    elements(data).stream()
                            .map(element -> element(form, element, scales))
                            .toList());
        }
        return DlmsScalar.read(name, form, data, scales);
    }

    private static NamedValue element(ValueForm form, DlmsData element, DlmsScales scales) {
        if (element instanceof DlmsData.Structure row) {
            return NamedValue.group(
                    "", fields(form.fieldsFor(form.rows(), row.elements().size()), row.elements(), scales));
        }
        return of("", form.each() ? form : ValueForm.UNKNOWN, element, scales);
    }

    private static List<DlmsData> elements(DlmsData data) {
        if (data instanceof DlmsData.CompactArray compact) {
            return compact.rows();
        }
        return data instanceof DlmsData.Array || data instanceof DlmsData.Structure ? data.elements() : List.of();
    }

    /** A scaler that follows a value says what that value is worth. */
    private static List<NamedValue> fields(List<ValueForm> forms, List<DlmsData> elements, DlmsScales scales) {
        List<NamedValue> named = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            ValueForm form = i < forms.size() ? forms.get(i) : ValueForm.UNKNOWN;
            DlmsData data = elements.get(i);
            if (form.kind().equals(SCALER)
                    && i > 0
                    && DlmsValue.isScaler(data)
                    && elements.get(i - 1) instanceof DlmsData.Numeric) {
                ValueForm before = forms.get(i - 1);
                named.set(i - 1, DlmsValue.scaled(named.get(i - 1).name(), before, elements.get(i - 1), data, scales));
                named.add(scaler(form.name(), before, data, scales));
            } else {
                named.add(of(form.name(), form, data, scales));
            }
        }
        return named;
    }

    /** A power of ten and a unit, or whatever stands in their place. */
    static NamedValue scaler(String name, ValueForm value, DlmsData data, DlmsScales scales) {
        if (!DlmsValue.isScaler(data)) {
            return of(name, ValueForm.UNKNOWN, data, scales);
        }
        NamedValue unit = DlmsValue.unit(name, value, data, scales);
        return new NamedValue(
                name,
                unit.value(),
                unit.unit(),
                List.of(
                        NamedValue.of("Power of ten", String.valueOf(data.at(0).number())),
                        NamedValue.of("Unit", DlmsUnits.word(data.at(1).number(), value, scales))));
    }

    /** The parts of a charge (class 113) as they stand: its scales, what it is for, the table of prices. */
    private static NamedValue prices(String name, ValueForm form, DlmsData data, DlmsScales scales) {
        NamedValue charge = of(name, ValueForm.under("charge"), data, scales);
        if (!ChargeTable.isOne(data)) {
            return charge;
        }
        List<NamedValue> table = data.at(2).elements().stream()
                .map(entry -> ChargeTable.places(form, data, entry, scales))
                .toList();
        List<NamedValue> parts = new ArrayList<>(charge.children());
        parts.set(2, NamedValue.group(parts.get(2).name(), table));
        return NamedValue.group(name, parts);
    }
}
