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
            case ALERT -> alert(message, unsealing);
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

    private static NamedValue alert(GbcsMessage message, Unsealing unsealing) {
        GbcsAlert alert = GbcsAlert.of(message);
        List<NamedValue> said = new ArrayList<>();
        said.add(NamedValue.of("Alert code", "%04X".formatted(alert.code())));
        if (alert.at() != null) {
            said.add(NamedValue.of("Time", alert.at().toString()));
        }
        said.addAll(content(message, unsealing));
        return NamedValue.group(
                AlertCodes.name(alert.code()).orElseGet(() -> "Alert %04X".formatted(alert.code())), said);
    }

    /** What follows the alert's code and time. */
    private static List<NamedValue> content(GbcsMessage message, Unsealing unsealing) {
        Octets payload = message.payload();
        return switch (payload.at(0)) {
            case DlmsNotification.TAG -> {
                List<DlmsData> all = DlmsNotification.parse(payload).content().elements();
                List<ValueForm> forms = ValueForm.ofAlert(message.messageCode())
                        .map(ValueForm::fields)
                        .orElse(List.of());
                yield DlmsValue.fields(forms, all.subList(Math.min(2, all.size()), all.size()));
            }
            case Der.SEQUENCE -> Asn1Values.alert(message.messageCode(), Der.parse(payload));
            default -> GasValues.alert(payload, unsealing);
        };
    }
}
