package org.meterflow.messages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.meterflow.testing.MeterflowTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The platform with one small process and one outbound channel beside its own, and short pauses. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@MeterflowTest
@Import(PostOfficeTest.PostOffice.class)
@TestPropertySource(
        properties = {
            "meterflow.messages.inbox.poll=50ms",
            "meterflow.messages.inbox.grace=300ms",
            "meterflow.messages.inbox.attempts=4",
            "meterflow.messages.inbox.first-retry=20ms",
            "meterflow.messages.inbox.last-retry=50ms",
            "meterflow.messages.outbox.poll=100ms",
            "meterflow.messages.outbox.first-retry=20ms",
            "meterflow.messages.outbox.last-retry=50ms",
            "meterflow.messages.outbox.attempts=3",
            "meterflow.messages.outbox.lease=10s",
            "meterflow.messages.webhook.plain-http=true",
            "meterflow.messages.webhook.timeout=3s",
            "meterflow.messages.api.rate=2000",
            "meterflow.messages.api.burst=2000"
        })
public @interface PostOfficeTest {

    @TestConfiguration
    class PostOffice {

        @Bean
        Parcels parcels(JdbcClient jdbc) {
            return new Parcels(jdbc);
        }

        @Bean
        Postbox postbox() {
            return new Postbox();
        }
    }
}
