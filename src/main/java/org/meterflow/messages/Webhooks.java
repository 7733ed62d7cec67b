package org.meterflow.messages;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.meterflow.party.Parties;
import org.meterflow.party.WebAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where parties are notified, and the secrets they check our notifications with. */
@Service
public class Webhooks {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

    private final Parties parties;
    private final JdbcClient jdbc;
    private final MessagesSettings.Webhook settings;
    private final OutgoingNetworks networks;
    private final Clock clock;

    Webhooks(Parties parties, JdbcClient jdbc, MessagesSettings settings, OutgoingNetworks networks, Clock clock) {
        this.parties = parties;
        this.jdbc = jdbc;
        this.settings = settings.webhook();
        this.networks = networks;
        this.clock = clock;
    }

    /**
     * Sends a party's notifications to this address from now on, signed with a new secret.
     *
     * @return the secret, to be given to the party and never seen again
     * @throws IllegalArgumentException when the address is not one that may be used here
     */
    @Transactional
    public String register(String party, URI address, String actor) {
        WebAddress.of(address.toString());
        String unfit = insecure(address).isEmpty() ? networks.unfit(address) : insecure(address);
        if (!unfit.isEmpty()) {
            throw new IllegalArgumentException(unfit);
        }
        parties.changeWebhook(party, address);
        log.info("{} set the webhook of {} to {}", actor, party, address);
        return renewSecret(party, actor);
    }

    /**
     * Gives a party a new secret. The former one signs along for a time, so that no notification fails while the party
     * changes over.
     *
     * @return the secret, to be given to the party and never seen again
     */
    @Transactional
    public String renewSecret(String party, String actor) {
        String secret = "whsec_" + Tokens.secret();
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into webhook_secret as w (party_id, secret, since) values (:party, :secret, :now)
                        on conflict (party_id) do update
                            set former = w.secret, former_until = :until, secret = :secret, since = :now
                        """)
                .param("party", party)
                .param("secret", secret)
                .param("now", Rows.timestamp(now))
                .param("until", Rows.timestamp(now.plus(settings.changeOver())))
                .update();
        log.info("{} gave {} a new webhook secret", actor, party);
        return secret;
    }

    /** Those a notification is signed with now; none when the party was never given one. */
    List<String> secrets(String party) {
        return jdbc.sql("""
                        select secret from webhook_secret where party_id = :party
                        union all
                        select former from webhook_secret where party_id = :party and former_until > :now
                        """)
                .param("party", party)
                .param("now", Rows.timestamp(clock.instant()))
                .query(String.class)
                .list();
    }

    /** Why an address is not safe enough for notifications; empty when it is. */
    String insecure(URI address) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        return secure || settings.plainHttp() ? "" : address + " is not an https address";
    }
}
