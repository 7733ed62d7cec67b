package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

class OidcRolesTest {

    private static final DeskSettings.Oidc SETTINGS =
            new DeskSettings.Oidc("groups", "party", "teams", Map.of("smart-metering-leads", Role.PROCESS_OWNER), null);

    @Test
    void whoever_the_provider_gives_no_role_gets_none() {
        assertThat(rolesOf(Map.of("sub", "1"))).isEmpty();
        assertThat(rolesOf(Map.of("groups", List.of("cooks", "administrators"))))
                .isEmpty();
    }

    @Test
    void our_own_names_are_understood_in_any_case() {
        assertThat(rolesOf(Map.of("groups", List.of("operator", "Process-Owner"))))
                .containsExactlyInAnyOrder("ROLE_OPERATOR", "ROLE_PROCESS_OWNER");
    }

    @Test
    void the_providers_names_are_translated() {
        assertThat(rolesOf(Map.of("groups", "smart-metering-leads"))).containsExactly("ROLE_PROCESS_OWNER");
    }

    private static List<String> rolesOf(Map<String, Object> claims) {
        OidcIdToken token = new OidcIdToken("t", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), withSubject(claims));
        return new OidcRoles(SETTINGS)
                .mapAuthorities(List.of(new OidcUserAuthority(token))).stream()
                        .map(GrantedAuthority::getAuthority)
                        .toList();
    }

    private static Map<String, Object> withSubject(Map<String, Object> claims) {
        Map<String, Object> all = new java.util.HashMap<>(claims);
        all.putIfAbsent("sub", "1");
        return all;
    }
}
