package org.meterflow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterflow.simulator.Fleet;
import org.meterflow.simulator.FleetSettings;
import org.meterflow.simulator.PemKeySource;
import org.meterflow.simulator.Simulator;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The list of simulated devices, opened at page numbers that somebody typed into the address. */
class FleetPagesTest {

    @TempDir
    private Path state;

    private Fleet fleet;
    private FleetPages pages;

    @BeforeEach
    void aFleet() {
        fleet = new Fleet(
                FleetSettings.towards("localhost:1", state), List.of(), new PemKeySource(List.of()), Clock.systemUTC());
        pages = new FleetPages(new StaticListableBeanFactory().getBeanProvider(Simulator.class)) {
            @Override
            Optional<Fleet> fleet() {
                return Optional.of(fleet);
            }
        };
    }

    @AfterEach
    void stopped() {
        fleet.close();
    }

    private Pager opened(int page) {
        return (Pager) pages.list("", "", "", page).getModel().get("page");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100_000_000, Integer.MAX_VALUE})
    void no_page_follows_one_that_lies_beyond_all_devices(int page) {
        assertThat(opened(page)).isEqualTo(new Pager(page, Pager.SIZE, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void before_the_first_page_there_is_only_the_first(int page) {
        assertThat(opened(page)).isEqualTo(new Pager(1, Pager.SIZE, false));
    }
}
