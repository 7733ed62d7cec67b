package org.meterflow.process.askdevice;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.device.Devices;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.Supply;
import org.meterflow.metering.Meters;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Timeline;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.kit.Answers;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;

/** A process owner's diagram in the town: each test has a home with an electricity meter that Alder Energy supplies. */
@TownTest
public abstract class DrawnInTown {

    protected static final Mpid ALDER = new Mpid("ALDR");

    /** A party that supplies none of the homes. */
    protected static final String STRANGER = "SP-0002";

    private static final Set<String> HOMES_USED = new HashSet<>();

    @Autowired
    protected DemoMarket market;

    @Autowired
    protected DemoTown town;

    @Autowired
    protected Devices devices;

    @Autowired
    protected Meters meters;

    @Autowired
    protected RepositoryService repository;

    @Autowired
    protected Cases cases;

    @Autowired
    protected Answers answers;

    @Autowired
    protected Timeline timeline;

    @Autowired
    protected Clock clock;

    protected String mpxn = "";

    @BeforeEach
    protected void aHomeOfItsOwn() {
        List<Supply> supplies = new ArrayList<>(market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.supplier().equals(ALDER)
                        && supply.mpxn().fuel() == Fuel.ELECTRICITY
                        && supply.spareMeter() == null)
                .filter(this::suits)
                .toList());
        Collections.reverse(supplies);
        mpxn = supplies.stream()
                .map(supply -> supply.mpxn().value())
                .filter(HOMES_USED::add)
                .findFirst()
                .orElseThrow();
    }

    /** Whether a home is one that the test is about. */
    protected boolean suits(Supply supply) {
        return true;
    }

    protected Device meter() {
        return devices.at(new Mpxn(mpxn)).stream()
                .filter(device -> device.type() == DeviceType.ESME)
                .findFirst()
                .orElseThrow();
    }

    protected void passes(Duration time) {
        ((DemoClock) clock).advance(time);
    }

    protected CaseKey begins(DrawnBoxes drawn) {
        repository
                .createDeployment()
                .addString(drawn.process() + ".bpmn", drawn.xml())
                .deploy();
        CaseKey key = new CaseKey(drawn.process(), drawn.process() + "-1");
        cases.start(key);
        return key;
    }

    protected CaseKey runs(DrawnBoxes drawn) {
        CaseKey key = begins(drawn);
        ends(key);
        return key;
    }

    protected void ends(CaseKey key) {
        await().atMost(Duration.ofMinutes(2)).until(() -> !cases.isRunning(key));
    }
}
