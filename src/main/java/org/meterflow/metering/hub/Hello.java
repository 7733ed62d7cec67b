package org.meterflow.metering.hub;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.meterflow.identifier.Eui64;

/**
 * How a hub introduces itself.
 *
 * @param provable whether it speaks the version of the protocol in which hubs prove themselves
 */
record Hello(Eui64 hub, List<Eui64> devices, boolean provable) {

    private static final int WITHOUT_PROOF = 1;
    private static final int VERSION = 2;
    private static final int EUI = 8;

    Hello {
        devices = List.copyOf(new LinkedHashSet<>(devices));
    }

    /** @throws BadFrame when it is too short, too long, or of another version of the protocol */
    static Hello read(byte[] body) {
        if (body.length < EUI + 2) {
            throw new BadFrame("A hello has at least %s bytes, not %s".formatted(EUI + 2, body.length));
        }
        ByteBuffer buffer = ByteBuffer.wrap(body);
        Eui64 hub = eui(buffer);
        int version = buffer.get();
        if (version != VERSION && version != WITHOUT_PROOF) {
            throw new BadFrame("This head-end speaks version %s of the protocol, not %s".formatted(VERSION, version));
        }
        int count = buffer.get() & 0xFF;
        int expected = count * EUI + (version == VERSION ? HubProof.RANDOM_BYTES : 0);
        if (buffer.remaining() != expected) {
            throw new BadFrame("A hello of version %s that names %s devices ends with %s bytes, not with %s"
                    .formatted(version, count, expected, buffer.remaining()));
        }
        List<Eui64> devices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            devices.add(eui(buffer));
        }
        return new Hello(hub, devices, version == VERSION);
    }

    private static Eui64 eui(ByteBuffer buffer) {
        byte[] bytes = new byte[EUI];
        buffer.get(bytes);
        return Eui64.of(bytes);
    }
}
