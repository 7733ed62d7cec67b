package org.meterflow.database;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The database cannot be reached: while it starts anew, or while this program ends. No surprise, and no stack trace. */
public final class DatabaseDown {

    private DatabaseDown() {}

    private static boolean is(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException;
    }

    /** For the end of a log line: the failure with its trace where it is a surprise, else nothing. */
    public static @Nullable Throwable surprise(Throwable failure) {
        return is(failure) ? null : failure;
    }
}
