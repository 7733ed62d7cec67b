package org.meterflow.process.work;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The lists of tasks that people look at again and again: their own, and those that somebody shares with their team. */
@Repository
public class SavedViews {

    /** As many of one person as a page can offer. */
    public static final int MOST = 20;

    public static final int LONGEST_NAME = 50;
    /** Of an address that a browser and a list can take. */
    public static final int LONGEST_QUERY = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By name; a person's own first. */
    public List<SavedView> of(String person, Set<String> teams) {
        return jdbc.sql("""
                        select id, person, name, query, team from inbox_view
                        where person = :person or team in (:teams) order by person <> :person, lower(name), id
                        """)
                .param("person", person)
                .param("teams", teams.isEmpty() ? Set.of("") : teams)
                .query(SavedView.class)
                .list();
    }

    /**
     * In place of the person's own view of that name, if there is one.
     *
     * @return false when the person has as many as there may be
     */
    @Transactional
    public boolean save(String person, String name, String query, @Nullable String team) {
        if (name.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException("A view of " + person + " is longer than there is a place for");
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtext('inbox_view'), hashtext(?))")
                .param(person)
                .query()
                .listOfRows();
        long others = jdbc.sql("select count(*) from inbox_view where person = ? and lower(name) <> lower(?)")
                .params(person, name)
                .query(Long.class)
                .single();
        return others < MOST
                && jdbc.sql("""
                                        insert into inbox_view (person, name, query, team, saved_at) values (?, ?, ?, ?, ?)
                                        on conflict (person, lower(name)) do update
                                            set name = excluded.name, query = excluded.query, team = excluded.team,
                                                saved_at = excluded.saved_at
                                        """)
                                .params(Arrays.asList(person, name, query, team, Timestamp.from(clock.instant())))
                                .update()
                        == 1;
    }

    /** A person's own. */
    public void delete(String person, long id) {
        jdbc.sql("delete from inbox_view where person = ? and id = ?")
                .params(person, id)
                .update();
    }
}
