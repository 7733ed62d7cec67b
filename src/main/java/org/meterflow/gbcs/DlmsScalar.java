package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.meterflow.identifier.Eui64;

/** A single value of an electricity meter or hub in words: what it is worth, when it was, whom it names. */
final class DlmsScalar {

    private static final int MONEY_SCALE = 5;

    private static final Set<String> WITHOUT_UNIT = Set.of(
            "",
            "number",
            "truth",
            "hex",
            "text",
            "time",
            "moment",
            "party",
            "object",
            "event",
            "bits",
            "weekdays",
            "firmware",
            "supplierEvents",
            "networkEvents",
            "dated",
            "controller",
            "tariffScript",
            "scaler",
            "value");

    private DlmsScalar() {}

    /** What the numbers of a form count; empty where they count nothing. */
    static String unit(ValueForm form, DlmsScales scales) {
        if (WITHOUT_UNIT.contains(form.kind())) {
            return "";
        }
        if (form.kind().equals("money")) {
            return scales.currency();
        }
        return form.isPrice() ? scales.each(form.priced()) : form.kind().split(" ")[0];
    }

    static NamedValue read(String name, ValueForm form, DlmsData data, DlmsScales scales) {
        if (data instanceof DlmsData.Null) {
            return NamedValue.of(name, "");
        }
        if (data instanceof DlmsData.Bool bool) {
            return NamedValue.of(name, form.words().getOrDefault((long) bool.octet(), String.valueOf(bool.isTrue())));
        }
        if (data instanceof DlmsData.BitString bits) {
            return NamedValue.of(name, BitWords.of(form.kind(), bits));
        }
        if (data instanceof DlmsData.Numeric numeric) {
            return number(name, form, numeric, scales);
        }
        if (data instanceof DlmsData.Text text) {
            return NamedValue.of(name, text(form.kind(), text));
        }
        return NamedValue.of(name, data.toString());
    }

    private static NamedValue number(String name, ValueForm form, DlmsData.Numeric number, DlmsScales scales) {
        long value = number.value();
        String word = form.words().get(value);
        if (word != null) {
            return NamedValue.of(name, word);
        }
        return switch (form.kind()) {
            case "money" ->
                NamedValue.of(name, BigDecimal.valueOf(value, MONEY_SCALE).toPlainString(), scales.currency());
            case "time" -> NamedValue.of(name, OpenTimes.seconds(value));
            case "event" -> NamedValue.of(name, event((int) value));
            case "controller" -> NamedValue.of(name, ScriptWords.controller(value));
            case "tariffScript" -> NamedValue.of(name, ScriptWords.tariffScript(value));
            default ->
                WITHOUT_UNIT.contains(form.kind()) || form.isPrice()
                        ? NamedValue.of(name, plain(number))
                        : NamedValue.quantity(name, form.kind(), value);
        };
    }

    private static String plain(DlmsData.Numeric number) {
        return number.type().isSigned() ? Long.toString(number.value()) : Long.toUnsignedString(number.value());
    }

    static String event(int code) {
        String hex = "%04X".formatted(code);
        return AlertCodes.name(code).map(said -> hex + " " + said).orElse(hex);
    }

    private static String text(String kind, DlmsData.Text text) {
        Octets octets = text.octets();
        if (text.type() != DlmsType.TextType.OCTETS || kind.equals("text")) {
            return new String(octets.bytes(), StandardCharsets.UTF_8);
        }
        return switch (kind) {
            case "time", "moment" -> OpenTimes.words(octets);
            case "party" -> octets.length() == 8 ? Eui64.of(octets.bytes()).value() : octets.hex();
            case "object" -> octets.length() == 6 ? object(new Obis(octets)) : octets.hex();
            case "dated" -> dated(octets);
            default -> octets.hex();
        };
    }

    private static String object(Obis object) {
        return ObjectNames.of(object).orElseGet(object::toString);
    }

    /** Message code, originator counter, class, object and attribute of what a dated command changed. */
    private static String dated(Octets octets) {
        if (octets.length() != 19) {
            return octets.hex();
        }
        OctetReader reader = new OctetReader(octets.shared());
        int code = reader.u16("a message code");
        String counter = Long.toUnsignedString(reader.i64("a counter"));
        reader.u16("a class");
        Obis object = new Obis(reader.octets(6, "an object"));
        String useCase = UseCase.ofCode(code).map(UseCase::name).orElse("%04X".formatted(code));
        return "%s, counter %s: %s, attribute %s"
                .formatted(useCase, counter, object(object), reader.u8("an attribute"));
    }
}
