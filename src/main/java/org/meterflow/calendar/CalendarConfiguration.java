package org.meterflow.calendar;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration
class CalendarConfiguration {

    @Bean
    @ConditionalOnProperty("meterflow.demo.adjustable-clock")
    DemoClock demoClock(JdbcClient jdbc, ApplicationEventPublisher events) {
        return new DemoClock(jdbc, events);
    }

    @Bean
    @ConditionalOnProperty(name = "meterflow.demo.adjustable-clock", havingValue = "false", matchIfMissing = true)
    Clock systemClock() {
        return Clock.systemUTC();
    }
}
