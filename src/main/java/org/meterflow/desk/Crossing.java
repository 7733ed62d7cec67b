package org.meterflow.desk;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;

/** Two changes of one thing at one moment: the later one is tried again and then finds what the first has left. */
final class Crossing {

    private static final int ATTEMPTS = 3;

    private Crossing() {}

    static <T> T settled(Supplier<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.get();
            } catch (ConcurrencyFailureException crossed) {
                if (attempt == ATTEMPTS) {
                    throw crossed;
                }
            }
        }
    }
}
