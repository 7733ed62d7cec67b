package org.meterflow.gbcs;

/** What the numbers of scripts stand for (GBCS, script tables). */
final class ScriptWords {

    private ScriptWords() {}

    /** Which prices begin to hold (GBCS, tariff script table). */
    static String tariffScript(long script) {
        if (script >= 1 && script <= 48) {
            return "period " + script;
        }
        if (script >= 101 && script <= 108) {
            return "blocks of period " + (script - 100);
        }
        return script >= 201 && script <= 204 ? "second element, period " + (script - 200) : String.valueOf(script);
    }

    /** Which controller, and what it is to do (GBCS, script tables of auxiliary controllers). */
    static String controller(long script) {
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
}
