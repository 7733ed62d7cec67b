package org.meterflow.gateway;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The threads on which what comes in over HTTP integrations is dealt with. They take the first executor there is, which
 * would otherwise be the process engine's: a rush of requests and the engine's own jobs must not wait for each other.
 */
@Configuration
class RequestThreads {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ThreadPoolTaskExecutor requestExecutor(GatewaySettings settings) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("request-");
        executor.setCorePoolSize(settings.threads());
        executor.setWaitForTasksToCompleteOnShutdown(true);
        executor.setAwaitTerminationSeconds(5);
        return executor;
    }
}
