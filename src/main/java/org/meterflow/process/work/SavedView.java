package org.meterflow.process.work;

import org.jspecify.annotations.Nullable;

/**
 * A list of tasks under a name.
 *
 * @param person whose it is
 * @param query the list's address after the question mark
 * @param team whose people see it too; null when it is for that person alone
 */
public record SavedView(
        long id,
        String person,
        String name,
        String query,
        @Nullable String team) {}
