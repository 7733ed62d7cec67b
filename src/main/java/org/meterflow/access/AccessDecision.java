package org.meterflow.access;

import org.jspecify.annotations.Nullable;
import org.meterflow.party.UserRole;

/**
 * Whether it may be done.
 *
 * @param code the response code of DUIS: I0 when permitted, else an E code
 * @param sentence who, what, where, and why (not)
 * @param role in which capacity it is permitted
 */
public record AccessDecision(
        boolean permitted,
        String code,
        String sentence,
        @Nullable UserRole role) {

    static AccessDecision permit(String sentence, UserRole role) {
        return new AccessDecision(true, "I0", sentence, role);
    }

    static AccessDecision refuse(String code, String sentence) {
        return new AccessDecision(false, code, sentence, null);
    }
}
