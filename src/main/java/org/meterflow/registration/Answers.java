package org.meterflow.registration;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.Instant;

/** The lines of an answer while its file is read: what becomes of the whole, their first line, is known only then. */
final class Answers implements Closeable {

    private final Spool spool;
    private final OutputStream lines;
    private int count;

    private Answers(Spool spool) {
        this.spool = spool;
        this.lines = new java.io.BufferedOutputStream(spool.writer(), 1 << 16);
    }

    static Answers open() throws IOException {
        return new Answers(Spool.open());
    }

    void add(String line) {
        try {
            write(lines, line);
            count++;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Header, the file's own line, the lines so far, and the footer. */
    void compose(OutputStream target, FileName name, String receiver, Instant created, String first)
            throws IOException {
        DigestOutputStream hashed = new DigestOutputStream(target, Sha256.digest());
        String total = String.valueOf(count + 1);
        write(
                hashed,
                String.join(
                        "|", "H", name.sender(), receiver, Long.toString(name.sequence()), created.toString(), total));
        write(hashed, first);
        lines.flush();
        try (InputStream all = spool.reader()) {
            all.transferTo(hashed);
        }
        write(target, "Z|" + total + "|" + Sha256.hex(hashed.getMessageDigest()));
    }

    private static void write(OutputStream target, String line) throws IOException {
        target.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
