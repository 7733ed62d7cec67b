package org.meterflow.registration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Whether a dropped file is still being written. One whose last line is a footer is whole as soon as it rests; any other
 * may go on, and is given up only when nothing about it has changed for a while. None waits for another.
 */
final class Settling {

    private static final int TAIL = 4_096;

    /** A footer, and behind it nothing but blanks. */
    private static final Pattern FOOTER =
            Pattern.compile("(?s)(?:^|.*[\\r\\n])Z\\|[^|\\r\\n]*\\|\\s*[0-9A-Fa-f]{64}[\\s\\x1A]*");

    private final Duration quiet;
    private final Duration patience;
    private final LongSupplier nanos;
    private final Map<Path, Seen> seen = new HashMap<>();

    /** @param nanos how long things take, not what time it is: the platform's clock may be moved */
    Settling(Duration quiet, Duration patience, LongSupplier nanos) {
        this.quiet = quiet;
        this.patience = patience;
        this.nanos = nanos;
    }

    private record Seen(Map<String, Object> state, long since) {}

    /** Whether it may be taken now. */
    boolean isOver(Path file) throws IOException {
        Map<String, Object> state = state(file);
        Seen before = seen.get(file);
        if (before == null || !before.state().equals(state)) {
            seen.put(file, new Seen(state, nanos.getAsLong()));
            return false;
        }
        Duration unchanged = Duration.ofNanos(nanos.getAsLong() - before.since());
        return unchanged.compareTo(patience) >= 0 || unchanged.compareTo(quiet) >= 0 && hasFooter(file);
    }

    /** Forgets all others. */
    void keep(Collection<Path> files) {
        seen.keySet().retainAll(files);
    }

    /** A copy may keep the old file's time, or announce its length at once: when the system last saw a change counts. */
    private static Map<String, Object> state(Path file) throws IOException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return Files.readAttributes(
                file,
                unix ? "unix:size,lastModifiedTime,ctime,fileKey" : "size,lastModifiedTime,fileKey",
                LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean hasFooter(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer tail = ByteBuffer.allocate(TAIL);
            channel.position(Math.max(0, channel.size() - TAIL));
            while (tail.hasRemaining() && channel.read(tail) > 0) {
                // until it is full or the file ends
            }
            return FOOTER.matcher(new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1))
                    .matches();
        }
    }
}
