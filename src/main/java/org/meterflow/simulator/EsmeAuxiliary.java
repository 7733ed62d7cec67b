package org.meterflow.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meterflow.gbcs.DlmsData;
import org.meterflow.gbcs.DlmsResponse;
import org.meterflow.gbcs.DlmsTime;
import org.meterflow.gbcs.DlmsType;
import org.meterflow.gbcs.Octets;
import org.meterflow.gbcs.TrustCell.RemoteParty;

/** The five auxiliary controllers of an electricity meter and the boost button: descriptions, calendar, state. */
final class EsmeAuxiliary {

    private static final int CONTROLLERS = 5;
    private static final int FIRST_PARAMETERS = 117;
    /** Bits of the scripts for proportional controllers: what the load feeds in, or what it draws. */
    private static final int OUTPUT = 0x1000;

    private static final int INPUT = 0x2000;
    private static final int PROPORTIONAL = OUTPUT | INPUT;
    private static final int FULL = 100;
    private static final int RESET = 0;
    private static final int ACTIVATE = 1;
    private static final int DEACTIVATE = 2;
    private static final int LIMITED = 0x0121;
    private static final int LIMITED_ALERT = 0x8F86;

    private EsmeAuxiliary() {}

    static void addTo(ObjectModel<Esme> model) {
        for (int number = 1; number <= CONTROLLERS; number++) {
            controller(model, number);
        }
        model.passive("11 0-1:11.0.3.255 2", Shapes.SPECIAL_DAYS);
        model.active("11 0-0:11.0.3.255 2", (esme, now) -> DlmsData.array());
        model.activation("9000 0-0:94.44.128.26 6", "11 0-1:11.0.3.255 2", "11 0-0:11.0.3.255 2");
        model.passive("10 0-1:12.0.2.255 2", Shapes.SCHEDULE);
        model.active("10 0-0:12.0.2.255 2", (esme, now) -> DlmsData.array());
        model.activation("9000 0-0:94.44.128.35 6", "10 0-1:12.0.2.255 2", "10 0-0:12.0.2.255 2");
        model.method("9 0-0:10.0.103.255 1", Shapes.U16, EsmeAuxiliary::control);
        model.method("9 0-0:10.0.107.255 1", Shapes.U16, EsmeAuxiliary::limit);
        model.kept("1 0-0:94.44.7.255 2", DlmsData.bool(true));
    }

    private static void controller(ObjectModel<Esme> model, int number) {
        model.kept("1 0-0:94.44.0.%s 2".formatted(10 + number), Shapes.VISIBLE);
        model.kept("1 0-0:94.44.0.%s 2".formatted(20 + number), DlmsData.octets(Octets.of(new byte[8])));
        model.computed(
                "1 0-0:94.44.0.%s 2".formatted(30 + number),
                (esme, now) -> new DlmsData.Text(DlmsType.TextType.UTF8, Octets.NONE));
        model.kept("1 0-0:94.44.6.%s 2".formatted(number), Shapes.BOOL);
        String switched = "70 0-%s:96.3.10.255 2".formatted(number);
        model.computed(switched, (esme, now) -> DlmsData.bool(isOn(esme, number, now)));
        for (int parameter = 1; parameter <= 4; parameter++) {
            String name = "1 0-0:94.44.%s.%s 2".formatted(FIRST_PARAMETERS - 1 + number, parameter);
            model.written(name, null, ObjectModel.keep(name));
        }
    }

    private static String name(int number) {
        return "controller." + number;
    }

    private static String limitName(int number, String direction) {
        return "controller.limit.%s.%s".formatted(number, direction);
    }

    private static String direction(int code) {
        return (code & INPUT) != 0 ? "in" : "out";
    }

    /** A commanded state ends by itself, and a limit to nothing holds whatever was commanded. */
    static boolean isOn(Esme esme, int number, Instant now) {
        String written = esme.memory.get(name(number));
        if (written == null) {
            return false;
        }
        String[] parts = written.split(" ");
        boolean commanded = parts[0].equals("1") && now.toEpochMilli() < Long.parseLong(parts[1]);
        return commanded && (parts.length < 3 || allowed(esme, number, parts[2], now) > 0);
    }

    /** The highest level, in percent, that a load controller leaves. */
    private static int allowed(Esme esme, int number, String direction, Instant now) {
        String written = esme.memory.get(limitName(number, direction));
        if (written == null) {
            return FULL;
        }
        String[] parts = written.split(" ");
        boolean holds = now.toEpochMilli() >= Long.parseLong(parts[1]) && now.toEpochMilli() < Long.parseLong(parts[2]);
        return holds ? Integer.parseInt(parts[0]) : FULL;
    }

    private static @Nullable DlmsData parameter(Esme esme, int number, int parameter) {
        return esme.memory.data("1 0-0:94.44.%s.%s 2".formatted(FIRST_PARAMETERS - 1 + number, parameter));
    }

    private static Outcome control(Esme esme, DlmsData script, Task task) {
        int code = (int) script.number();
        boolean proportional = (code & PROPORTIONAL) != 0;
        int number = code >> 8 & 0x0F;
        if (number < 1 || number > CONTROLLERS) {
            return Outcome.refused(DlmsResponse.OTHER_REASON);
        }
        int action = proportional ? (code & 0xFF) > 0 ? ACTIVATE : DEACTIVATE : code >> 4 & 0x0F;
        Instant now = task.now();
        switch (action) {
            case ACTIVATE, DEACTIVATE -> {
                Instant end = end(parameter(esme, number, action == DEACTIVATE && !proportional ? 2 : 1), now);
                Instant commandedEnd = proportional ? end(parameter(esme, number, 2), now) : end;
                esme.memory.put(
                        name(number),
                        (action == ACTIVATE ? "1 " : "0 ")
                                + commandedEnd.toEpochMilli()
                                + (proportional ? " " + direction(code) : ""));
            }
            case RESET -> esme.memory.remove(name(number));
            default -> {
                // further states of a controller that have no end of their own
                esme.memory.put(name(number), "0 " + now.toEpochMilli());
            }
        }
        new EventLog(esme.memory, EventLog.AUXILIARY).add(now, code, action, number);
        return Outcome.DONE;
    }

    /** Minutes from now, or a moment. */
    private static Instant end(@Nullable DlmsData until, Instant now) {
        if (until instanceof DlmsData.Numeric minutes) {
            return now.plusSeconds(60 * minutes.value());
        }
        Instant moment = until instanceof DlmsData.Text text && text.octets().length() == 12
                ? DlmsTime.instant(text.octets())
                : null;
        return moment == null ? now : moment;
    }

    private static Outcome limit(Esme esme, DlmsData script, Task task) {
        int code = (int) script.number();
        int number = code >> 8 & 0x0F;
        DlmsData from = parameter(esme, number, 3);
        DlmsData to = parameter(esme, number, 4);
        if ((code & PROPORTIONAL) == 0 || number < 1 || number > CONTROLLERS || from == null || to == null) {
            return Outcome.refused(DlmsResponse.OTHER_REASON);
        }
        esme.memory.put(
                limitName(number, direction(code)),
                "%s %s %s"
                        .formatted(
                                code & 0xFF,
                                end(from, task.now()).toEpochMilli(),
                                end(to, task.now()).toEpochMilli()));
        new EventLog(esme.memory, EventLog.AUXILIARY).add(task.now(), code, ACTIVATE, number);
        task.alerts()
                .say(Announcement.dlms(
                        LIMITED,
                        LIMITED_ALERT,
                        RemoteParty.SUPPLIER,
                        true,
                        DlmsData.u8(number),
                        from,
                        to,
                        DlmsData.u8(code & 0xFF)));
        return Outcome.DONE;
    }
}
