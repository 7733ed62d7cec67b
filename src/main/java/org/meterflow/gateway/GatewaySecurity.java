package org.meterflow.gateway;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Nobody signs in at the gateway's doors: a request carries its signature, a certificate search its key. */
@Configuration
class GatewaySecurity {

    @Bean
    @Order(10)
    SecurityFilterChain gatewayDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher(Doors.DUIS_PATHS + "*", Doors.SMKI_PATHS + "**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
