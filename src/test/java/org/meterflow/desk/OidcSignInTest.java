package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterflow.desk.Visitor.location;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterflow.team.Members;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.util.UriComponentsBuilder;

@MeterflowTest
class OidcSignInTest {

    private static final IdentityProvider PROVIDER = IdentityProvider.start();

    @LocalServerPort
    int port;

    @Autowired
    Members members;

    @DynamicPropertySource
    static void anIdentityProvider(DynamicPropertyRegistry settings) {
        String provider = "spring.security.oauth2.client.provider.house.";
        settings.add(provider + "authorization-uri", () -> PROVIDER.address() + "/authorize");
        settings.add(provider + "token-uri", () -> PROVIDER.address() + "/token");
        settings.add(provider + "jwk-set-uri", () -> PROVIDER.address() + "/keys");
        String registration = "spring.security.oauth2.client.registration.house.";
        settings.add(registration + "client-id", () -> "meterflow");
        settings.add(registration + "client-secret", () -> "secret");
        settings.add(registration + "client-name", () -> "the house");
        settings.add(registration + "scope", () -> "openid");
        settings.add(registration + "authorization-grant-type", () -> "authorization_code");
        settings.add(registration + "redirect-uri", () -> "{baseUrl}/login/oauth2/code/{registrationId}");
        settings.add("meterflow.desk.oidc.roles-claim", () -> "groups");
        settings.add("meterflow.desk.oidc.teams-claim", () -> "crew");
        settings.add("meterflow.desk.oidc.teams.grid-crew", () -> "operations");
    }

    @AfterAll
    static void stopTheProvider() {
        PROVIDER.stop();
    }

    @Test
    void the_sign_in_page_offers_the_identity_provider() {
        assertThat(new Visitor(port).get("/sign-in").body())
                .contains("Sign in with the house", "/oauth2/authorization/house");
    }

    @Test
    void somebody_the_provider_knows_as_an_operator_is_one_here_under_their_own_name() {
        Visitor aisha = signedIn(Map.of("name", "Aisha Khan", "groups", List.of("operator", "cooks")));

        assertThat(aisha.get("/inbox").statusCode()).isEqualTo(200);
        assertThat(aisha.get("/").body()).contains("Hello, Aisha Khan");
        assertThat(aisha.get("/people").statusCode()).isEqualTo(403);
    }

    @Test
    void somebody_to_whom_the_provider_gives_no_role_is_told_so_and_sees_nothing() {
        Visitor nobody = signedIn(Map.of("name", "A Cook", "groups", List.of("cooks")));

        assertThat(nobody.get("/").body()).contains("have no role yet");
        assertThat(nobody.get("/inbox").statusCode()).isEqualTo(403);
    }

    @Test
    void whoever_the_provider_puts_into_no_team_here_sees_no_tasks() {
        signedIn(Map.of("groups", List.of("operator"), "crew", List.of("cooks", "no-such-team")));
        assertThat(members.teamsOf("4711")).isEmpty();

        signedIn(Map.of("groups", List.of("manager"), "crew", List.of("switching")));
        assertThat(members.teamsOf("4711")).as("a manager has no inbox").isEmpty();
    }

    @Test
    void teams_come_with_each_sign_in_and_go_with_the_next_unless_an_administrator_gave_them() {
        members.set("4711", Set.of("field"), "ada");
        Visitor aisha = signedIn(Map.of("groups", List.of("operator"), "crew", "switching, grid-crew"));
        assertThat(members.teamsOf("4711")).containsExactly("field", "operations", "switching");
        assertThat(aisha.get("/inbox").body()).contains("Tasks for Field, Operations desk, Switching");

        signedIn(Map.of("groups", List.of("operator"), "crew", List.of("grid-crew")));

        assertThat(members.teamsOf("4711")).containsExactly("field", "operations");
        assertThat(members.historyOf("4711").get(0).takenBy()).isEqualTo("the identity provider");
        signedIn(Map.of("groups", List.of("operator")));
        assertThat(members.teamsOf("4711")).containsExactly("field");
        members.set("4711", Set.of(), "ada");
    }

    private Visitor signedIn(Map<String, Object> claims) {
        Visitor visitor = new Visitor(port);
        HttpResponse<String> start = visitor.get("/oauth2/authorization/house");
        URI asked = URI.create(start.headers().firstValue("Location").orElseThrow());
        assertThat(asked.toString()).startsWith(PROVIDER.address() + "/authorize");
        var query = UriComponentsBuilder.fromUri(asked).build().getQueryParams();
        PROVIDER.willSay(claims, query.getFirst("nonce"));
        HttpResponse<String> back = visitor.get("/login/oauth2/code/house?code=once&state=" + query.getFirst("state"));
        assertThat(location(back)).isEqualTo("/");
        return visitor;
    }

    /** An identity provider, as far as a sign-in sees one. */
    private record IdentityProvider(HttpServer server, RSAKey key, AtomicReference<String> token) {

        static IdentityProvider start() {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                RSAKey key = new RSAKeyGenerator(2048).keyID("1").generate();
                AtomicReference<String> token = new AtomicReference<>("");
                server.createContext("/keys", call -> answer(call, new JWKSet(key).toString()));
                server.createContext(
                        "/token",
                        call -> answer(
                                call,
                                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\""
                                        + token.get() + "\"}"));
                server.start();
                return new IdentityProvider(server, key, token);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }

        String address() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        void willSay(Map<String, Object> claims, String nonce) {
            JWTClaimsSet.Builder said = new JWTClaimsSet.Builder()
                    .issuer(address())
                    .subject("4711")
                    .audience("meterflow")
                    .issueTime(Date.from(Instant.now()))
                    .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                    .claim("nonce", nonce);
            claims.forEach(said::claim);
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), said.build());
            try {
                jwt.sign(new RSASSASigner(key));
            } catch (com.nimbusds.jose.JOSEException failure) {
                throw new IllegalStateException(failure);
            }
            token.set(jwt.serialize());
        }

        void stop() {
            server.stop(0);
        }

        private static void answer(HttpExchange call, String json) throws IOException {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(200, body.length);
            try (call) {
                call.getResponseBody().write(body);
            }
        }
    }
}
