package org.meterflow.party;

import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.TypedText;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The parties to the code, found by any of their names. */
@Component
public class Parties {

    private static final String SELECT = """
            select p.id, p.name, p.status, p.fuels, p.webhook_address,
                   array(select m.mpid from party_mpid m where m.party_id = p.id) as mpids,
                   u.eui, u.roles, u.response_address
              from party p left join party_user u on u.party_id = p.id
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Parties(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    public Optional<Party> find(String id) {
        return select("where p.id = ?", id).stream().findFirst();
    }

    public Optional<Party> ofUser(Eui64 user) {
        return select("where p.id = (select party_id from party_user where eui = ?)", user.value()).stream()
                .findFirst();
    }

    public Optional<Party> ofMpid(Mpid mpid) {
        return select("where p.id = (select party_id from party_mpid where mpid = ?)", mpid.value()).stream()
                .findFirst();
    }

    public List<Party> all() {
        return select("");
    }

    /** Those that the text names: by id, MPID or user, or by words with which words of their names begin. */
    public List<Party> named(TypedText typed) {
        String[] words = typed.words().stream().map(word -> "% " + word + "%").toArray(String[]::new);
        if (words.length == 0) {
            return List.of();
        }
        return select("""
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
        jdbc.sql("insert into party (id, name, status, fuels, webhook_address) values (?, ?, ?, ?, ?)")
                .params(
                        party.id(),
                        party.name(),
                        party.status().name(),
                        names(party.fuels()),
                        text(party.webhookAddress()))
                .update();
        addNames(party);
    }

    /** Writes a party anew, with its names and users; adds it when it is not there. */
    @Transactional
    public void replace(Party party) {
        int known = jdbc.sql("update party set name = ?, status = ?, fuels = ?, webhook_address = ? where id = ?")
                .params(
                        party.name(),
                        party.status().name(),
                        names(party.fuels()),
                        text(party.webhookAddress()),
                        party.id())
                .update();
        if (known == 0) {
            add(party);
            return;
        }
        jdbc.sql("delete from party_mpid where party_id = ?").param(party.id()).update();
        jdbc.sql("delete from party_user where party_id = ?").param(party.id()).update();
        addNames(party);
    }

    private void addNames(Party party) {
        party.mpids()
                .forEach(mpid -> jdbc.sql("insert into party_mpid (mpid, party_id) values (?, ?)")
                        .params(mpid.value(), party.id())
                        .update());
        party.users()
                .forEach(user -> jdbc.sql(
                                "insert into party_user (eui, party_id, roles, response_address) values (?, ?, ?, ?)")
                        .params(user.id().value(), party.id(), names(user.roles()), text(user.responseAddress()))
                        .update());
    }

    /** @throws UnknownParty when there is none of this id */
    @Transactional
    public void changeStatus(String id, PartyStatus status, String reason) {
        PartyStatus before = find(id).orElseThrow(() -> new UnknownParty(id)).status();
        jdbc.sql("update party set status = ? where id = ?")
                .params(status.name(), id)
                .update();
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
        requireOne(
                jdbc.sql("update party_user set response_address = ? where eui = ?")
                        .params(text(address), user.value())
                        .update(),
                user.value());
    }

    /**
     * @param address null to stop the notifications
     * @throws UnknownParty when there is none of this id
     */
    @Transactional
    public void changeWebhook(String id, @Nullable URI address) {
        requireOne(
                jdbc.sql("update party set webhook_address = ? where id = ?")
                        .params(text(address), id)
                        .update(),
                id);
    }

    private static void requireOne(int changed, String name) {
        if (changed == 0) {
            throw new UnknownParty(name);
        }
    }

    private List<Party> select(String condition, Object... parameters) {
        Map<String, Party> parties = new LinkedHashMap<>();
        jdbc.sql(SELECT + condition + " order by p.id, u.eui")
                .params(parameters)
                .query(row -> {
                    Party seen = parties.get(row.getString("id"));
                    List<User> users = new ArrayList<>(seen == null ? List.of() : seen.users());
                    if (row.getString("eui") != null) {
                        users.add(user(row));
                    }
                    parties.put(row.getString("id"), party(row, users));
                });
        return List.copyOf(parties.values());
    }

    private static Party party(ResultSet row, List<User> users) throws SQLException {
        Set<Mpid> mpids = strings(row.getArray("mpids")).map(Mpid::new).collect(Collectors.toSet());
        Set<Fuel> fuels = strings(row.getArray("fuels")).map(Fuel::valueOf).collect(Collectors.toSet());
        PartyStatus status = PartyStatus.valueOf(row.getString("status"));
        URI webhook = uri(row.getString("webhook_address"));
        return new Party(row.getString("id"), row.getString("name"), mpids, users, status, fuels, webhook);
    }

    private static User user(ResultSet row) throws SQLException {
        Set<UserRole> roles =
                strings(row.getArray("roles")).map(UserRole::valueOf).collect(Collectors.toSet());
        return new User(new Eui64(row.getString("eui")), roles, uri(row.getString("response_address")));
    }

    private static Stream<String> strings(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray());
    }

    private static String[] names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : WebAddress.of(uri.toString()).toString();
    }
}
