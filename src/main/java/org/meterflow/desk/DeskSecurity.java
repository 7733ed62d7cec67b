package org.meterflow.desk;

import static org.meterflow.desk.Role.ADMINISTRATOR;
import static org.meterflow.desk.Role.MANAGER;
import static org.meterflow.desk.Role.OPERATOR;
import static org.meterflow.desk.Role.PROCESS_OWNER;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Who may open which page of the console, and what browsers are told about it. The last of all filter chains. */
@Configuration
class DeskSecurity {

    /** Nothing inline, nothing from elsewhere, never in a frame. */
    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "manifest-src 'self'");

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    SecurityFilterChain desk(
            HttpSecurity http,
            ObjectProvider<ClientRegistrationRepository> identityProviders,
            DeskSettings settings,
            SessionRegistry sessions,
            Guesses guesses)
            throws Exception {
        SignInFirst signInFirst = new SignInFirst();
        http.authorizeHttpRequests(DeskSecurity::access)
                .addFilterAfter(new Threshold(guesses, settings.signIn()), HeaderWriterFilter.class)
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("name")
                        .failureUrl("/sign-in?wrong")
                        .defaultSuccessUrl("/"))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
                .sessionManagement(session ->
                        session.maximumSessions(-1).sessionRegistry(sessions).expiredSessionStrategy(signInFirst))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(signInFirst).accessDeniedHandler(signInFirst))
                .headers(DeskSecurity::headers);
        if (identityProviders.getIfAvailable() != null) {
            OidcRoles roles = new OidcRoles(settings.oidc());
            http.oauth2Login(login -> login.loginPage("/sign-in")
                    .userInfoEndpoint(user -> user.userAuthoritiesMapper(roles))
                    .defaultSuccessUrl("/"));
        }
        return http.build();
    }

    private static void access(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry paths) {
        // A stream's later rounds are of a request that has been let in: its session may be over by then.
        paths.dispatcherTypeMatchers(DispatcherType.ASYNC).permitAll();
        paths.requestMatchers("/assets/**", "/sign-in", "/error", "/favicon.ico", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasRole(ADMINISTRATOR.name())
                .requestMatchers("/tasks/**")
                .hasAnyRole(Room.INBOX.keys())
                .requestMatchers(HttpMethod.POST, "/teams/**")
                .hasRole(ADMINISTRATOR.name())
                .requestMatchers("/teams/**")
                .hasAnyRole(PROCESS_OWNER.name(), ADMINISTRATOR.name())
                .requestMatchers("/looks/**")
                .hasAnyRole(MANAGER.name(), ADMINISTRATOR.name())
                .requestMatchers("/demo/fleet/**")
                .hasAnyRole(Room.WORKBENCH.keys())
                .requestMatchers("/processes/*/move", "/processes/*/moves/**")
                .hasAnyRole(PROCESS_OWNER.name(), ADMINISTRATOR.name())
                .requestMatchers(HttpMethod.POST, "/processes/**")
                .hasRole(PROCESS_OWNER.name())
                .requestMatchers("/processes/changes/new", "/processes/versions/*/*/*/back")
                .hasRole(PROCESS_OWNER.name())
                .requestMatchers("/cases/*/*/help/cancel", "/cases/*/*/help/move")
                .hasAnyRole(PROCESS_OWNER.name(), ADMINISTRATOR.name())
                .requestMatchers("/cases/*/*/help/**")
                .hasAnyRole(OPERATOR.name(), PROCESS_OWNER.name(), ADMINISTRATOR.name())
                .requestMatchers(HttpMethod.POST, "/cases/**", "/failures/**")
                .hasAnyRole(OPERATOR.name(), PROCESS_OWNER.name(), ADMINISTRATOR.name());
        paths.requestMatchers("/failures/**").hasAnyRole(Room.CASES.keys());
        for (Room room : Room.values()) {
            if (room != Room.HOME) {
                paths.requestMatchers(room.path() + "/**").hasAnyRole(room.keys());
            }
        }
        paths.anyRequest().authenticated();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()"))
                .httpStrictTransportSecurity(Customizer.withDefaults());
    }

    /** So that a person whose access changes can be asked to sign in again at once. */
    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
