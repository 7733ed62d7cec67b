package org.meterflow.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Used whenever no {@code spring.datasource.url} names a server of one's own. */
@Configuration
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
class EmbeddedDatabase {

    @Bean
    EmbeddedServer embeddedServer(DatabaseSettings settings) {
        return EmbeddedServer.start(settings.directory(), settings.port());
    }

    @Bean
    HikariDataSource dataSource(EmbeddedServer server, DatabaseSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("meterflow");
        pool.setJdbcUrl(server.jdbcUrl("postgres"));
        pool.setMaximumPoolSize(settings.connections());
        return new HikariDataSource(pool);
    }
}
