package org.meterflow.metering.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.metering.gbcs.MeterAnswer.Values;

/** What a device's answer or alert says, as a tree of names, values and units for people and programs. */
public final class NamedValues {

    private NamedValues() {}

    /**
     * The message's values under the name of its use case, or of the alert.
     *
     * @throws MalformedGbcs when it is no answer or alert in a known form, or does not open
     */
    public static NamedValue of(GbcsMessage message, Unsealing unsealing) {
        return switch (message.kind()) {
            case RESPONSE -> answer(message, unsealing);
            case ALERT -> alert(message);
            default -> throw new MalformedGbcs("A %s carries no values of a device".formatted(message.kind()));
        };
    }

    private static NamedValue answer(GbcsMessage response, Unsealing unsealing) {
        UseCase useCase = UseCase.ofCode(response.messageCode())
                .orElseThrow(() -> new MalformedGbcs(
                        "The catalogue of use cases has no code %04X".formatted(response.messageCode())));
        List<NamedValue> items = new ArrayList<>();
        for (Values.Item item : useCase.values(response, unsealing).items()) {
            NamedValue value = item.value();
            boolean bare = value.value().isEmpty() && value.children().isEmpty();
            items.add(bare ? NamedValue.of(value.name(), item.result()) : value);
        }
        String title = MessageCodes.of(useCase.code())
                .map(MessageCodes.MessageCode::title)
                .orElse(useCase.title());
        return NamedValue.group(title, items);
    }

    private static NamedValue alert(GbcsMessage message) {
        GbcsAlert alert = GbcsAlert.of(message);
        List<NamedValue> said = new ArrayList<>();
        said.add(NamedValue.of("Alert code", "%04X".formatted(alert.code())));
        if (alert.at() != null) {
            said.add(NamedValue.of("Time", alert.at().toString()));
        }
        if (!message.payload().isEmpty() && message.payload().at(0) == DlmsNotification.TAG) {
            List<DlmsData> all =
                    DlmsNotification.parse(message.payload()).content().elements();
            List<ValueForm> forms = ValueForm.ofAlert(message.messageCode())
                    .map(ValueForm::fields)
                    .orElse(List.of());
            said.addAll(DlmsValue.fields(forms, all.subList(Math.min(2, all.size()), all.size())));
        }
        return NamedValue.group(
                AlertCodes.name(alert.code()).orElseGet(() -> "Alert %04X".formatted(alert.code())), said);
    }
}
