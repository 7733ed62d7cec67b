package org.meterflow.gbcs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gas meter's or proxy's commands and answers: ZigBee cluster messages one after the other (GBCS 7.2.10). */
public record Gbz(List<Component> components) {

    private static final int PROFILE = 0x0109;
    private static final int LAST = 0x01;
    private static final int SEALED = 0x02;
    private static final int FROM = 0x10;

    public Gbz {
        components = List.copyOf(components);
    }

    /**
     * One cluster message.
     *
     * @param from the date from which it concerns what happened, in seconds since 2000; null for most
     * @param frameCounter null unless the content is sealed; counts the sealed ones within the message
     * @param frameControl ZCL: 00 profile-wide, 01 of the cluster, 08 and 09 from the server, +10 no default response
     * @param sequence counts within the message; an answer repeats its command's
     * @param content without its length: what follows the command's number, or the encrypted part with header and tag
     */
    public record Component(
            int cluster,
            @Nullable Long from,
            @Nullable Integer frameCounter,
            int frameControl,
            int sequence,
            int command,
            Octets content) {

        public static Component of(int cluster, int frameControl, int sequence, int command, Octets content) {
            return new Component(cluster, null, null, frameControl, sequence, command, content);
        }

        public boolean isSealed() {
            return frameCounter != null;
        }

        /** The same with its content encrypted. */
        public Component encrypted(int newFrameCounter, Octets part) {
            return new Component(cluster, from, newFrameCounter, frameControl, sequence, command, part);
        }

        /** The same with its content open. */
        public Component opened(Octets plain) {
            return new Component(cluster, from, null, frameControl, sequence, command, plain);
        }

        Component opened(Unsealing unsealing) {
            return isSealed() ? opened(Octets.owning(unsealing.open(content))) : this;
        }

        /** Whether it speaks of attributes in general, not of what is its cluster's own. */
        boolean isProfileWide() {
            return (frameControl & 0x03) == 0;
        }

        boolean isAttributes() {
            return isProfileWide() && command == Zcl.READ_ATTRIBUTES_RESPONSE;
        }

        boolean isDefaultResponse() {
            return isProfileWide() && command == Zcl.DEFAULT_RESPONSE;
        }

        /** Of a default response. */
        int status() {
            if (content.length() != 2) {
                throw new MalformedGbcs("A default response has two bytes");
            }
            return content.at(1);
        }

        static Component read(OctetReader outer, boolean last) {
            int control = outer.u8("a control field");
            if ((control & ~(LAST | SEALED | FROM)) != 0 || (control & LAST) != 0 != last) {
                throw new MalformedGbcs("Control field %02X of a component is not in use there".formatted(control));
            }
            int cluster = outer.u16("a cluster");
            OctetReader reader = outer.slice(outer.u16("a component's length"), "a component");
            Long from = (control & FROM) == 0 ? null : reader.u32("a from-date");
            Integer frameCounter = (control & SEALED) == 0 ? null : reader.u16("a frame counter");
            int frameControl = reader.u8("a frame control");
            int sequence = reader.u8("a sequence number");
            int command = reader.u8("a command");
            if (frameCounter != null && reader.u16("an encrypted length") != reader.remaining()) {
                throw new MalformedGbcs("An encrypted component is not as long as it says");
            }
            Octets content = reader.octets(reader.remaining(), "content");
            return new Component(cluster, from, frameCounter, frameControl, sequence, command, content);
        }

        void write(OctetWriter outer, boolean last) {
            OctetWriter inner = new OctetWriter();
            if (from != null) {
                inner.u32(from);
            }
            if (frameCounter != null) {
                inner.u16(frameCounter);
            }
            inner.u8(frameControl).u8(sequence).u8(command);
            if (frameCounter != null) {
                inner.u16(content.length());
            }
            byte[] bytes = inner.put(content).toBytes();
            int control = (last ? LAST : 0) | (frameCounter == null ? 0 : SEALED) | (from == null ? 0 : FROM);
            outer.u8(control).u16(cluster).u16(bytes.length).put(bytes);
        }
    }

    public static Gbz parse(Octets payload) {
        OctetReader reader = new OctetReader(payload.shared());
        if (reader.u16("the profile") != PROFILE) {
            throw new MalformedGbcs("A gas payload begins with 0109");
        }
        int count = reader.u8("the number of components");
        List<Component> components = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            components.add(Component.read(reader, i == count));
        }
        reader.expectEnd("the last component");
        return new Gbz(components);
    }

    public Octets encode() {
        if (components.size() > 0xFF) {
            throw new MalformedGbcs("A gas payload holds at most 255 components, not " + components.size());
        }
        OctetWriter writer = new OctetWriter().u16(PROFILE).u8(components.size());
        for (int i = 0; i < components.size(); i++) {
            components.get(i).write(writer, i == components.size() - 1);
        }
        return writer.toOctets();
    }
}
