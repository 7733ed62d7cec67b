package org.meterflow.metering;

import org.springframework.context.SmartLifecycle;

/** What takes arrivals of hubs many at once: ready before the first hub can connect, and until after the last has gone. */
interface StoredInBatches extends SmartLifecycle {

    Batches<?> batches();

    @Override
    default void start() {
        batches().start();
    }

    @Override
    default void stop() {
        batches().stop();
    }

    @Override
    default boolean isRunning() {
        return batches().isRunning();
    }

    @Override
    default int getPhase() {
        return 0;
    }
}
