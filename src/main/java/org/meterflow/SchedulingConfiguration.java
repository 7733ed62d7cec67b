package org.meterflow;

import org.springframework.boot.autoconfigure.task.TaskSchedulingProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** One scheduler for all that happens at intervals, said by name: the head-end's event loops would pass for one too. */
@Configuration
@EnableScheduling
class SchedulingConfiguration {

    @Bean
    ThreadPoolTaskScheduler taskScheduler(TaskSchedulingProperties settings) {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("scheduling-");
        scheduler.setPoolSize(settings.getPool().getSize());
        scheduler.setDaemon(true);
        return scheduler;
    }
}
