package org.meterflow.demo;

import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.ClockMoved;
import org.meterflow.coverage.Coverage;
import org.meterflow.coverage.CoverageMap;
import org.meterflow.market.Market.Home;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The communications provider of the demonstration keeps its word: where coverage is expected, it is there on that day. */
@Component
@ConditionalOnProperty("meterflow.simulator.enabled")
class NetworkGrows {

    private static final long LOOK_EVERY_MILLIS = 5000;

    private final DemoMarket demo;
    private final DemoTown town;
    private final CoverageMap coverage;
    private final BusinessCalendar calendar;

    NetworkGrows(DemoMarket demo, DemoTown town, CoverageMap coverage, BusinessCalendar calendar) {
        this.demo = demo;
        this.town = town;
        this.coverage = coverage;
        this.calendar = calendar;
    }

    @EventListener
    void on(ClockMoved moved) {
        look();
    }

    @Scheduled(fixedDelay = LOOK_EVERY_MILLIS, initialDelay = LOOK_EVERY_MILLIS)
    void look() {
        town.fleet()
                .ifPresent(fleet -> demo.market()
                        .ifPresent(market -> market.newHomes().stream()
                                .filter(home -> home.coverage() != null
                                        && !home.coverage().available())
                                .filter(this::isReached)
                                .forEach(home -> fleet.cover(home.hub(), true))));
    }

    private boolean isReached(Home home) {
        return coverage.at(home.uprn())
                .map(Coverage::expected)
                .filter(expected -> !expected.isAfter(calendar.today()))
                .isPresent();
    }
}
