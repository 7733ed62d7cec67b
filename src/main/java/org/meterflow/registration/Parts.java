package org.meterflow.registration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bytes in rows of at most a megabyte: however long a file is, one row of it is in memory. */
final class Parts {

    private static final int LONGEST = 1 << 20;

    private final JdbcClient jdbc;
    private final String table;
    private final String key;

    Parts(JdbcClient jdbc, String table, String key) {
        this.jdbc = jdbc;
        this.table = table;
        this.key = key;
    }

    /** What is written is there when it is closed, in the transaction of whoever writes. */
    OutputStream writer(long id) {
        return new Writer(id);
    }

    InputStream reader(long id) {
        return new Reader(id);
    }

    private final class Writer extends OutputStream {

        private final long id;
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();
        private int number;

        Writer(long id) {
            this.id = id;
        }

        @Override
        public void write(int one) {
            part.write(one);
            store(LONGEST);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            for (int done = 0; done < length; ) {
                int some = Math.min(length - done, LONGEST - part.size());
                part.write(bytes, from + done, some);
                done += some;
                store(LONGEST);
            }
        }

        @Override
        public void close() {
            store(1);
        }

        private void store(int least) {
            if (part.size() >= least) {
                jdbc.sql("insert into %s (%s, number, content) values (?, ?, ?)".formatted(table, key))
                        .params(id, number++, part.toByteArray())
                        .update();
                part.reset();
            }
        }
    }

    private final class Reader extends InputStream {

        private final long id;
        private InputStream part = InputStream.nullInputStream();
        private int number;

        Reader(long id) {
            this.id = id;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int some = part.read(bytes, from, length);
            while (some < 0 && next()) {
                some = part.read(bytes, from, length);
            }
            return some;
        }

        private boolean next() {
            return jdbc.sql("select content from %s where %s = ? and number = ?".formatted(table, key))
                    .params(id, number++)
                    .query(byte[].class)
                    .optional()
                    .map(content -> {
                        part = new ByteArrayInputStream(content);
                        return true;
                    })
                    .orElse(false);
        }
    }
}
