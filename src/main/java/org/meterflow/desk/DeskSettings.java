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
     * @param attempts wrong passwords in a row before the account is locked
     * @param lock for how long
     */
    record SignIn(
            @DefaultValue("5") int attempts,
            @DefaultValue("15m") Duration lock) {}

    /**
     * @param rolesClaim the claim of the identity token that carries the roles, as a list or one word
     * @param partyClaim the claim that names the party an integrator belongs to; without it they see every party's
     * @param roles the provider's word for a role → ours; without an entry, our own name in any case is understood
     */
    record Oidc(
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("party") String partyClaim,
            @Nullable Map<String, Role> roles) {

        Map<String, Role> names() {
            return roles == null ? Map.of() : roles;
        }
    }
}
