package org.meterflow.access;

import org.jspecify.annotations.Nullable;
import org.meterflow.party.UserRole;

/**
 * Whether it may be done.
 *
 * @param code the response code of DUIS: I0 when permitted, else an E code
 * @param sentence who, what, where, and why (not)
 * @param role in which capacity it is permitted
 * @param stale refused only because the registration data is too old: it may be permitted once that is mended
 */
public record AccessDecision(
        boolean permitted,
        String code,
        String sentence,
        @Nullable UserRole role,
        boolean stale) {

    static AccessDecision permit(String sentence, UserRole role) {
        return new AccessDecision(true, "I0", sentence, role, false);
    }

    static AccessDecision refuse(String code, String sentence) {
        return new AccessDecision(false, code, sentence, null, false);
    }

    static AccessDecision hold(String code, String sentence) {
        return new AccessDecision(false, code, sentence, null, true);
    }
}
