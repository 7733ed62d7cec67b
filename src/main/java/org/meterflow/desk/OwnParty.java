package org.meterflow.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;

/** Whose messages a person may see: those of the party they belong to, or everybody's when they belong to none. */
@Component
class OwnParty {

    private final People people;
    private final String claim;

    OwnParty(People people, DeskSettings settings) {
        this.people = people;
        this.claim = settings.oidc().partyClaim();
    }

    Optional<String> of(Authentication person) {
        return Optional.ofNullable(party(person));
    }

    /** Whether the person may see something of the given party. */
    boolean maySee(Authentication person, String party) {
        return of(person).map(party::equals).orElse(true);
    }

    private @Nullable String party(Authentication person) {
        if (person.getPrincipal() instanceof OAuth2User user) {
            Object party = user.getAttributes().get(claim);
            return party == null ? null : party.toString();
        }
        return people.find(person.getName()).map(Person::party).orElse(null);
    }
}
