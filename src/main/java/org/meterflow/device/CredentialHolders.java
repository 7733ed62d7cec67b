package org.meterflow.device;

import java.util.Optional;
import org.meterflow.identifier.Eui64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose credentials devices hold, where somebody said so: the devices themselves when they were replaced, or whoever
 * brought them into the inventory. Of the others nothing is known but what the registers say.
 */
@Component
public class CredentialHolders {

    private final JdbcClient jdbc;

    CredentialHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Eui64> of(Eui64 device, CredentialPlace place) {
        return jdbc.sql("select holder from credential_holder where device = ? and place = ?")
                .params(device.value(), place.name())
                .query(String.class)
                .optional()
                .map(Eui64::new);
    }

    @Transactional
    public void note(Eui64 device, CredentialPlace place, Eui64 holder) {
        jdbc.sql("""
                        insert into credential_holder (device, place, holder) values (?, ?, ?)
                        on conflict (device, place) do update set holder = excluded.holder
                        """).params(device.value(), place.name(), holder.value()).update();
    }

    /** What is known already counts more. */
    @Transactional
    public void noteUnlessKnown(Eui64 device, CredentialPlace place, Eui64 holder) {
        jdbc.sql("insert into credential_holder (device, place, holder) values (?, ?, ?) on conflict do nothing")
                .params(device.value(), place.name(), holder.value())
                .update();
    }
}
