package org.meterflow.gbcs;

import org.jspecify.annotations.Nullable;

/**
 * What a gas meter or proxy says unasked (GBCS 7.2.10).
 *
 * @param time in seconds since 2000
 * @param content what follows, in a form of the use case's own; null when the alert says nothing more
 */
public record GbzAlert(int code, long time, @Nullable Octets content) {

    private static final int PROFILE = 0x0109;

    public static GbzAlert parse(Octets payload) {
        OctetReader reader = new OctetReader(payload.shared());
        if (reader.u16("the profile") != PROFILE) {
            throw new MalformedGbcs("A gas payload begins with 0109");
        }
        int more = reader.u8("whether more follows");
        int code = reader.u16("the alert's code");
        long time = reader.u32("the alert's time");
        if (more > 1 || more == 0 && reader.remaining() > 0) {
            throw new MalformedGbcs("An alert says 01 when more follows and else 00, not %02X".formatted(more));
        }
        return new GbzAlert(code, time, more == 0 ? null : reader.octets(reader.remaining(), "content"));
    }

    public Octets encode() {
        OctetWriter writer = new OctetWriter().u16(PROFILE).u8(content == null ? 0 : 1);
        writer.u16(code).u32(time);
        return content == null ? writer.toOctets() : writer.put(content).toOctets();
    }

    /** The content as the one cluster message it may be, as in an alert with billing data. */
    public static Gbz.Component component(Octets content) {
        OctetReader reader = new OctetReader(content.shared());
        Gbz.Component component = Gbz.Component.read(reader, true);
        reader.expectEnd("the component");
        return component;
    }

    public static Octets content(Gbz.Component component) {
        OctetWriter writer = new OctetWriter();
        component.write(writer, true);
        return writer.toOctets();
    }
}
