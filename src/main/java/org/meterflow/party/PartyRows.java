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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Parties as rows of their tables. */
@Component
class PartyRows {

    private static final String SELECT = """
            select p.id, p.name, p.status, p.fuels, p.webhook_address,
                   array(select m.mpid from party_mpid m where m.party_id = p.id) as mpids,
                   u.eui, u.roles, u.response_address
              from party p left join party_user u on u.party_id = p.id
            """;

    private final JdbcClient jdbc;

    PartyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Party> select(String condition, Object... parameters) {
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

    void insert(Party party) {
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

    /** @return false when there is none of this id */
    boolean update(Party party) {
        int known = jdbc.sql("update party set name = ?, status = ?, fuels = ?, webhook_address = ? where id = ?")
                .params(
                        party.name(),
                        party.status().name(),
                        names(party.fuels()),
                        text(party.webhookAddress()),
                        party.id())
                .update();
        if (known == 0) {
            return false;
        }
        jdbc.sql("delete from party_mpid where party_id = ?").param(party.id()).update();
        jdbc.sql("delete from party_user where party_id = ?").param(party.id()).update();
        addNames(party);
        return true;
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

    boolean changeResponseAddress(Eui64 user, @Nullable URI address) {
        return jdbc.sql("update party_user set response_address = ? where eui = ?")
                        .params(text(address), user.value())
                        .update()
                > 0;
    }

    boolean changeWebhook(String id, @Nullable URI address) {
        return jdbc.sql("update party set webhook_address = ? where id = ?")
                        .params(text(address), id)
                        .update()
                > 0;
    }

    void changeStatus(String id, PartyStatus status) {
        jdbc.sql("update party set status = ? where id = ?")
                .params(status.name(), id)
                .update();
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
