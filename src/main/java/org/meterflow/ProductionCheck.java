package org.meterflow;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Production brings its own database, keys and first administrator, and leaves no door of the demonstration open. It says
 * at once what is wrong, all of it, before anything is started.
 */
class ProductionCheck implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            List<String> sentences = ProductionRules.broken(new ProductionSettings(environment));
            if (!sentences.isEmpty()) {
                throw new UnfitForProduction(sentences);
            }
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
