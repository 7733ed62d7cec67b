package org.meterflow;

import static org.meterflow.ProductionRule.refused;
import static org.meterflow.ProductionRule.refusedUnless;
import static org.meterflow.ProductionRule.required;
import static org.meterflow.ProductionSettings.KNOWINGLY;
import static org.meterflow.ProductionSettings.TLS_IN_FRONT;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.meterflow.gateway.SmkiSettings;

/** All that is asked of a production installation before it starts. A rule more is a line more in one of the lists. */
final class ProductionRules {

    private static final int SHORTEST_PASSWORD = 12;
    private static final Set<String> KNOWN_DOORS = Set.of("console", "gateway", "smki", "hubs", "all");

    /** What may be chosen knowingly; docs/security.md says what each means. */
    private static final Set<String> KNOWN_RISKS = Set.of(
            "plain-http-webhooks",
            "plain-http-identity-provider",
            "plain-cookie",
            "expired-certificates",
            "readable-keys");

    private static final List<ProductionRule> COMPLETE = List.of(
            required("spring.datasource.url", "the address of your PostgreSQL server, jdbc:postgresql://…"),
            refused(
                    settings -> !settings.text("spring.datasource.url").isBlank()
                            && !settings.text("spring.datasource.url").startsWith("jdbc:postgresql:"),
                    "spring.datasource.url is not the address of a PostgreSQL server: the embedded one is for"
                            + " demonstrations; give your own, jdbc:postgresql://…."),
            required("spring.datasource.username", "the user Meterflow has on it"),
            required("spring.datasource.password", "that user's password"),
            required("meterflow.pki.directory", "the folder with the certificates and keys of the DCC and its users"));

    private static final List<ProductionRule> NO_DEMONSTRATION = List.of(
            refused(
                    settings -> settings.profile("demo") || settings.is("meterflow.demo.adjustable-clock", false),
                    "The demo and its adjustable clock have no place in production: remove them."),
            refused(
                    settings -> !List.of("", "none").contains(settings.text("meterflow.demo.market")),
                    "meterflow.demo.market names a made-up market: remove it, and bring in your own in the console."),
            refused(
                    settings -> settings.is("meterflow.simulator.enabled", false),
                    "meterflow.simulator.enabled brings simulated meters: remove it."),
            refused(
                    settings -> !settings.text("meterflow.desk.demo-password").isEmpty(),
                    "meterflow.desk.demo-password lets everybody into every room: remove it, and give the first"
                            + " administrator a password with meterflow.desk.administrator-password."));

    private static final List<ProductionRule> SECRETS = List.of(
            refused(
                    settings -> tooShort(settings.text("meterflow.desk.administrator-password")),
                    "meterflow.desk.administrator-password is too short: use at least " + SHORTEST_PASSWORD
                            + " characters, or remove it when there is an administrator."),
            refused(
                    settings -> Set.of("", SmkiSettings.PUBLISHED_KEY).contains(settings.text("meterflow.smki.api-key"))
                            || tooShort(settings.text("meterflow.smki.api-key")),
                    "meterflow.smki.api-key is missing, short or the published one: choose one of your own, of at"
                            + " least " + SHORTEST_PASSWORD + " characters, and tell it to those who may ask for"
                            + " certificates."),
            refused(
                    settings -> !settings.is("meterflow.metering.hubs.require-proof", true),
                    "meterflow.metering.hubs.require-proof is off, so whoever reaches the hubs' port is any hub: remove"
                            + " it."),
            refusedUnless(
                    "readable-keys",
                    settings -> KeyReaders.everybody(settings.text("meterflow.pki.directory"))
                            || KeyReaders.everybody(settings.text("meterflow.pki.delegated-keys")),
                    "A private key in meterflow.pki.directory or meterflow.pki.delegated-keys can be read by every user of"
                            + " this machine: take that right away (chmod -R o-rwx)."),
            refusedUnless(
                    "expired-certificates",
                    settings -> !settings.is("meterflow.pki.check-validity", true),
                    "meterflow.pki.check-validity is off, so certificates that have run out are believed: remove it."));

    private static final List<ProductionRule> IN_THE_CLEAR = List.of(
            refusedUnless(
                    "plain-http-webhooks",
                    settings -> settings.is("meterflow.messages.webhook.plain-http", false),
                    "meterflow.messages.webhook.plain-http sends notifications unencrypted: remove it."),
            refusedUnless(
                    "plain-http-identity-provider",
                    settings -> settings.below("spring.security.oauth2.client.provider").values().stream()
                            .anyMatch(value -> value.startsWith("http://")),
                    "spring.security.oauth2.client.provider names an address that is not https, so anybody between"
                            + " could sign in as anyone: use https."),
            refusedUnless(
                    "plain-cookie",
                    settings -> !settings.is("server.servlet.session.cookie.secure", true),
                    "server.servlet.session.cookie.secure is off, so the console's cookie travels unencrypted:"
                            + " remove it."),
            refused(
                    settings -> !ownTls(settings) && !settings.tlsInFront("console"),
                    noTls("console", "The console and the API have", "set server.ssl.bundle, or ")),
            refused(
                    settings -> !settings.tlsInFront("gateway"),
                    noTls("gateway", "The DUIS port (meterflow.gateway.port) has", "")),
            refused(
                    settings -> !settings.tlsInFront("smki"),
                    noTls("smki", "The SMKI port (meterflow.smki.port) has", "")),
            refused(
                    settings ->
                            settings.text("meterflow.metering.hubs.tls-bundle").isBlank()
                                    && !settings.tlsInFront("hubs"),
                    noTls(
                            "hubs",
                            "The hubs' port (meterflow.metering.port) has",
                            "set meterflow.metering.hubs.tls-bundle, or ")));

    private static final List<ProductionRule> WORDS = List.of(
            settings -> unknown(settings, KNOWINGLY, KNOWN_RISKS),
            settings -> unknown(settings, TLS_IN_FRONT, KNOWN_DOORS));

    private ProductionRules() {}

    static List<String> broken(ProductionSettings settings) {
        return Stream.of(COMPLETE, NO_DEMONSTRATION, SECRETS, IN_THE_CLEAR, WORDS)
                .flatMap(List::stream)
                .flatMap(rule -> rule.broken(settings))
                .toList();
    }

    private static boolean tooShort(String secret) {
        return !secret.isEmpty() && secret.length() < SHORTEST_PASSWORD;
    }

    private static boolean ownTls(ProductionSettings settings) {
        return settings.is("server.ssl.enabled", true)
                && Stream.of("bundle", "certificate", "key-store")
                        .anyMatch(name -> !settings.text("server.ssl." + name).isBlank());
    }

    private static String noTls(String door, String who, String own) {
        return "%s no TLS: %sput a proxy with TLS in front and say so by adding %s to %s."
                .formatted(who, own, door, TLS_IN_FRONT);
    }

    private static Stream<String> unknown(ProductionSettings settings, String setting, Set<String> known) {
        return settings.words(setting).stream()
                .filter(word -> !known.contains(word))
                .sorted()
                .map(word -> "%s has the unknown word '%s': it may hold %s."
                        .formatted(setting, word, String.join(", ", new TreeSet<>(known))));
    }
}
