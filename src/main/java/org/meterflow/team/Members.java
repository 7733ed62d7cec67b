package org.meterflow.team;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who is in which team, and who was: given, taken, and kept with who did it and when. */
@Repository
public class Members {

    /** Who gives and takes what an identity provider says at a sign-in. */
    private static final String PROVIDER = "the identity provider";

    private static final RowMapper<Membership> ROW = (row, number) -> new Membership(
            row.getString("person"),
            row.getString("team"),
            row.getTimestamp("given_at").toInstant(),
            row.getString("given_by"),
            instant(row.getTimestamp("taken_at")),
            row.getString("taken_by"));

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Members(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    public Set<String> teamsOf(String person) {
        return new TreeSet<>(jdbc.sql("select team from team_member where person = ? and taken_at is null")
                .param(person)
                .query(String.class)
                .list());
    }

    /**
     * Whether the person is in one of the teams, and stays in it until the caller's transaction ends: whoever takes them out
     * meanwhile waits.
     */
    public boolean holdIn(String person, Collection<String> teams) {
        return !teams.isEmpty()
                && !jdbc.sql("""
                                select team from team_member
                                where person = :person and team in (:teams) and taken_at is null
                                order by team for share
                                """)
                        .param("person", person)
                        .param("teams", teams)
                        .query(String.class)
                        .list()
                        .isEmpty();
    }

    /** The teams that somebody is in. */
    public Set<String> inhabited() {
        return new TreeSet<>(jdbc.sql("select distinct team from team_member where taken_at is null")
                .query(String.class)
                .list());
    }

    /** Everybody who is in a team, by name. */
    public List<Membership> now() {
        return jdbc.sql("select * from team_member where taken_at is null order by person")
                .query(ROW)
                .list();
    }

    /** The newest first. */
    public List<Membership> historyOf(String person) {
        return jdbc.sql(
                        "select * from team_member where person = ? order by coalesce(taken_at, given_at) desc, id desc")
                .param(person)
                .query(ROW)
                .list();
    }

    /** Puts the person into these teams and out of all others. */
    @Transactional
    public void set(String person, Set<String> teams, String by) {
        Set<String> before = teamsOf(person);
        before.stream().filter(team -> !teams.contains(team)).forEach(team -> take(person, team, by));
        teams.stream().filter(team -> !before.contains(team)).sorted().forEach(team -> give(person, team, by));
    }

    /**
     * What an identity provider says at a sign-in; what administrators gave stays.
     *
     * @return the teams the person is in now
     */
    @Transactional
    public Set<String> setByProvider(String person, Set<String> teams) {
        jdbc.sql("""
                        select team from team_member
                        where person = ? and taken_at is null and given_by = ? order by team
                        """).params(person, PROVIDER).query(String.class).list().stream()
                .filter(team -> !teams.contains(team))
                .forEach(team -> take(person, team, PROVIDER));
        teams.stream().sorted().forEach(team -> give(person, team, PROVIDER));
        return teamsOf(person);
    }

    /** Unless the person is in it, or was before and has been taken out. */
    @Transactional
    public void giveFirst(String person, String team, String by) {
        boolean known = jdbc.sql("select exists (select from team_member where person = ? and team = ?)")
                .params(person, team)
                .query(Boolean.class)
                .single();
        if (!known) {
            give(person, team, by);
        }
    }

    private void give(String person, String team, String by) {
        jdbc.sql("""
                        insert into team_member (person, team, given_at, given_by) values (?, ?, ?, ?)
                        on conflict (person, team) where taken_at is null do nothing
                        """).params(person, team, Timestamp.from(clock.instant()), by).update();
    }

    /** Waits for whatever the person is doing for the team at this moment. */
    @Transactional
    public void take(String person, String team, String by) {
        int taken = jdbc.sql("""
                        update team_member set taken_at = ?, taken_by = ?
                        where person = ? and team = ? and taken_at is null
                        """)
                .params(Timestamp.from(clock.instant()), by, person, team)
                .update();
        if (taken > 0) {
            events.publishEvent(new LeftTeam(person, team));
        }
    }
}
