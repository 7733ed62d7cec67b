package org.meterflow.door;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** A body in memory, to be read as if it came from the connection. Its memory is given back in any case. */
final class Body implements InputBuffer {

    private static final Cleaner FORGOTTEN = Cleaner.create();
    private static final int LEAST_PIECE = 4 * 1024;
    private static final int LARGEST_PIECE = 256 * 1024;

    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private final Held held;
    private final Cleaner.Cleanable giveBack;
    private long length;

    Body(BodyMemory memory, String address) {
        this.held = new Held(memory, address, new AtomicLong());
        this.giveBack = FORGOTTEN.register(this, held);
    }

    /** Must not know its body, which would then never be forgotten. */
    private record Held(BodyMemory memory, String address, AtomicLong bytes) implements Runnable {

        boolean more(long wanted) {
            boolean granted = memory.take(address, bytes.get(), wanted);
            if (granted) {
                bytes.addAndGet(wanted);
            }
            return granted;
        }

        @Override
        public void run() {
            memory.give(address, bytes.getAndSet(0));
        }
    }

    long length() {
        return length;
    }

    /** @return false when there is no memory for it */
    boolean add(ByteBuffer arrived) {
        while (arrived.hasRemaining()) {
            ByteBuffer last = pieces.peekLast();
            if (last == null || !last.hasRemaining()) {
                int size = (int) Math.max(LEAST_PIECE, Math.min(LARGEST_PIECE, length));
                if (!held.more(size)) {
                    return false;
                }
                last = ByteBuffer.allocate(size);
                pieces.addLast(last);
            }
            int part = Math.min(last.remaining(), arrived.remaining());
            last.put(arrived.slice().limit(part));
            arrived.position(arrived.position() + part);
            length += part;
        }
        return true;
    }

    byte[] beginning(int atMost) {
        ByteBuffer beginning = ByteBuffer.allocate((int) Math.min(atMost, length));
        for (ByteBuffer piece : pieces) {
            ByteBuffer written = piece.duplicate().flip();
            beginning.put(written.limit(Math.min(written.limit(), beginning.remaining())));
        }
        return beginning.array();
    }

    @Override
    public int doRead(ApplicationBufferHandler reader) {
        ByteBuffer piece = pieces.pollFirst();
        if (piece == null) {
            return -1;
        }
        piece.flip();
        reader.setByteBuffer(piece);
        return piece.remaining();
    }

    @Override
    public int available() {
        return pieces.isEmpty() ? 0 : pieces.getFirst().position();
    }

    void forget() {
        pieces.clear();
        giveBack.clean();
    }
}
