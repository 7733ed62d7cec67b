package org.meterflow.desk;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.team.Teams;
import org.springframework.stereotype.Component;

/** What administrators write about a person, read with the parties and teams that there are. */
@Component
class PersonEntries {

    private final Parties parties;
    private final Teams teams;

    PersonEntries(Parties parties, Teams teams) {
        this.parties = parties;
        this.teams = teams;
    }

    PersonEntry read(
            String name,
            String fullName,
            @Nullable Set<Role> roles,
            Set<String> chosen,
            String party,
            boolean enabled) {
        return new PersonEntry(
                name.strip(),
                fullName.strip(),
                roles == null || roles.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(roles),
                chosen.stream().filter(team -> teams.find(team).isPresent()).collect(Collectors.toSet()),
                party(party),
                enabled);
    }

    /** The party's id as the platform writes it; what names no party stays as it was typed. */
    private String party(String typed) {
        String id = typed.strip();
        return parties.find(id.toUpperCase(Locale.UK)).map(Party::id).orElse(id);
    }

    List<InputError> errors(PersonEntry entry) {
        List<InputError> errors = entry.errors();
        String party = entry.partyOrNull();
        if (party != null && parties.find(party).isEmpty()) {
            errors.add(new InputError("party", "There is no party with this id. Enter an id such as SP-0001"));
        }
        return errors;
    }
}
