package org.meterflow.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.meterflow.messages.ApiClients;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.UserRole;
import org.meterflow.simulator.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Keys with which the demo's registration body, suppliers and payment provider call the API, one for each party id, in
 * {@code demo-api-keys.properties} below the data directory: random in each installation, and the same after a restart.
 */
@Component
@Profile("!production")
class DemoApiKeys implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DemoApiKeys.class);
    private static final String REGISTRATION_BODY = "registration-body";
    private static final String SUPPLIER = "supplier";
    private static final String PAYMENT_PROVIDER = "payment-provider";
    private static final String DEMO = "demo";
    private static final Set<UserRole> SUPPLIERS = Set.of(UserRole.IS, UserRole.GS);

    private final DemoSettings settings;
    private final Path file;
    private final Parties parties;
    private final ApiClients clients;
    private volatile boolean running;

    DemoApiKeys(DemoSettings settings, @Value("${meterflow.data}") Path data, Parties parties, ApiClients clients) {
        this.settings = settings;
        this.file = data.resolve("demo-api-keys.properties");
        this.parties = parties;
        this.clients = clients;
    }

    /** After the market has been loaded, before anyone who needs a key. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        running = true;
        if (settings.wanted()) {
            ensureKeys();
        }
    }

    private void ensureKeys() {
        Properties keys = read();
        boolean changed = false;
        for (Map.Entry<String, String> wanted : roles().entrySet()) {
            String party = wanted.getKey();
            if (clients.authenticate(keys.getProperty(party, "")).isEmpty()) {
                keys.setProperty(party, renew(party, wanted.getValue()));
                changed = true;
            }
        }
        if (changed) {
            write(keys);
            log.info("The demo's API keys are in {}", file);
        }
    }

    /** A key whose file is lost is of no use to anyone honest. */
    private String renew(String party, String role) {
        clients.all().stream()
                .filter(client ->
                        client.party().equals(party) && client.createdBy().equals(DEMO))
                .forEach(client -> clients.revoke(client.id(), DEMO));
        return clients.create(party, "Simulated " + party, Set.of(role), DEMO).key();
    }

    /** Party id to the role it calls the API in. */
    private Map<String, String> roles() {
        Map<String, String> roles = new TreeMap<>();
        parties.all().stream()
                .filter(DemoApiKeys::registers)
                .forEach(party -> roles.put(party.id(), REGISTRATION_BODY));
        parties.all().stream().filter(DemoApiKeys::supplies).forEach(party -> roles.put(party.id(), SUPPLIER));
        parties.all().stream()
                .filter(DemoApiKeys::takesPayments)
                .forEach(party -> roles.put(party.id(), PAYMENT_PROVIDER));
        return roles;
    }

    String keyOf(Party party) {
        return read().getProperty(party.id(), "");
    }

    static boolean registers(Party party) {
        return party.id().startsWith("RB-");
    }

    static boolean takesPayments(Party party) {
        return party.id().startsWith("PP-");
    }

    static boolean supplies(Party party) {
        return party.users().stream().flatMap(user -> user.roles().stream()).anyMatch(SUPPLIERS::contains);
    }

    private Properties read() {
        Properties keys = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                keys.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("The demo's API keys cannot be read from " + file, unreadable);
            }
        }
        return keys;
    }

    private void write(Properties keys) {
        try {
            PrivateFiles.write(file, draft -> {
                try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                    keys.store(writer, "Made by the demo for its simulated parties");
                }
            });
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The demo's API keys cannot be written to " + file, unwritable);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
