package org.meterflow.desk;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

/** Reads the console's roles from a claim of an identity provider; whoever has none of them gets no page. */
class OidcRoles implements GrantedAuthoritiesMapper {

    private final DeskSettings.Oidc settings;

    OidcRoles(DeskSettings.Oidc settings) {
        this.settings = settings;
    }

    @Override
    public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> authorities) {
        Set<GrantedAuthority> mapped = new HashSet<>();
        for (GrantedAuthority authority : authorities) {
            words(claims(authority).get(settings.rolesClaim()))
                    .flatMap(word -> role(word).stream())
                    .map(role -> new SimpleGrantedAuthority(role.authority()))
                    .forEach(mapped::add);
        }
        return mapped;
    }

    private static Map<String, Object> claims(GrantedAuthority authority) {
        if (authority instanceof OidcUserAuthority oidc) {
            return oidc.getIdToken().getClaims();
        }
        return authority instanceof OAuth2UserAuthority oauth ? oauth.getAttributes() : Map.of();
    }

    /** The words of a claim that is a list, or one word or several with commas. */
    static Stream<String> words(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(String::valueOf);
        }
        return claim == null ? Stream.empty() : Stream.of(claim.toString().split("[ ,]+"));
    }

    private Optional<Role> role(String word) {
        Role named = settings.names().get(word);
        if (named != null) {
            return Optional.of(named);
        }
        String ours = word.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return List.of(Role.values()).stream()
                .filter(role -> role.name().equals(ours))
                .findFirst();
    }
}
