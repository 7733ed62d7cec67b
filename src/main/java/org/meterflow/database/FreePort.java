package org.meterflow.database;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for what opens it only later, or opens it again after a crash: none of those the system gives to outgoing
 * connections meanwhile.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int FIRST_OF_THE_SYSTEM = 32_768;
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** @return one that nothing listens at, and that no earlier call has returned */
    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_THE_SYSTEM);
            if (TAKEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort() == port;
        } catch (IOException taken) {
            return false;
        }
    }
}
