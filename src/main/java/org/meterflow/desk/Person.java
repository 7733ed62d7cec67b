package org.meterflow.desk;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with access to the console.
 *
 * @param name what they sign in with
 * @param party the party id an integrator is bound to: of other parties' messages they see nothing; null for staff
 */
record Person(
        String name,
        String fullName,
        Set<Role> roles,
        @Nullable String party,
        boolean enabled,
        @Nullable Instant lastSignIn) {}
