package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseKey;
import org.meterflow.process.Step;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.RegistrationBody;
import org.springframework.beans.factory.annotation.Autowired;

/** A home that changes its supplier from Alder to Birch, over all interfaces. */
abstract class SwitchedHome extends CoreProcess {

    static final Mpid BIRCH = new Mpid("BRCH");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Map<Fuel, Integer> PREPAYMENT_HOMES_USED = new EnumMap<>(Fuel.class);

    @Autowired
    CasePaths paths;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    Registrations registrations;

    /** @return its id */
    String isSwitchedToBirch() {
        return isSwitchedToBirch(false);
    }

    /** @param prepayment what the market says of how it is paid for */
    String isSwitchedToBirch(boolean prepayment) {
        String switchId = RegistrationBody.newSwitchId();
        LocalDate start = calendar.plusWorkingDays(calendar.today(), 1).plusDays(2);
        assertThat(town.registrationBody()
                        .orElseThrow()
                        .requestSwitch(switchId, new Mpxn(mpxn), BIRCH, start, prepayment)
                        .status())
                .isEqualTo(202);
        isAt(switchId, "inviteLosingSupplier");
        advanceTo(time(switchId, "window_ends_at").plusSeconds(1));
        supplyStarts(switchId);
        return switchId;
    }

    /** From waiting for its gate to its end. */
    void supplyStarts(String switchId) {
        gateCloses(switchId);
        isAt(switchId, "replaceKeys");
        aRequestIsAt(switchId, "timeToSend");
        advanceTo(time(switchId, "supply_starts_at").minus(Duration.ofMinutes(59)));
        aRequestIsAt(switchId, "meterSpeaks");
        advanceTo(time(switchId, "supply_starts_at").plusSeconds(5));
        await().atMost(PATIENCE).until(() -> !cases.isRunning(key(switchId)));
        assertThat(state(switchId)).isEqualTo("CHANGED");
    }

    private void gateCloses(String switchId) {
        isAt(switchId, "gateClosure");
        advanceTo(time(switchId, "gate_closes_at").plusSeconds(1));
    }

    /** The gate closes, and the meter does not say what firmware it has. */
    void gateClosesOnASilentMeter(String switchId) {
        hubIsOffline(true);
        gateCloses(switchId);
        isAt(switchId, "readFirmware");
        aRequestIsAt(switchId, "meterSpeaks");
    }

    /** Not before the meter is known to be silent: then it is asked as soon as its hub calls. */
    void theHubIsBack(String switchId) {
        await(switchId + " waits for its meter")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    boolean waits = called(switchId)
                            .anyMatch(details -> details.active().contains("attemptAwaited"));
                    if (!waits) {
                        passes(Duration.ofMinutes(10));
                    }
                    return waits;
                });
        hubIsOffline(false);
    }

    /** In the place of the test's own home: one that pays in advance, and that no test has used. */
    void theHomePaysInAdvance() {
        theHomePaysInAdvanceFor(Fuel.ELECTRICITY);
    }

    void theHomePaysInAdvanceFor(Fuel fuel) {
        List<String> homes = market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply ->
                        supply.supplier().equals(ALDER) && supply.mpxn().fuel() == fuel)
                .filter(supply -> supply.payment() == Market.PaymentMode.PREPAYMENT)
                .map(supply -> supply.mpxn().value())
                .toList();
        mpxn = homes.get(PREPAYMENT_HOMES_USED.merge(fuel, 1, Integer::sum) - 1);
    }

    static CaseKey key(String switchId) {
        return new CaseKey("changeOfSupplier", switchId);
    }

    String state(String switchId) {
        return jdbc.sql("select state from supplier_change where switch_id = ?")
                .param(switchId)
                .query(String.class)
                .single();
    }

    /** The switch by which that one goes back. */
    String theSwitchBack(String switchId) {
        return await().atMost(PATIENCE)
                .until(
                        () -> jdbc.sql("select switch_id from supplier_change where returns_switch = ?")
                                .param(switchId)
                                .query(String.class)
                                .optional(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private Instant time(String switchId, String column) {
        return jdbc.sql("select " + column + " from supplier_change where switch_id = ?")
                .param(switchId)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private void advanceTo(Instant time) {
        ((DemoClock) clock).advanceTo(time);
    }

    private void isAt(String switchId, String element) {
        await(switchId + " is at " + element)
                .atMost(PATIENCE)
                .until(() -> paths.details(key(switchId)).stream()
                        .anyMatch(details -> details.active().contains(element)));
    }

    private void aRequestIsAt(String switchId, String element) {
        await(switchId + " has a request at " + element)
                .atMost(PATIENCE)
                .until(() ->
                        called(switchId).anyMatch(details -> details.active().contains(element)));
    }

    private Stream<CaseDetails> called(String switchId) {
        return paths.details(key(switchId)).stream()
                .flatMap(details -> details.steps().stream())
                .filter(step -> step.called() != null && step.ended() == null)
                .map(Step::called)
                .flatMap(called -> paths.details(called).stream());
    }

    /** Who owed what a box has paid for. */
    String owedBy(CaseKey key, String box) {
        return jdbc.sql("select supplier from compensation where id = ?")
                .param(key.caseId() + ":" + box)
                .query(String.class)
                .single();
    }

    Mpid suppliedBy() {
        return registrations.on(new Mpxn(mpxn), today()).orElseThrow().supplier();
    }
}
