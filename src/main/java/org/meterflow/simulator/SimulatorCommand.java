package org.meterflow.simulator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Meters, registration body and suppliers as a program of its own, against an installation elsewhere. It reaches that
 * only over its ports.
 */
public final class SimulatorCommand {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(SimulatorCommand.class);

    private SimulatorCommand() {}

    /**
     * Runs until the process is told to end.
     *
     * @return the program's exit status: 2 when something in its options is missing or wrong
     */
    public static int run(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
        try {
            play(SimulatedMarket.open(SimulatorOptions.of(arguments)));
            return 0;
        } catch (WrongOptions wrong) {
            wrong.sentences().forEach(log::error);
            return 2;
        }
    }

    private static void play(SimulatedMarket market) {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            market.close();
            ended.countDown();
        }));
        market.start();
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            market.close();
            Thread.currentThread().interrupt();
        }
    }
}
