package org.meterflow.gbcs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What each message code stands for, alerts included, whether or not the platform itself uses it (GBCS 20). */
public final class MessageCodes {

    private static final Map<Integer, MessageCode> ALL = load();

    private MessageCodes() {}

    /** Whether commands of a use case are signed. */
    public enum Criticality {
        YES,
        NO,
        /** Some are, depending on who sends them. */
        EITHER,
        /** There are no commands, only alerts. */
        ALERT
    }

    /** @param useCase its short name, such as ECS17b */
    public record MessageCode(int code, String useCase, String title, Criticality critical) {}

    public static Optional<MessageCode> of(int code) {
        return Optional.ofNullable(ALL.get(code));
    }

    private static Map<Integer, MessageCode> load() {
        Map<String, Map<String, Object>> rows = CodeTable.load("message-codes.yaml");
        Map<Integer, MessageCode> all = new HashMap<>();
        rows.forEach((key, row) -> {
            int code = Integer.parseInt(key, 16);
            Criticality critical =
                    Criticality.valueOf(CodeTable.text(row, "critical").toUpperCase(java.util.Locale.ROOT));
            all.put(
                    code,
                    new MessageCode(code, CodeTable.text(row, "useCase"), CodeTable.text(row, "title"), critical));
        });
        return Map.copyOf(all);
    }
}
