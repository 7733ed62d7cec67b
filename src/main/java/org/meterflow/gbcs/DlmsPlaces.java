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
                DataPlaces.of(target.name(), form, item.data(), scales),
                DataPlaces.of("", ValueForm.under("range"), selection, scales));
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
        return NamedValue.group("", DataPlaces.fields(forms, DataPlaces.elements(alert.content()), DlmsScales.USUAL));
    }

    /** Beside what was encrypted in an answer or alert, once it is opened. */
    public static NamedValue ofOpened(GbcsMessage message, DlmsData plain) {
        int code = message.messageCode();
        if (message.kind() == GbcsMessage.Kind.ALERT) {
            List<ValueForm> forms =
                    ValueForm.under("opened %04X".formatted(code)).fields();
            return NamedValue.group("", DataPlaces.fields(forms, DataPlaces.elements(plain), DlmsScales.USUAL));
        }
        List<DlmsTarget.Sealed> sealed = UseCases.allOfCode(code).stream()
                .filter(useCase -> useCase.template() instanceof DlmsTemplate)
                .flatMap(useCase -> ((DlmsTemplate) useCase.template()).targets().stream())
                .flatMap(target -> target.sealed().stream())
                .toList();
        return sealed.isEmpty()
                ? DataPlaces.of("", ValueForm.UNKNOWN, plain, DlmsScales.USUAL)
                : DlmsAnswer.opened(sealed, plain);
    }
}
