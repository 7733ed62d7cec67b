package org.meterflow.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.team.Members;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who may sign in, with what. Passwords are kept hashed only. */
@Repository
class People {

    private static final String SELECT = """
            select name, full_name, party, enabled, last_sign_in,
                   array(select role from desk_user_role r where r.user_name = u.name order by role) as roles
            from desk_user u
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Members members;

    People(JdbcClient jdbc, Clock clock, Members members) {
        this.members = members;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Person> all() {
        return jdbc.sql(SELECT + "order by name").query(People::person).list();
    }

    Optional<Person> find(String name) {
        return jdbc.sql(SELECT + "where name = ?")
                .param(name)
                .query(People::person)
                .optional();
    }

    /** Hashed. */
    Optional<String> passwordOf(String name) {
        return jdbc.sql("select password from desk_user where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    boolean anyAdministrator() {
        return jdbc.sql("""
                        select exists (select from desk_user_role r join desk_user u on u.name = r.user_name
                                       where r.role = 'ADMINISTRATOR' and u.enabled)
                        """).query(Boolean.class).single();
    }

    /** @return false when the name is taken */
    @Transactional
    boolean add(String name, String fullName, Set<Role> roles, @Nullable String party, String passwordHash) {
        int added = jdbc.sql("""
                        insert into desk_user (name, full_name, party, password, created_at)
                        values (?, ?, ?, ?, ?) on conflict (name) do nothing
                        """)
                .params(java.util.Arrays.asList(name, fullName, party, passwordHash, Timestamp.from(clock.instant())))
                .update();
        if (added == 1) {
            giveRoles(name, roles);
        }
        return added == 1;
    }

    /**
     * What the person may do from now on, and for which teams.
     *
     * @return the same person, changed
     */
    @Transactional
    Person change(Person person, Set<String> teams, String by) {
        jdbc.sql("update desk_user set full_name = :fullName, party = :party, enabled = :enabled where name = :name")
                .param("fullName", person.fullName())
                .param("party", person.party())
                .param("enabled", person.enabled())
                .param("name", person.name())
                .update();
        giveRoles(person.name(), person.roles());
        members.set(person.name(), teams, by);
        return person;
    }

    void changePassword(String name, String passwordHash) {
        jdbc.sql("update desk_user set password = ? where name = ?")
                .params(passwordHash, name)
                .update();
    }

    void signedIn(String name) {
        jdbc.sql("update desk_user set last_sign_in = ? where name = ?")
                .params(Timestamp.from(clock.instant()), name)
                .update();
    }

    private void giveRoles(String name, Collection<Role> roles) {
        jdbc.sql("delete from desk_user_role where user_name = ?").param(name).update();
        for (Role role : roles) {
            jdbc.sql("insert into desk_user_role (user_name, role) values (?, ?)")
                    .params(name, role.name())
                    .update();
        }
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String role : (String[]) row.getArray("roles").getArray()) {
            roles.add(Role.valueOf(role));
        }
        return new Person(
                row.getString("name"),
                row.getString("full_name"),
                roles,
                row.getString("party"),
                row.getBoolean("enabled"),
                instant(row.getTimestamp("last_sign_in")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
