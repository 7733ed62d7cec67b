package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was typed, kept when it has to be corrected. */
record PersonEntry(String name, String fullName, Set<Role> roles, Set<String> teams, String party, boolean enabled) {

    private static final String NAME = "[a-z][a-z0-9.@_-]{1,62}";

    static PersonEntry of(Person person, Set<String> teams) {
        String party = person.party();
        return new PersonEntry(
                person.name(), person.fullName(), person.roles(), teams, party == null ? "" : party, person.enabled());
    }

    List<InputError> errors() {
        List<InputError> errors = new ArrayList<>();
        if (fullName.isEmpty()) {
            errors.add(new InputError("fullName", "Enter the person's name"));
        }
        Limits.check("fullName", "The name", fullName, Limits.NAME).ifPresent(errors::add);
        if (roles.isEmpty()) {
            errors.add(new InputError("roles", "Select at least one role"));
        }
        if (!teams.isEmpty() && enabled && !Role.anyWorksOnTasks(roles)) {
            errors.add(new InputError(
                    "teams",
                    "People in a team need a role that opens the inbox: operator, process owner or administrator"));
        }
        return errors;
    }

    /** Whoever cannot sign in is in no team: nobody shall think that they look after its tasks. */
    Set<String> teamsWithAccess() {
        return enabled ? teams : Set.of();
    }

    @Nullable
    String partyOrNull() {
        return party.isEmpty() ? null : party;
    }

    /** A name to sign in with is chosen once. */
    Optional<InputError> nameError() {
        return name.matches(NAME)
                ? Optional.empty()
                : Optional.of(new InputError(
                        "name", "Enter a sign-in name of 2 to 63 lower case letters, digits, dots and dashes"));
    }

    /** @param me the name of whoever makes the change */
    Optional<InputError> ownAccessError(String me) {
        return name.equals(me) && !(enabled && roles.contains(Role.ADMINISTRATOR))
                ? Optional.of(
                        new InputError("roles", "You cannot take your own access away. Ask another administrator"))
                : Optional.empty();
    }
}
