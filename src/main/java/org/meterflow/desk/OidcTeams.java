package org.meterflow.desk;

import java.util.Set;
import java.util.stream.Collectors;
import org.meterflow.team.Members;
import org.meterflow.team.Teams;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** At each sign-in puts people into the teams that their identity provider names, and out of those it no longer does. */
@Component
class OidcTeams {

    private final DeskSettings.Oidc settings;
    private final Teams teams;
    private final Members members;

    OidcTeams(DeskSettings settings, Teams teams, Members members) {
        this.settings = settings.oidc();
        this.teams = teams;
        this.members = members;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent signedIn) {
        if (signedIn.getAuthentication().getPrincipal() instanceof OidcUser user) {
            Set<String> named = worksOnTasks(signedIn.getAuthentication()) ? named(user) : Set.of();
            String person = signedIn.getAuthentication().getName();
            Crossing.settled(() -> members.setByProvider(person, named));
        }
    }

    private static boolean worksOnTasks(Authentication person) {
        return person.getAuthorities().stream()
                .anyMatch(authority -> Role.anyWorksOnTasks(Set.of(Role.values()).stream()
                        .filter(role -> role.authority().equals(authority.getAuthority()))
                        .toList()));
    }

    private Set<String> named(OidcUser user) {
        return OidcRoles.words(user.getIdToken().getClaims().get(settings.teamsClaim()))
                .map(settings::team)
                .filter(teams.names()::contains)
                .collect(Collectors.toSet());
    }
}
