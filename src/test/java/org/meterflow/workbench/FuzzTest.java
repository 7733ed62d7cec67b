package org.meterflow.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.MalformedGbcs;
import org.meterflow.gbcs.Octets;

/** Changed and made-up bytes, for 20 seconds or as long as {@code -Dmeterflow.fuzz=PT10S} says, from a seed that is told. */
class FuzzTest {

    private static final Duration LASTING = Duration.parse(System.getProperty("meterflow.fuzz", "PT20S"));
    private static final long SEED = Long.getLong("meterflow.fuzz.seed", 20_261_123L);

    /** A tree of the largest message has some hundred thousand nodes; lengths believed unread would show far above. */
    private static final long MOST_BYTES_FOR_ONE = 256L << 20;

    private static final byte[] TELLING = {
        0,
        1,
        2,
        3,
        4,
        9,
        0x10,
        0x13,
        0x30,
        0x31,
        0x7F,
        (byte) 0x80,
        (byte) 0x81,
        (byte) 0x82,
        (byte) 0x83,
        (byte) 0xD9,
        (byte) 0xDA,
        (byte) 0xDD,
        (byte) 0xDF,
        (byte) 0xFF
    };

    private final Random random = new Random(SEED);
    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void whatever_bytes_come_they_are_read_exactly_or_refused() {
        List<byte[]> seeds = new ArrayList<>();
        HandMade.all().values().forEach(message -> seeds.add(message.encode()));
        long end = System.nanoTime() + LASTING.toNanos();
        long read = 0;
        long refused = 0;
        while (System.nanoTime() < end) {
            byte[] bytes = next(seeds);
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            if (isRead(bytes)) {
                read++;
            } else {
                refused++;
            }
            long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(taken).as(() -> told(bytes)).isLessThan(MOST_BYTES_FOR_ONE);
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private byte[] next(List<byte[]> seeds) {
        return switch (random.nextInt(8)) {
            case 0 -> noise(random.nextInt(400));
            case 1 -> enveloped(noise(random.nextInt(4_000)));
            case 2 -> enveloped(repeated());
            default -> changed(seeds.get(random.nextInt(seeds.size())).clone());
        };
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        for (int i = 0; i < length; i++) {
            noise[i] = random.nextInt(3) == 0 ? (byte) random.nextInt() : TELLING[random.nextInt(TELLING.length)];
        }
        return noise;
    }

    /** The same few bytes over and over: nesting without end. */
    private byte[] repeated() {
        byte[] part = noise(1 + random.nextInt(4));
        byte[] whole = new byte[random.nextInt(60_000)];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = part[i % part.length];
        }
        byte[][] starts = {{}, {(byte) 0xD9}, {(byte) 0xDA, 0x20, 0, 0, 0, 0, 0, 1}, {0x0F, 0x20, 0, 0, 0, 0}, {1, 9}};
        byte[] start = starts[random.nextInt(starts.length)];
        System.arraycopy(start, 0, whole, 0, Math.min(start.length, whole.length));
        return whole;
    }

    private byte[] enveloped(byte[] payload) {
        return (random.nextBoolean()
                        ? GbcsMessage.command(HandMade.ASKED, random.nextInt(0x200), Octets.of(payload))
                        : GbcsMessage.alert(HandMade.SAID, random.nextInt(0x200), Octets.of(payload)))
                .encode();
    }

    private byte[] changed(byte[] bytes) {
        for (int changes = random.nextInt(6); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : TELLING[random.nextInt(TELLING.length)];
        }
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(50));
            default -> bytes;
        };
    }

    /** What can be read comes back as the same bytes, through its tree; anything else is refused in words. */
    private static boolean isRead(byte[] bytes) {
        GbcsMessage message;
        ObjectNode tree;
        try {
            message = GbcsMessage.parse(bytes);
            assertThat(message.encode()).as(() -> told(bytes)).isEqualTo(bytes);
            tree = Workbench.decode(message);
        } catch (MalformedGbcs refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        } catch (RuntimeException | StackOverflowError crash) {
            throw new AssertionError(told(bytes), crash);
        }
        try {
            assertThat(Workbench.encode(tree).encode()).as(() -> told(bytes)).isEqualTo(bytes);
        } catch (RuntimeException lost) {
            throw new AssertionError(told(bytes), lost);
        }
        return true;
    }

    private static String told(byte[] bytes) {
        String hex = Octets.of(bytes).hex();
        return "seed " + SEED + ": " + (hex.length() > 4_000 ? hex.substring(0, 4_000) + "…" : hex);
    }
}
