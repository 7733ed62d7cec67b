package org.meterflow.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.meterflow.testing.FreshDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An installation from before addresses lost their names and passwords. */
class AddressesWithoutPasswordsTest {

    private final DriverManagerDataSource database = new DriverManagerDataSource(FreshDatabase.create());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void a_password_in_an_address_is_gone_wherever_it_was_kept_and_all_else_stays() {
        flyway().target("82?").load().migrate();
        jdbc.sql("""
                insert into party (id, name, status, fuels, webhook_address)
                values ('A', 'A', 'LIVE', '{}', 'https://olivia:secret@example.org/hook?to=a@b'),
                       ('B', 'B', 'LIVE', '{}', 'https://example.org/hook?to=a@b')
                """).update();
        jdbc.sql("insert into party_user values ('02', 'A', '{IS}', 'HTTP://olivia:secret@example.org')")
                .update();
        jdbc.sql("""
                insert into party_event (party_id, at, what, actor)
                values ('A', now(), 'Notifications go to https://olivia:secret@example.org/hook, with a new secret', 'olga'),
                       ('A', now(), 'Gave billing@example.org the key mf_1', 'olga')
                """).update();

        flyway().load().migrate();

        assertThat(all("select webhook_address from party order by id"))
                .containsExactly("https://example.org/hook?to=a@b", "https://example.org/hook?to=a@b");
        assertThat(all("select response_address from party_user")).containsExactly("HTTP://example.org");
        assertThat(all("select what from party_event order by id"))
                .containsExactly(
                        "Notifications go to https://example.org/hook, with a new secret",
                        "Gave billing@example.org the key mf_1");
        assertThat(all("select tgenabled::text from pg_trigger where tgname = 'party_event_is_append_only'"))
                .as("history cannot be changed again")
                .containsExactly("O");
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .table("schema_history");
    }

    private List<String> all(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
