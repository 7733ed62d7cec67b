package org.meterflow.gbcs;

/** The status of an attribute or a command, in words (ZigBee ZCL 2). */
public final class ZclStatus {

    private ZclStatus() {}

    /** What a status says. */
    public static String meaning(int status) {
        return switch (status) {
            case Zcl.SUCCESS -> "success";
            case Zcl.FAILURE -> "not executed, or failure";
            case 0x7E -> "not authorised";
            case 0x80 -> "malformed command";
            case 0x81, 0x82 -> "no such command";
            case 0x85 -> "invalid field";
            case Zcl.UNSUPPORTED_ATTRIBUTE -> "no such attribute";
            case 0x87 -> "invalid value";
            case 0x88 -> "read only";
            case 0x89 -> "no room";
            case 0x8A -> "there already";
            case Zcl.NOT_FOUND -> "not found";
            case 0x8D -> "value of another type";
            case 0x94 -> "timed out";
            case Zcl.HARDWARE_FAILURE -> "hardware fault";
            case 0xC1 -> "software fault";
            default -> "status %02X".formatted(status);
        };
    }
}
