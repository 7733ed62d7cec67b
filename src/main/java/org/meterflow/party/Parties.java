package org.meterflow.party;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.TypedText;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The parties to the code, found by any of their names. */
@Component
public class Parties {

    private final PartyRows rows;
    private final ApplicationEventPublisher events;

    Parties(PartyRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    public Optional<Party> find(String id) {
        return rows.select("where p.id = ?", id).stream().findFirst();
    }

    public Optional<Party> ofUser(Eui64 user) {
        return rows.select("where p.id = (select party_id from party_user where eui = ?)", user.value()).stream()
                .findFirst();
    }

    public Optional<Party> ofMpid(Mpid mpid) {
        return rows.select("where p.id = (select party_id from party_mpid where mpid = ?)", mpid.value()).stream()
                .findFirst();
    }

    public List<Party> all() {
        return rows.select("");
    }

    /** Those that the text names: by id, MPID or user, or by words with which words of their names begin. */
    public List<Party> named(TypedText typed) {
        String[] words = typed.words().stream().map(word -> "% " + word + "%").toArray(String[]::new);
        if (words.length == 0) {
            return List.of();
        }
        return rows.select("""
                where lower(p.id) = lower(?)
                   or exists (select from party_mpid m where m.party_id = p.id and m.mpid = upper(?))
                   or exists (select from party_user pu where pu.party_id = p.id
                                                          and replace(pu.eui, '-', '') = ?)
                   or ' ' || lower(regexp_replace(p.name, '[^[:alnum:]]+', ' ', 'g')) like all (?)
                """, typed.text(), typed.text(), typed.hexDigits().orElse(""), words);
    }

    /** Under which identity the supplier of this name reads meters of this fuel, if it does so at all. */
    public Optional<User> supplierUser(Mpid supplier, Fuel fuel) {
        return user(supplier, fuel == Fuel.GAS ? UserRole.GS : UserRole.IS);
    }

    /** Under which identity the network of this name reads meters of this fuel, if it does so at all. */
    public Optional<User> networkUser(Mpid network, Fuel fuel) {
        return user(network, fuel == Fuel.GAS ? UserRole.GT : UserRole.ED);
    }

    private Optional<User> user(Mpid mpid, UserRole role) {
        return ofMpid(mpid).stream()
                .flatMap(party -> party.users().stream())
                .filter(user -> user.roles().contains(role))
                .findFirst();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the id, an MPID or a user is taken */
    @Transactional
    public void add(Party party) {
        rows.insert(party);
    }

    /** Writes a party anew, with its names and users; adds it when it is not there. */
    @Transactional
    public void replace(Party party) {
        if (!rows.update(party)) {
            rows.insert(party);
        }
    }

    /** @throws UnknownParty when there is none of this id */
    @Transactional
    public void changeStatus(String id, PartyStatus status, String reason) {
        PartyStatus before = find(id).orElseThrow(() -> new UnknownParty(id)).status();
        rows.changeStatus(id, status);
        if (before != status) {
            events.publishEvent(new PartyStatusChanged(id, before, status, reason));
        }
    }

    /**
     * @param address null to fall back on the installation's default
     * @throws UnknownParty when nobody has this user
     */
    @Transactional
    public void changeResponseAddress(Eui64 user, @Nullable URI address) {
        requireOne(rows.changeResponseAddress(user, address), user.value());
    }

    /**
     * @param address null to stop the notifications
     * @throws UnknownParty when there is none of this id
     */
    @Transactional
    public void changeWebhook(String id, @Nullable URI address) {
        requireOne(rows.changeWebhook(id, address), id);
    }

    private static void requireOne(boolean found, String name) {
        if (!found) {
            throw new UnknownParty(name);
        }
    }
}
