package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.meterflow.gbcs.Gbz.Component;
import org.meterflow.gbcs.MeterAnswer.Values;

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

    /**
     * What a device is told in ASN.1, under names.
     *
     * @throws MalformedGbcs when it is no such command, or one of another form
     */
    public static List<NamedValue> ofCommand(GbcsMessage command) {
        if (command.kind() != GbcsMessage.Kind.COMMAND
                || MessageCodes.of(command.messageCode()).isEmpty()) {
            throw new MalformedGbcs("%04X is no command that is known".formatted(command.messageCode()));
        }
        return Asn1Commands.of(command.messageCode(), command.payload());
    }

    /**
     * What stands in one cluster message of a gas meter or proxy, field by field; a default response says what it
     * answers.
     *
     * @param all that came with it, of which one may say by what volumes are to be divided
     */
    public static NamedValue ofComponent(List<Component> all, Component component) {
        return new GasValues(all).item(component).value();
    }

    /** The names of what an encrypted cluster message holds, as far as the command that it answers tells. */
    public static List<String> inClosed(int messageCode, Component component) {
        return GasValues.closed(messageCode, component);
    }

    /**
     * A register's value in its unit.
     *
     * @param scalerAndUnit the power of ten, and the unit as IEC 62056-6-2 numbers it
     * @throws MalformedGbcs when it is no power of ten, or no unit
     */
    public static NamedValue ofRegister(String name, DlmsData value, DlmsData scalerAndUnit) {
        return DlmsValue.scaled(name, ValueForm.UNKNOWN, value, scalerAndUnit, DlmsScales.USUAL);
    }

    private static NamedValue answer(GbcsMessage response, Unsealing unsealing) {
        int code = response.messageCode();
        List<NamedValue> items = new ArrayList<>();
        for (Values.Item item : values(response, unsealing).items()) {
            NamedValue value = item.value();
            boolean bare = value.value().isEmpty() && value.children().isEmpty();
            if (!bare && item.code() != 0 && !value.value().equals(item.result())) {
                items.add(NamedValue.of("Result", item.result()));
            }
            items.add(bare ? NamedValue.of(value.name(), item.result()) : value);
        }
        String title = MessageCodes.of(code)
                .map(MessageCodes.MessageCode::title)
                .or(() -> UseCase.ofCode(code).map(UseCase::title))
                .orElseGet(() -> "%04X".formatted(code));
        return NamedValue.group(title, items);
    }

    /** Answers in ASN.1 may be to commands that this platform never sends. */
    private static Values values(GbcsMessage response, Unsealing unsealing) {
        int code = response.messageCode();
        UseCase useCase = UseCase.ofCode(code).orElse(null);
        if (useCase != null) {
            return useCase.values(response, unsealing);
        }
        if (MessageCodes.of(code).isEmpty()) {
            throw new MalformedGbcs("The catalogue of use cases has no code %04X".formatted(code));
        }
        return Asn1Values.answer(code, Der.parse(response.payload()));
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
                List<NamedValue> said = new ArrayList<>(
                        DlmsValue.fields(forms, all.subList(Math.min(2, all.size()), all.size()), DlmsScales.USUAL));
                said.addAll(opened(message.messageCode(), all, unsealing));
                yield said;
            }
            case Der.SEQUENCE -> Asn1Alerts.of(message.messageCode(), Der.parse(payload));
            default -> GasAlerts.of(payload, unsealing);
        };
    }

    /** What an alert says encrypted as its last, for whoever can read it; nothing where the reader has no key. */
    private static List<NamedValue> opened(int code, List<DlmsData> all, Unsealing unsealing) {
        ValueForm form = ValueForm.under("opened %04X".formatted(code));
        if (form == ValueForm.UNKNOWN || unsealing == Unsealing.NONE || all.isEmpty()) {
            return List.of();
        }
        byte[] plain = unsealing.open(all.get(all.size() - 1).text());
        return DlmsValue.fields(
                form.fields(), DlmsData.parse(Octets.owning(plain)).elements(), DlmsScales.USUAL);
    }
}
