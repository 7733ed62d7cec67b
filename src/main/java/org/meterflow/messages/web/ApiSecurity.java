package org.meterflow.messages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.meterflow.messages.ApiClients;
import org.meterflow.party.Parties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** The door for programs: a key with every request, no session, no cookie, and so no forgery to guard against. */
@Configuration
class ApiSecurity {

    static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    private static final String NO_KEY =
            "Send your API key as 'Authorization: Bearer …' or 'X-API-Key'. It was not sent, is wrong, or was revoked";

    private static final String[] PUBLISHED = {
        "/api/messages/catalogue/**",
        "/api/notifications/catalogue",
        "/api/docs/**",
        "/api/swagger-ui/**",
        "/api/openapi.json/**"
    };

    /** Before the console's own chain, which takes every other path. */
    @Bean
    @Order(10)
    SecurityFilterChain apiDoor(
            HttpSecurity http,
            ApiClients clients,
            Parties parties,
            ApiSettings settings,
            ProblemWriter problems,
            DoorNotes notes)
            throws Exception {
        return http.securityMatcher("/api/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY)))
                .addFilterBefore(
                        new ApiKeyFilter(new KnownKeys(clients, settings), parties, settings, problems),
                        AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(PUBLISHED)
                        .permitAll()
                        .anyRequest()
                        .hasAuthority("API_CLIENT"))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, why) -> askForKey(request, response, problems, notes))
                        .accessDeniedHandler((request, response, why) ->
                                problems.write(request, response, ApiProblem.NOT_ALLOWED, "This key may not do that")))
                .build();
    }

    private static void askForKey(
            HttpServletRequest request, HttpServletResponse response, ProblemWriter problems, DoorNotes notes)
            throws IOException {
        notes.noteStranger(request, ApiProblem.NO_KEY, NO_KEY);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Meterflow\"");
        problems.write(request, response, ApiProblem.NO_KEY, NO_KEY);
    }
}
