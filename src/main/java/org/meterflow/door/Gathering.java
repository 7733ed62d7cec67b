package org.meterflow.door;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/** Lets a request in when all of it has arrived, so that only whole requests take up a thread. */
final class Gathering implements Adapter {

    private static final int NOTE = 21;

    private final Adapter inside;
    private final Doorkeeper doorkeeper;

    Gathering(Adapter inside, Doorkeeper doorkeeper) {
        this.inside = inside;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        end(request);
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            inside.service(request, response);
            return;
        }
        Arrival arrival = doorkeeper.arrival(request);
        request.setNote(NOTE, arrival);
        request.setRequestThread();
        if (arrival.begin(response)) {
            request.clearRequestThread();
        } else {
            letIn(arrival, request, response);
        }
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        Arrival arrival = arrival(request);
        if (arrival == null || arrival.isLetIn()) {
            boolean well = inside.asyncDispatch(request, response, event);
            if (!well || !isAsync(request)) {
                end(request);
            }
            return well;
        }
        request.setRequestThread();
        if (!moved(arrival, request, event)) {
            end(request);
            return false;
        }
        if (arrival.isOver()) {
            letIn(arrival, request, response);
        } else {
            request.clearRequestThread();
        }
        return true;
    }

    /** @return false when the sender is gone */
    private static boolean moved(Arrival arrival, Request request, SocketEvent event) {
        if (event == SocketEvent.TIMEOUT) {
            AtomicBoolean tooLate = new AtomicBoolean();
            request.action(ActionCode.ASYNC_TIMEOUT, tooLate);
            arrival.outOfTime();
            return tooLate.get();
        }
        if (event != SocketEvent.OPEN_READ) {
            return false;
        }
        try {
            request.onDataAvailable();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private void letIn(Arrival arrival, Request request, Response response) throws Exception {
        arrival.handOver();
        try {
            inside.service(request, response);
        } finally {
            if (arrival.isRefused()) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
            if (!isAsync(request)) {
                end(request);
            }
        }
    }

    private static boolean isAsync(Request request) {
        AtomicBoolean async = new AtomicBoolean();
        request.action(ActionCode.ASYNC_IS_ASYNC, async);
        return async.get();
    }

    private static @Nullable Arrival arrival(Request request) {
        return (Arrival) request.getNote(NOTE);
    }

    private static void end(Request request) {
        Arrival arrival = arrival(request);
        if (arrival != null) {
            arrival.end();
            request.setNote(NOTE, null);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return inside.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        inside.log(request, response, time);
    }

    @Override
    public String getDomain() {
        return inside.getDomain();
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        inside.checkRecycled(request, response);
    }
}
