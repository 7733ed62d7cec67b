package org.meterflow.process.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.device.Device;
import org.meterflow.device.DeviceType;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market.Supply;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.party.User;
import org.meterflow.party.UserRole;
import org.meterflow.process.BulkWork;
import org.meterflow.process.BulkWork.Progress;
import org.meterflow.process.BulkWork.Result;
import org.meterflow.process.CaseKey;
import org.meterflow.process.drawn.Begun;
import org.meterflow.process.drawn.Starter;
import org.meterflow.simulator.RegistrationBody;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** A made-up supplier fails that supplies two dozen homes of the town, and Alder Energy has to supply them. */
class SupplierOfLastResortTest extends SwitchedHome {

    private static final String CEDAR = "SP-0099";
    private static final Mpid CDAR = new Mpid("CDAR");
    private static final int HOMES = 24;

    @Autowired
    BulkWork work;

    @Autowired
    Parties parties;

    @Autowired
    CredentialHolders holders;

    @Autowired
    List<ScheduledTaskHolder> scheduled;

    @Test
    void nothing_passes_when_it_cannot_or_when_one_of_two_people_does_not_agree_or_nobody_says_anything() {
        List<Mpxn> homes = suppliedByCedar(List.of());
        CaseKey itself = directed(CEDAR, today().plusDays(1));
        CaseKey late = directed(SUPPLIER, today().minusDays(1));
        CaseKey refused = directed(SUPPLIER, today().plusDays(1));

        endsAs(itself, "Not possible");
        endsAs(late, "Not possible");
        does(refused, "Decide first", Map.of("decision", "agree", "reason", "The direction is signed"), "ben");
        does(refused, "Decide second", Map.of("decision", "refuse", "reason", "The day is another one"), "carl");

        endsAs(refused, "Not approved");
        CaseKey forgotten = directed(SUPPLIER, today().plusDays(3));
        comesTo(forgotten, "Approve");
        passes(Duration.ofDays(1).plusMinutes(1));
        endsAs(forgotten, "Not approved");
        assertThat(homes).allMatch(home -> supplier(home).equals(CDAR));
        homes.forEach(home -> registrations.register(home, BIRCH, today(), "the test"));
    }

    @Test
    void a_few_meter_points_pass_the_same_day_with_nothing_left_to_decide_while_three_nodes_work_at_once() {
        List<Mpxn> homes = suppliesOfBirch().stream()
                .map(Supply::mpxn)
                .skip(HOMES - 6)
                .limit(6)
                .toList();
        theCedarOfThisTown();
        homes.forEach(home -> registrations.register(home, CDAR, today(), "the test"));
        ScheduledExecutorService otherNodes = twoMoreNodesWork();
        try {
            CaseKey key = directed(SUPPLIER, today());
            does(key, "Decide first", Map.of("decision", "agree", "reason", "The direction is signed"), "ben");
            does(key, "Decide second", Map.of("decision", "agree", "reason", "It is the right day"), "carl");
            endsAs(key, "Passed on");

            assertThat(counted(key, "Keys at the meters", "replaced")).isEqualTo(homes.size());
            List<String> devicesAsked = homes.stream()
                    .flatMap(this::keyHolders)
                    .map(device -> device.id().value())
                    .toList();
            assertThat(asked(key)).containsExactlyInAnyOrderElementsOf(devicesAsked);
        } finally {
            otherNodes.shutdown();
        }
    }

    /** They share the table with the town's own node. */
    private ScheduledExecutorService twoMoreNodesWork() {
        Runnable work = scheduled.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(task -> task.getTask().getRunnable())
                .filter(runnable -> runnable.toString().endsWith("LastResortWorker.work"))
                .findFirst()
                .orElseThrow();
        ScheduledExecutorService nodes = Executors.newScheduledThreadPool(2);
        for (int node = 0; node < 2; node++) {
            nodes.scheduleWithFixedDelay(work, 0, 100, TimeUnit.MILLISECONDS);
        }
        return nodes;
    }

    @Test
    void all_meter_points_pass_on_the_day_and_their_keys_are_replaced_prepayment_first_until_somebody_takes_the_rest() {
        List<Supply> supplies = suppliesOfBirch();
        List<Mpxn> homes =
                suppliedByCedar(List.of(supplies.get(3).mpxn(), supplies.get(20).mpxn()));
        Map<Mpxn, Device> unknown = new java.util.LinkedHashMap<>();
        homes.stream().limit(2).forEach(home -> unknown.put(home, forgotten(home)));
        String to = switchAsked(
                new Mpxn(mpxn), CDAR, calendar.plusWorkingDays(today(), 1).plusDays(2));
        String from = switchAsked(homes.get(5), BIRCH, calendar.plusWorkingDays(today(), 8));

        CaseKey key = directed(SUPPLIER, today().plusDays(1));
        does(key, "Decide first", Map.of("decision", "agree", "reason", "The direction is signed"), "ben");
        does(key, "Decide second", Map.of("decision", "agree", "reason", "It is the right day"), "carl");
        comesTo(key, "Day comes");
        assertThat(homes).allMatch(home -> supplier(home).equals(CDAR));
        work.pause(key, "anna");
        passes(Duration.ofDays(1));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(counted(key, "Registrations", "passed")).isEqualTo(homes.size()));
        assertThat(homes).allMatch(home -> supplier(home).equals(ALDER));
        comesTo(key, "Replace keys");
        assertThat(state(to)).isEqualTo("CANCELLED");
        assertThat(losing(from)).isEqualTo("ALDR");
        passes(Duration.ofMinutes(6));
        assertThat(counted(key, "Keys at the meters", "waiting")).as("paused").isEqualTo(homes.size());

        work.resume(key, "anna");
        untilSettled(key, 2);
        assertThat(work.results(key, true, 10, 0))
                .extracting(Result::mpxn, Result::keys)
                .containsExactlyInAnyOrderElementsOf(unknown.keySet().stream()
                        .map(home -> org.assertj.core.groups.Tuple.tuple(home.value(), "Failed"))
                        .toList());
        found(homes.get(0), unknown.get(homes.get(0)));
        does(key, "Decide on failures", Map.of("decision", "again", "who", "The inventory has been mended"), "ben");
        untilSettled(key, 1);
        does(key, "Decide on failures", Map.of("decision", "handOver", "who", "Field team West"), "ben");
        endsAs(key, "Passed on");
        found(homes.get(1), unknown.get(homes.get(1)));

        assertThat(homes.stream().filter(home -> !home.equals(homes.get(1))))
                .allSatisfy(home -> assertThat(whomItsDevicesTrust(home)).containsOnly(userOfAlder()));
        List<Result> all = new ArrayList<>();
        work.each(key, all::add);
        assertThat(all).hasSize(homes.size());
        assertThat(all.stream().limit(2).map(Result::payment)).containsOnly("Prepayment");
        assertThat(all.stream().filter(result -> result.keys().equals("Handed to a person")))
                .singleElement()
                .satisfies(
                        result -> assertThat(result.said()).startsWith("Handed to Field team West. No commissioned"));
        everyDeviceWasAskedOnceAndPrepaymentFirst(key, homes);
        assertThat(told(key)).contains("Paused the replacement of keys", "Resumed the replacement of keys");
    }

    private CaseKey directed(String successor, LocalDate day) {
        String id = "SOLR-" + RegistrationBody.newSwitchId();
        Begun begun = drawn.start(
                "supplierOfLastResort",
                id,
                Map.of(
                        "directionId",
                        id,
                        "failedSupplier",
                        CEDAR,
                        "supplierOfLastResort",
                        successor,
                        "effectiveOn",
                        day),
                Starter.person("anna"));
        assertThat(begun.wrong()).isEmpty();
        return begun.key();
    }

    private List<Supply> suppliesOfBirch() {
        List<Supply> all = market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.supplier().equals(BIRCH) && supply.export() == null)
                .toList();
        Stream<Supply> electricity = all.stream()
                .filter(supply -> supply.mpxn().value().startsWith("2299"))
                .limit(HOMES);
        Stream<Supply> gas =
                all.stream().filter(supply -> supply.mpxn().fuel() == Fuel.GAS).limit(2);
        return Stream.concat(electricity, gas).toList();
    }

    /** @param prepayment those of which the market has been told that they pay in advance */
    private List<Mpxn> suppliedByCedar(List<Mpxn> prepayment) {
        theCedarOfThisTown();
        List<Mpxn> homes = suppliesOfBirch().stream().map(Supply::mpxn).toList();
        homes.forEach(home -> registrations.register(home, CDAR, today(), "the test"));
        prepayment.forEach(
                home -> jdbc.sql("""
                        insert into supplier_change (switch_id, mpxn, gaining, losing, supply_start_date, domestic, prepayment,
                            requested_at, requested_by, state, gate_closes_at, supply_starts_at, ended_at)
                        values (?, ?, 'CDAR', 'BRCH', current_date, true, true, now(), 'RB-0001', 'CHANGED', now(), now(), now()) on conflict do nothing""").params("PREPAID-" + home, home.value()).update());
        return homes;
    }

    private void theCedarOfThisTown() {
        if (parties.find(CEDAR).isEmpty()) {
            parties.add(new Party(
                    CEDAR,
                    "Cedar Energy",
                    Set.of(CDAR),
                    List.of(new User(Eui64.of("02-4D-46-00-00-99-00-00"), Set.of(UserRole.IS, UserRole.GS))),
                    PartyStatus.LIVE,
                    Set.of(Fuel.ELECTRICITY, Fuel.GAS),
                    null));
        }
    }

    private String switchAsked(Mpxn home, Mpid gaining, LocalDate day) {
        String id = RegistrationBody.newSwitchId();
        assertThat(town.registrationBody()
                        .orElseThrow()
                        .requestSwitch(id, home, gaining, day, false)
                        .status())
                .isEqualTo(202);
        await().until(() -> state(id).equals("PENDING"));
        return id;
    }

    /** No device is known at the meter point any more. */
    private Device forgotten(Mpxn home) {
        Device meter = devices.meterOf(home).orElseThrow();
        devices.assignMeterPoint(meter.id(), null);
        return meter;
    }

    private void found(Mpxn home, Device meter) {
        devices.assignMeterPoint(meter.id(), home);
    }

    private Mpid supplier(Mpxn home) {
        return registrations.on(home, today()).orElseThrow().supplier();
    }

    private String losing(String switchId) {
        return jdbc.sql("select losing from supplier_change where switch_id = ?")
                .param(switchId)
                .query(String.class)
                .single();
    }

    private long counted(CaseKey key, String stage, String count) {
        return work.progress(key).map(Progress::stages).orElseThrow().stream()
                .filter(each -> each.name().equals(stage))
                .flatMap(each -> each.counts().stream())
                .filter(each -> each.name().equals(count))
                .mapToLong(BulkWork.Count::meterPoints)
                .sum();
    }

    /** Gas meters sleep: time passes until they have woken. */
    private void untilSettled(CaseKey key, int failed) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    passes(Duration.ofMinutes(1));
                    return counted(key, "Keys at the meters", "failed") == failed
                            && counted(key, "Keys at the meters", "under way")
                                            + counted(key, "Keys at the meters", "waiting")
                                    == 0;
                });
    }

    private List<String> whomItsDevicesTrust(Mpxn home) {
        return keyHolders(home)
                .map(device -> holders.of(device.id(), CredentialPlace.SUPPLIER)
                        .map(Eui64::value)
                        .orElse("nobody known"))
                .toList();
    }

    private Stream<Device> keyHolders(Mpxn home) {
        return devices.at(home).stream()
                .filter(device -> device.type() == DeviceType.ESME
                        || device.type() == DeviceType.GSME
                        || device.type() == DeviceType.GPF);
    }

    private String userOfAlder() {
        return parties.supplierUser(ALDER, Fuel.ELECTRICITY).orElseThrow().id().value();
    }

    private void everyDeviceWasAskedOnceAndPrepaymentFirst(CaseKey key, List<Mpxn> homes) {
        List<String> asked = asked(key);
        long devicesAsked = homes.stream().flatMap(this::keyHolders).count() - 1;
        assertThat(asked).hasSize((int) devicesAsked).doesNotHaveDuplicates();
        List<String> prepaid = work.results(key, false, 2, 0).stream()
                .map(result -> devices.meterOf(new Mpxn(result.mpxn()))
                        .orElseThrow()
                        .id()
                        .value())
                .toList();
        assertThat(asked.subList(0, 2)).containsExactlyInAnyOrderElementsOf(prepaid);
    }

    /** The devices, in the order in which they were asked. */
    private List<String> asked(CaseKey key) {
        return jdbc.sql("select device from meter_command where reference like ? order by id")
                .param("lastResort:" + key.caseId() + ":%")
                .query(String.class)
                .list();
    }
}
