package org.meterflow.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.market.Market;
import org.meterflow.onboarding.MarketFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Brings the made-up market into the platform when it starts: parties, meter points, devices, and keys for all. What is
 * there already stays as it is.
 */
@Component
@Profile("!production")
public class DemoMarket implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(DemoMarket.class);

    private final DemoSettings settings;
    private final MarketFiles files;
    private final DemoKeys keys;
    private @Nullable Market market;

    DemoMarket(DemoSettings settings, MarketFiles files, DemoKeys keys) {
        this.settings = settings;
        this.files = files;
        this.keys = keys;
    }

    /** Before anything listens or polls. */
    @Override
    public void afterSingletonsInstantiated() {
        if (settings.wanted()) {
            Market loaded = Market.load(settings.market(), settings.extraHomes());
            keys.makeFor(loaded);
            files.demonstrate(loaded);
            market = loaded;
            log.info(
                    "The market '{}' has {} homes",
                    loaded.name(),
                    loaded.homes().size());
        }
    }

    /** The market in play; empty when the platform runs without one. */
    public Optional<Market> market() {
        return Optional.ofNullable(market);
    }
}
