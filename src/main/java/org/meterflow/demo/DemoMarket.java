package org.meterflow.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterflow.market.Market;
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
    private final MarketLoader loader;
    private final DemoKeys keys;
    private @Nullable Market market;

    DemoMarket(DemoSettings settings, MarketLoader loader, DemoKeys keys) {
        this.settings = settings;
        this.loader = loader;
        this.keys = keys;
    }

    /** Before anything listens or polls. */
    @Override
    public void afterSingletonsInstantiated() {
        if (settings.wanted()) {
            Market loaded = Market.load(settings.market(), settings.extraHomes());
            keys.makeFor(loaded);
            loader.load(loaded);
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
