package org.meterflow.registration;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes on the disk that nobody else changes, for as long as they are needed; a kill leaves none behind. */
final class Spool implements Closeable {

    private final FileChannel channel;

    private Spool(FileChannel channel) {
        this.channel = channel;
    }

    static Spool open() throws IOException {
        Path file = Files.createTempFile("registration-", ".spool");
        return new Spool(FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Takes at most so many bytes. */
    void copy(InputStream source, long most) throws IOException {
        OutputStream target = Channels.newOutputStream(channel);
        byte[] some = new byte[1 << 16];
        long left = most;
        for (int read = source.read(some, 0, (int) Math.min(some.length, left));
                read > 0;
                read = source.read(some, 0, (int) Math.min(some.length, left))) {
            target.write(some, 0, read);
            left -= read;
        }
    }

    OutputStream writer() {
        return Channels.newOutputStream(channel);
    }

    /** From the beginning; one at a time. */
    InputStream reader() throws IOException {
        channel.position(0);
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() {
                // the bytes stay, to be read again
            }
        };
    }

    long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
