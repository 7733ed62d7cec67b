package org.meterflow.gbcs;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

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
            return NamedValue.of(name, bits(form.kind(), bits));
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
            case "time" -> NamedValue.of(name, time(value));
            case "event" -> NamedValue.of(name, event((int) value));
            case "controller" -> NamedValue.of(name, controller(value));
            case "tariffScript" -> NamedValue.of(name, tariffScript(value));
            default ->
                WITHOUT_UNIT.contains(form.kind()) || form.isPrice()
                        ? NamedValue.of(name, plain(number))
                        : NamedValue.quantity(name, form.kind(), value);
        };
    }

    private static String plain(DlmsData.Numeric number) {
        return number.type().isSigned() ? Long.toString(number.value()) : Long.toUnsignedString(number.value());
    }

    /** Which prices begin to hold (GBCS, tariff script table). */
    private static String tariffScript(long script) {
        if (script >= 1 && script <= 48) {
            return "period " + script;
        }
        if (script >= 101 && script <= 108) {
            return "blocks of period " + (script - 100);
        }
        return script >= 201 && script <= 204 ? "second element, period " + (script - 200) : String.valueOf(script);
    }

    /** Which controller, and what it is to do (GBCS, script tables of auxiliary controllers). */
    private static String controller(long script) {
        String number = "controller " + (script >> 8 & 0x0F) + ", ";
        int told = (int) script & 0xFF;
        return switch ((int) (script >> 12)) {
            case 0 ->
                switch (told) {
                    case 0x01, 0x11 -> number + "on";
                    case 0x02, 0x12 -> number + "off";
                    case 0x20 -> number + "reset";
                    default -> String.valueOf(script);
                };
            case 1 -> number + "output, level " + (told & 0x7F);
            case 2 -> number + "input, level " + (told & 0x7F);
            default -> String.valueOf(script);
        };
    }

    /** In seconds since 2000, in as many as 32 bits. */
    private static String time(long seconds) {
        return seconds < 0 || seconds > 0xFFFFFFFFL
                ? String.valueOf(seconds)
                : DlmsTime.since2000(seconds).toString();
    }

    static String event(int code) {
        String hex = "%04X".formatted(code);
        return AlertCodes.name(code).map(said -> hex + " " + said).orElse(hex);
    }

    private static String text(String kind, DlmsData.Text text) {
        Octets octets = text.octets();
        if (text.type() != DlmsData.TextType.OCTETS || kind.equals("text")) {
            return new String(octets.bytes(), StandardCharsets.UTF_8);
        }
        return switch (kind) {
            case "time", "moment" -> time(octets);
            case "party" -> octets.length() == 8 ? Eui64.of(octets.bytes()).value() : octets.hex();
            case "object" -> octets.length() == 6 ? object(new Obis(octets)) : octets.hex();
            case "dated" -> dated(octets);
            default -> octets.hex();
        };
    }

    private static String object(Obis object) {
        return ObjectNames.of(object).orElseGet(object::toString);
    }

    /** A moment (12 bytes), a date (5) or a time of day (4), in which any part may be open. */
    private static String time(Octets octets) {
        OctetReader reader = new OctetReader(octets.shared());
        return switch (octets.length()) {
            case 12 -> {
                if (octets.equals(DlmsTime.NOW) || octets.equals(DlmsTime.NEVER)) {
                    yield octets.equals(DlmsTime.NOW) ? "now" : "never";
                }
                Instant time = DlmsTime.instant(octets);
                yield time == null ? date(reader) + " " + timeOfDay(reader) : time.toString();
            }
            case 5 -> date(reader);
            case 4 -> timeOfDay(reader);
            default -> octets.hex();
        };
    }

    private static String date(OctetReader reader) {
        int year = reader.u16("year");
        String date = "%s-%s-%s".formatted(year == 0xFFFF ? "*" : String.valueOf(year), open(reader), open(reader));
        int dayOfWeek = reader.u8("day of week");
        return dayOfWeek == 0xFF ? date : date + " weekday " + dayOfWeek;
    }

    private static String timeOfDay(OctetReader reader) {
        return "%s:%s:%s".formatted(open(reader), open(reader), open(reader));
    }

    private static String open(OctetReader reader) {
        int part = reader.u8("a part of a time");
        return part == 0xFF ? "*" : String.format(Locale.ROOT, "%02d", part);
    }

    private static String bits(String kind, DlmsData.BitString bits) {
        return switch (kind) {
            case "supplierEvents" -> events(0x8100, bits);
            case "weekdays" -> weekdays(bits);
            case "networkEvents" -> events(0x8000, bits);
            default -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < bits.count(); i++) {
                    text.append(isSet(bits, i) ? '1' : '0');
                }
                yield text.toString();
            }
        };
    }

    private static String weekdays(DlmsData.BitString bits) {
        List<String> days = new ArrayList<>();
        for (int i = 0; i < Math.min(bits.count(), WEEKDAYS.size()); i++) {
            if (isSet(bits, i)) {
                days.add(WEEKDAYS.get(i));
            }
        }
        return days.isEmpty() ? "none" : String.join(" ", days);
    }

    /** The last bit is the event whose code ends with 00. */
    private static String events(int first, DlmsData.BitString bits) {
        List<String> codes = new ArrayList<>();
        for (int place = 0; place < Math.min(bits.count(), 256); place++) {
            if (isSet(bits, bits.count() - 1 - place)) {
                codes.add("%04X".formatted(first + place));
            }
        }
        return String.join(" ", codes);
    }

    private static boolean isSet(DlmsData.BitString bits, int place) {
        return (bits.octets().at(place / 8) & 0x80 >> place % 8) != 0;
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
