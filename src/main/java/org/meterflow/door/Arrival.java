package org.meterflow.door;

import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.AsyncContextCallback;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way in, taken as it comes by whichever thread is told that something has come: a slow sender keeps none
 * waiting. What is refused is let run out for a while without being kept, since a sender who is cut off while it writes does
 * not get to read why.
 */
final class Arrival implements ReadListener, ApplicationBufferHandler, AsyncContextCallback {

    private static final long LET_RUN_OUT = 20L * 1024 * 1024;

    private final Request request;
    private final RequestHead head;
    private final BodyRule rule;
    private final DoorSettings settings;
    private final InputBuffer connection;
    private final Body body;
    private long limit;
    private Duration within;
    private long discarded;
    private boolean over;
    private boolean letIn;
    private @Nullable Refused refused;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    Arrival(Request request, RequestHead head, BodyRule rule, DoorSettings settings, Body body) {
        this.request = request;
        this.head = head;
        this.rule = rule;
        this.settings = settings;
        this.connection = request.getInputBuffer();
        this.body = body;
        this.limit = rule.fromAnybody(head);
        this.within = settings.bodyWithin();
    }

    /** @return false when there is nothing to wait for: it is refused, and the sender waits to be told to go on */
    boolean begin(Response response) {
        if (request.getContentLengthLong() > rule.most(head)) {
            refuse(Refused.tooLong(rule.most(head)));
            if (request.hasExpectation()) {
                return false;
            }
        }
        response.action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
        request.action(ActionCode.ASYNC_START, this);
        request.action(ActionCode.ASYNC_SETTIMEOUT, within.toMillis());
        request.setReadListener(this);
        return true;
    }

    @Override
    public void onDataAvailable() throws IOException {
        try {
            while (!over && !request.isFinished() && request.isReady()) {
                int read = request.doRead(this);
                if (read > 0) {
                    take(read);
                } else if (read < 0) {
                    over = true;
                }
            }
            over |= request.isFinished();
        } catch (BadRequestException nonsense) {
            refuse(new Refused(400, "The body is not sent as HTTP has it", 0));
            over = true;
        }
    }

    private void take(int read) {
        if (refused == null && !body.add(buffer)) {
            refuse(Refused.noRoom());
        }
        if (refused == null && body.length() > limit) {
            judge();
        }
        if (refused != null) {
            discarded += read;
            over = discarded > LET_RUN_OUT;
        }
        buffer.position(buffer.limit());
    }

    /** More than anybody may send: is it somebody the platform knows? */
    private void judge() {
        long most = rule.most(head);
        boolean more = limit < most && body.length() <= most;
        if (more && rule.knowsSender(head, body.beginning((int) limit))) {
            limit = most;
            within = settings.largeBodyWithin();
            request.action(ActionCode.ASYNC_SETTIMEOUT, within.toMillis());
        } else {
            refuse(Refused.tooLong(limit));
        }
    }

    void outOfTime() {
        refuse(Refused.tooSlow(within.toSeconds()));
        over = true;
    }

    private void refuse(Refused reason) {
        refused = reason;
        body.forget();
    }

    boolean isOver() {
        return over;
    }

    boolean isLetIn() {
        return letIn;
    }

    boolean isRefused() {
        return refused != null;
    }

    /** From here on the request looks as if all of it had come at once. */
    void handOver() {
        AtomicBoolean waiting = new AtomicBoolean();
        request.action(ActionCode.ASYNC_IS_ASYNC, waiting);
        if (waiting.get()) {
            request.action(ActionCode.ASYNC_SETTIMEOUT, -1L);
            request.action(ActionCode.ASYNC_DISPATCH, null);
            request.action(ActionCode.ASYNC_DISPATCHED, null);
        }
        if (refused != null) {
            request.setAttribute(Refused.ATTRIBUTE, refused);
        }
        request.setInputBuffer(body);
        letIn = true;
    }

    /** The connection may carry another request. */
    void end() {
        request.setInputBuffer(connection);
        body.forget();
    }

    // ── what the connection asks of whoever reads from it ──

    @Override
    public void setByteBuffer(ByteBuffer filled) {
        buffer = filled;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return buffer;
    }

    @Override
    public void expand(int size) {
        throw new IllegalStateException("A body is read piece by piece");
    }

    @Override
    public void onAllDataRead() {}

    @Override
    public void onError(@Nullable Throwable failure) {
        body.forget();
    }

    @Override
    public void fireOnComplete() {}

    @Override
    public boolean isAvailable() {
        return true;
    }

    @Override
    public void incrementInProgressAsyncCount() {}

    @Override
    public void decrementInProgressAsyncCount() {}
}
