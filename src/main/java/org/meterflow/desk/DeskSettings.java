package org.meterflow.desk;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param environment shown beside the name on every page ("Demo", "Test"); empty in production
 * @param demoPassword when set, one demo user for each role exists with this password, and the sign-in page says so
 * @param administratorPassword of the user {@code administrator}, who is created with it when there is no administrator
 */
@ConfigurationProperties("meterflow.desk")
record DeskSettings(
        @DefaultValue("") String environment,
        @DefaultValue("") String demoPassword,
        @DefaultValue("") String administratorPassword,
        @DefaultValue SignIn signIn,
        @DefaultValue Oidc oidc) {

    /**
     * @param attempts wrong passwords that may come from one address at once
     * @param every how long it takes until another may
     * @param attemptsForName wrong passwords for one name, from addresses where that person has not signed in before
     * @param everyForName how long it takes until another may come
     * @param newcomers pages per second for one address of those who have no session
     * @param newcomersAtOnce of them at once
     * @param strangersSession how long the session of somebody is kept who has not signed in
     */
    record SignIn(
            @DefaultValue("10") int attempts,
            @DefaultValue("5s") Duration every,
            @DefaultValue("20") int attemptsForName,
            @DefaultValue("1s") Duration everyForName,
            @DefaultValue("10") int newcomers,
            @DefaultValue("300") int newcomersAtOnce,
            @DefaultValue("15m") Duration strangersSession) {}

    /**
     * @param rolesClaim the claim of the identity token that carries the roles, as a list or one word
     * @param partyClaim the claim that names the party an integrator belongs to; without it they see every party's
     * @param teamsClaim the claim that carries a person's teams, as a list or one word
     * @param roles the provider's word for a role → ours; without an entry, our own name in any case is understood
     * @param teams the provider's word for a team → its name here; without an entry, the name itself is understood
     */
    record Oidc(
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("party") String partyClaim,
            @DefaultValue("teams") String teamsClaim,
            @Nullable Map<String, Role> roles,
            @Nullable Map<String, String> teams) {

        Map<String, Role> names() {
            return roles == null ? Map.of() : roles;
        }

        /** The team's name here for the provider's word. */
        String team(String word) {
            return teams == null ? word : teams.getOrDefault(word, word);
        }
    }
}
