package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.calendar.DemoClock;
import org.meterflow.demo.DemoMarket;
import org.meterflow.demo.DemoTown;
import org.meterflow.device.CredentialHolders;
import org.meterflow.device.CredentialPlace;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.market.Market;
import org.meterflow.party.CertificateStatus;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseView;
import org.meterflow.process.RelatedCases;
import org.meterflow.process.Step;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.Timeline;
import org.meterflow.process.WorkItem;
import org.meterflow.process.changeofsupplier.SupplierChange.State;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.Cases;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.process.servicerequest.Question;
import org.meterflow.process.servicerequest.RequestedService;
import org.meterflow.process.servicerequest.ServiceRequest;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.MarketApi;
import org.meterflow.simulator.RegistrationBody;
import org.meterflow.simulator.SupplierDesk;
import org.meterflow.team.Members;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** The words in which switches are told: everything goes over the real interfaces, only the clock is in our hands. */
@TestComponent
class SwitchStory {

    static final Mpid ALDER = new Mpid("ALDR");
    static final Mpid BIRCH = new Mpid("BRCH");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DemoMarket market;
    private final DemoTown town;
    private final DemoClock clock;
    private final BusinessCalendar calendar;
    private final CasePaths paths;
    private final Cases cases;
    private final Tasks tasks;
    private final WaitingTasks waiting;
    private final Members members;
    private final SupplierChanges changes;
    private final Registrations registrations;
    private final ServiceRequest requests;
    private final Parties parties;
    private final CredentialHolders holders;
    private final Timeline timeline;
    private final List<CaseView> views;
    private final JdbcClient jdbc;
    private final Certificates certificates;
    private final DccKeys dcc;
    private final ApplicationContext platform;
    /** The least recently used first. */
    private final Set<Mpxn> used = new LinkedHashSet<>();

    SwitchStory(
            DemoMarket market,
            DemoTown town,
            Clock clock,
            BusinessCalendar calendar,
            CasePaths paths,
            Cases cases,
            Tasks tasks,
            WaitingTasks waiting,
            Members members,
            SupplierChanges changes,
            Registrations registrations,
            ServiceRequest requests,
            Parties parties,
            CredentialHolders holders,
            Timeline timeline,
            List<CaseView> views,
            JdbcClient jdbc,
            Certificates certificates,
            DccKeys dcc,
            ApplicationContext platform) {
        this.market = market;
        this.town = town;
        this.clock = (DemoClock) clock;
        this.calendar = calendar;
        this.paths = paths;
        this.cases = cases;
        this.tasks = tasks;
        this.waiting = waiting;
        this.members = members;
        this.changes = changes;
        this.registrations = registrations;
        this.requests = requests;
        this.parties = parties;
        this.holders = holders;
        this.timeline = timeline;
        this.views = views;
        this.jdbc = jdbc;
        this.certificates = certificates;
        this.dcc = dcc;
        this.platform = platform;
    }

    // ── given ──

    /** A home that no other test minds, served by Alder Energy. */
    Mpxn aHomeServedByAlder(Fuel fuel) {
        return aHome(supply -> supply.supplier().equals(ALDER)
                && supply.mpxn().fuel() == fuel
                && supply.payment() == Market.PaymentMode.CREDIT);
    }

    Mpxn aPrepaymentHomeServedByAlder(Fuel fuel) {
        return aHome(supply -> supply.supplier().equals(ALDER)
                && supply.mpxn().fuel() == fuel
                && supply.payment() == Market.PaymentMode.PREPAYMENT);
    }

    /** A home and its two meter points. */
    record DualFuelHome(Mpxn electricity, Mpxn gas) {}

    /** One with electricity and gas, both served by Alder Energy on credit; from the back, where nobody takes single meter points. */
    DualFuelHome aDualFuelHomeServedByAlder() {
        List<DualFuelHome> all = market.market().orElseThrow().homes().stream()
                .filter(home -> home.supplies().size() == 2
                        && home.supplies().stream()
                                .allMatch(supply -> supply.supplier().equals(ALDER)
                                        && supply.payment() == Market.PaymentMode.CREDIT))
                .map(home -> new DualFuelHome(
                        home.supplies().get(0).mpxn(), home.supplies().get(1).mpxn()))
                .filter(home -> Stream.of(home.electricity(), home.gas())
                        .allMatch(mpxn -> !used.contains(mpxn) || isAsBefore(mpxn)))
                .toList();
        DualFuelHome found = Stream.iterate(all.size() - 1, at -> at >= 0, at -> at - 1)
                .map(all::get)
                .min(Comparator.comparing(home -> used.contains(home.gas()) || used.contains(home.electricity())))
                .orElseThrow();
        used.removeAll(List.of(found.electricity(), found.gas()));
        used.addAll(List.of(found.electricity(), found.gas()));
        return found;
    }

    /** One that nobody has used; when there is none left, the first where everything is as it was before. */
    private Mpxn aHome(Predicate<Market.Supply> fits) {
        List<Mpxn> all = market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(fits)
                .map(Market.Supply::mpxn)
                .toList();
        Mpxn found = all.stream()
                .filter(mpxn -> !used.contains(mpxn))
                .findFirst()
                .or(() -> used.stream()
                        .filter(all::contains)
                        .filter(this::isAsBefore)
                        .findFirst())
                .orElseThrow();
        used.remove(found);
        used.add(found);
        return found;
    }

    /** No switch of it is open or has succeeded, and nothing of one is being undone. */
    private boolean isAsBefore(Mpxn mpxn) {
        boolean untouched = jdbc.sql("""
                        select not exists (select from supplier_change where mpxn = ? and ended_at is null)
                           and not exists (select from supplier_change where mpxn = ? and state = 'CHANGED')
                           and not exists (select from switch_reversal where mpxn = ?)""")
                .params(mpxn.value(), mpxn.value(), mpxn.value())
                .query(Boolean.class)
                .single();
        return untouched && registrations.of(mpxn).size() == 1;
    }

    /** Leaves a day between the end of the window to object and gate closure. */
    LocalDate aConvenientSupplyStartDate() {
        return theEarliestSupplyStartDate();
    }

    /** The day after the window to object closes is for deciding on an objection. */
    LocalDate theEarliestSupplyStartDate() {
        return calendar.plusWorkingDays(calendar.today(), 1).plusDays(2);
    }

    // ── when ──

    String aSwitchInvitesObjections(Mpxn mpxn, Mpid gaining) {
        String switchId = aSwitchIsRequested(mpxn, gaining);
        isAt(switchId, "inviteLosingSupplier");
        return switchId;
    }

    String aSwitchWaitsForItsGate(Mpxn mpxn, Mpid gaining) {
        String switchId = aSwitchIsRequested(mpxn, gaining);
        itsGateIsNext(switchId);
        return switchId;
    }

    void itsGateIsNext(String switchId) {
        isAt(switchId, "inviteLosingSupplier");
        theWindowToObjectCloses(switchId);
        isAt(switchId, "gateClosure");
    }

    String aSwitchIsRequested(Mpxn mpxn, Mpid gaining) {
        return aSwitchIsRequested(mpxn, gaining, aConvenientSupplyStartDate(), false);
    }

    String aSwitchIsRequested(Mpxn mpxn, Mpid gaining, LocalDate supplyStartDate, boolean prepayment) {
        String switchId = RegistrationBody.newSwitchId();
        MarketApi.Answer answer = town.registrationBody()
                .orElseThrow()
                .requestSwitch(switchId, mpxn, gaining, supplyStartDate, prepayment);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return switchId;
    }

    /** Half of a dual fuel group. */
    MarketApi.Answer aHalfIsRequested(
            String switchId, Mpxn mpxn, Mpid gaining, LocalDate supplyStartDate, String group, boolean together) {
        return town.registrationBody()
                .orElseThrow()
                .requestSwitch(
                        switchId,
                        mpxn,
                        gaining,
                        supplyStartDate,
                        false,
                        Map.of("dualFuel", Map.of("groupId", group, "oneFailsAllFail", together)));
    }

    void aSwitchIsRequested(String switchId, Mpxn mpxn, Mpid gaining) {
        town.registrationBody()
                .orElseThrow()
                .requestSwitch(switchId, mpxn, gaining, aConvenientSupplyStartDate(), false);
    }

    /** Lets time pass until the plan of attempts is at its end. */
    WorkItem untilAPersonIsCalled(String switchId, String name) {
        letTimePassWhile(switchId, () -> taskOf(switchId, name).isEmpty());
        assertThat(taskOf(switchId, name))
                .as("task '%s' of %s, whose requests are %s", name, switchId, requests.of(key(switchId)))
                .isPresent();
        return aTaskComesUp(switchId, name);
    }

    /** Attempt after attempt fails; in the end the next one is being waited for. */
    void theMeterStaysSilentUntil(String switchId, Instant time) {
        letTimePassWhile(switchId, () -> clock.instant().isBefore(time) || !isCalledAt(switchId, "attemptAwaited"));
        assertThat(clock.instant()).isAfterOrEqualTo(time);
    }

    void theMeterIsAskedOnUntil(String switchId, State state) {
        letTimePassWhile(switchId, () -> change(switchId).state() != state);
        ends(switchId, state);
    }

    /** Its certificate is out of use, so nothing is signed in its name; what the head-end remembers of it is forgotten. */
    void theDccLosesItsKeyAgreementKey(boolean lost) {
        certificates.of(dcc.accessControlBroker()).stream()
                .filter(one -> one.use() == CertificateUse.KA)
                .forEach(one -> certificates.changeStatus(
                        one.serial(), lost ? CertificateStatus.PENDING : CertificateStatus.IN_USE));
        ((Map<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(platform.getBean("keyring"), "owned")))
                .clear();
    }

    /** Time passes, with retries in vain, until a step of what the switch has called waits for a person. */
    CaseDetails.Failure aStepFails(String switchId) {
        return Awaitility.await("a failure of " + switchId)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> {
                            clock.advance(Duration.ofSeconds(11));
                            return called(switchId).stream()
                                    .flatMap(details -> details.failures().stream())
                                    .findFirst();
                        },
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    void isRetried(CaseDetails.Failure failure) {
        paths.retry(failure.jobId());
    }

    void anotherAttemptIsPlanned(String switchId) {
        Awaitility.await().atMost(PATIENCE).until(() -> isCalledAt(switchId, "attemptAwaited"));
    }

    private void letTimePassWhile(String switchId, BooleanSupplier stillSilent) {
        long giveUp = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        while (System.nanoTime() < giveUp && stillSilent.getAsBoolean()) {
            if (isCalledAt(switchId, "meterSpeaks")) {
                clock.advance(Duration.ofMinutes(3));
                leaves(switchId, "meterSpeaks");
            } else if (isCalledAt(switchId, "attemptAwaited")) {
                clock.advance(Duration.ofHours(25));
                leaves(switchId, "attemptAwaited");
            } else {
                leaves(switchId, "nothing");
            }
        }
    }

    private boolean isCalledAt(String switchId, String element) {
        return called(switchId).stream().anyMatch(details -> details.active().contains(element));
    }

    /** Waits a while for that; a time-out may not have been noticed yet, and more time must pass. */
    private void leaves(String switchId, String element) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !isCalledAt(switchId, element));
        } catch (org.awaitility.core.ConditionTimeoutException notYet) {
            clock.advance(Duration.ofSeconds(1));
        }
    }

    java.util.Optional<WorkItem> taskOf(String switchId, String name) {
        return waiting.find(TaskQuery.ofCase(switchId)).stream()
                .filter(task -> task.name().equals(name))
                .findFirst();
    }

    /** Its registration body has fallen silent: another one's name keeps the demo from sending files for it. */
    void theRegistrationDataIsOld(Mpxn mpxn) {
        jdbc.sql("update registration_feed set last_loaded = '2000-01-01', sender = 'SILENT' where network = ?")
                .param(networkOf(mpxn))
                .update();
    }

    /** From the network's own sender, as before, and so it goes on. */
    void theRegistrationDataIsFresh(Mpxn mpxn) {
        jdbc.sql("delete from registration_feed where network = ?")
                .param(networkOf(mpxn))
                .update();
        registrations.heard("REG" + networkOf(mpxn), new Mpid(networkOf(mpxn)));
    }

    private String networkOf(Mpxn mpxn) {
        return registrations.meterPoint(mpxn).orElseThrow().network().value();
    }

    SupplierDesk deskOf(Mpid supplier) {
        return town.desk(supplier).orElseThrow();
    }

    void theLosingSupplierObjects(String switchId, Map<String, Object> because) {
        Map<String, Object> objection = new java.util.HashMap<>(because);
        objection.put("switchId", switchId);
        deskOf(ALDER).object(switchId, objection);
    }

    void theWindowToObjectCloses(String switchId) {
        clock.advanceTo(change(switchId).agreement().windowEndsAt().plusSeconds(1));
    }

    void theGateCloses(String switchId) {
        clock.advanceTo(change(switchId).gateClosesAt().plusSeconds(1));
    }

    void keysAreSentAndTheSupplyStartDateComes(String switchId) {
        until(switchId, details -> details.active().contains("replaceKeys"), "the keys are due");
        theHourBeforeSupplyStartsComes(switchId);
        theSupplyStartDateComes(switchId);
    }

    void theHourBeforeSupplyStartsComes(String switchId) {
        untilCalled(switchId, "timeToSend");
        clock.advanceTo(change(switchId).supplyStartsAt().minus(Duration.ofMinutes(59)));
        untilCalled(switchId, "meterSpeaks");
    }

    /** Waits until a service request that the switch has called rests at this element of its own diagram. */
    void untilCalled(String switchId, String element) {
        Awaitility.await(switchId + " has called a request that is at " + element)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> called(switchId).stream()
                        .anyMatch(details -> details.active().contains(element)));
    }

    private List<CaseDetails> called(String switchId) {
        return Stream.concat(Stream.of(details(switchId)), paths.details(reversal(switchId)).stream())
                .flatMap(details -> details.steps().stream())
                .filter(step -> step.called() != null && step.ended() == null)
                .map(Step::called)
                .flatMap(key -> paths.details(key).stream())
                .toList();
    }

    void theRegistrationIsTakenBack(String switchId) {
        SupplierChange change = change(switchId);
        assertThat(registrations.cancelRegistration(
                        change.mpxn(), change.gaining(), change.supplyStartDate(), "the registration body"))
                .isTrue();
    }

    /** As if nobody had listened when it was taken back. */
    void theRegistrationVanishes(String switchId) {
        SupplierChange change = change(switchId);
        jdbc.sql("delete from registration where mpxn = ? and supplier = ?")
                .params(change.mpxn().value(), change.gaining().value())
                .update();
        jdbc.sql("update registration set valid = daterange(lower(valid), null) where mpxn = ? and upper_inf(known)")
                .param(change.mpxn().value())
                .update();
    }

    void theMeterHoldsTheKeys(String switchId) {
        holdsTheKeys(key(switchId));
    }

    void theMeterHoldsTheKeysThatGoBack(String switchId) {
        holdsTheKeys(reversal(switchId));
    }

    private void holdsTheKeys(CaseKey asker) {
        Awaitility.await("the meter holds the keys of " + asker)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> requests.of(asker).stream()
                        .anyMatch(request -> request.question() == Question.SUPPLIER_CREDENTIALS
                                && request.state() == RequestedService.State.ACCEPTED));
    }

    void theSupplyStartDateComes(String switchId) {
        clock.advanceTo(change(switchId).supplyStartsAt().plusSeconds(5));
    }

    void londonShows(LocalDate day, LocalTime time) {
        clock.advanceTo(calendar.at(day, time));
    }

    void passes(Duration time) {
        clock.advance(time);
    }

    void theHubIsCutOff(Mpxn mpxn, boolean cutOff) {
        town.fleet().orElseThrow().offline(hubOf(mpxn), cutOff);
    }

    private Eui64 hubOf(Mpxn mpxn) {
        return market.market().orElseThrow().homes().stream()
                .filter(home -> home.supplies().stream()
                        .anyMatch(supply -> supply.mpxn().equals(mpxn)))
                .findFirst()
                .orElseThrow()
                .hub();
    }

    WorkItem anotherTaskComesUp(WorkItem first, String switchId, String name) {
        Awaitility.await("another task '" + name + "' of " + switchId)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> taskOf(switchId, name)
                        .filter(task -> !task.id().equals(first.id()))
                        .isPresent());
        return aTaskComesUp(switchId, name);
    }

    WorkItem aTaskComesUp(String switchId, String name) {
        return Awaitility.await("task '" + name + "' of " + switchId)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> taskOf(switchId, name), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** She is in the teams to whom a switch is a task. */
    String olga() {
        members.set("olga", Set.of("operations", "switching"), "priya");
        return "olga";
    }

    void anOperatorDecides(WorkItem task, Map<String, String> form) {
        assertThat(tasks.complete(task.id(), form, olga())).isEmpty();
    }

    // ── then ──

    void isAt(String switchId, String element) {
        until(switchId, details -> details.active().contains(element), "it is at " + element);
    }

    SupplierChange ends(String switchId, State state) {
        Awaitility.await(switchId + " ends " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(change(switchId).state()).isEqualTo(state));
        Awaitility.await().atMost(PATIENCE).until(() -> !cases.isRunning(key(switchId)));
        return change(switchId);
    }

    List<CaseKey> linkedWith(String switchId) {
        return views.stream()
                .filter(RelatedCases.class::isInstance)
                .map(RelatedCases.class::cast)
                .flatMap(view -> view.relatedTo(key(switchId)).stream())
                .toList();
    }

    boolean passed(String switchId, String element) {
        return path(switchId).contains(element);
    }

    boolean isKnown(String switchId) {
        return changes.find(switchId).isPresent();
    }

    boolean isReversed(String switchId) {
        return paths.details(reversal(switchId)).isPresent();
    }

    void theReversalEnds(String switchId) {
        Awaitility.await("the reversal of " + switchId + " ends")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !cases.isRunning(reversal(switchId)));
    }

    Map<String, String> facts(String switchId) {
        return facts(SupplierChange.PROCESS, switchId);
    }

    Map<String, String> reversalFacts(String switchId) {
        return facts("switchReversal", switchId);
    }

    private Map<String, String> facts(String process, String switchId) {
        return views.stream()
                .filter(view -> view.process().equals(process))
                .flatMap(view -> view.show(switchId).stream())
                .findFirst()
                .orElseThrow()
                .facts()
                .plain();
    }

    void until(String switchId, Predicate<CaseDetails> condition, String what) {
        Awaitility.await(switchId + ": " + what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> condition.test(details(switchId)));
    }

    CaseDetails details(String switchId) {
        return paths.details(key(switchId)).orElseThrow();
    }

    List<String> path(String switchId) {
        return details(switchId).steps().stream()
                .map(Step::elementId)
                .distinct()
                .toList();
    }

    SupplierChange change(String switchId) {
        return changes.find(switchId).orElseThrow();
    }

    Mpid supplierOf(Mpxn mpxn) {
        return registrations.on(mpxn, calendar.today()).orElseThrow().supplier();
    }

    Mpid supplierOf(Mpxn mpxn, LocalDate day) {
        return registrations.on(mpxn, day).orElseThrow().supplier();
    }

    void aNoticeReaches(Mpid supplier, String switchId, String notice) {
        Awaitility.await(supplier + " hears " + notice + " of " + switchId)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> deskOf(supplier).noticesOf(switchId).contains(notice));
    }

    /** The ids of what a party has been told of a switch. */
    List<String> told(String party, String switchId) {
        return jdbc.sql("select id from outbound_message where recipient = ? and key = ?")
                .params(party, switchId)
                .query(String.class)
                .list();
    }

    /** The values of a notice's {@code supplier}, in the order of the case's story, each once. */
    List<String> supplierTold(String switchId, String notice) {
        return timeline.of(key(switchId)).stream()
                .filter(entry -> entry.title().endsWith(" " + SwitchNoticeWords.of(notice)))
                .map(entry -> entry.detail().replaceAll(".*supplier=([A-Z]+).*", "$1"))
                .distinct()
                .toList();
    }

    String whomTheMeterTrusts(Mpxn mpxn) {
        return holders.of(meterOf(mpxn), CredentialPlace.SUPPLIER).orElseThrow().value();
    }

    /** In whose name the meter was asked, attempt after attempt, as the case's story has it. */
    List<String> usersAskedFor(String switchId) {
        return timeline.of(key(switchId)).stream()
                .filter(entry -> entry.title().startsWith("Asked the meter"))
                .map(entry -> entry.detail().replaceAll(".* on behalf of ", ""))
                .distinct()
                .toList();
    }

    String userOf(Mpid supplier, Mpxn mpxn) {
        return parties.supplierUser(supplier, mpxn.fuel()).orElseThrow().id().value();
    }

    Eui64 meterOf(Mpxn mpxn) {
        return market.market().orElseThrow().homes().stream()
                .flatMap(home -> home.supplies().stream())
                .filter(supply -> supply.mpxn().equals(mpxn))
                .map(Market.Supply::meter)
                .findFirst()
                .orElseThrow();
    }

    Set<String> whoMaySee(String request) {
        return views.stream()
                .filter(view -> view.process().equals("serviceRequest"))
                .flatMap(view -> view.show(request).stream())
                .findFirst()
                .orElseThrow()
                .parties();
    }

    Instant now() {
        return clock.instant();
    }

    Map<String, String> answerOf(String request) {
        return requests.find(request).orElseThrow().answer();
    }

    Instant answeredAt(String request) {
        return requests.find(request).orElseThrow().answeredAt();
    }

    String keysRequestOf(String switchId) {
        return keysRequest(switchId).id();
    }

    RequestedService keysRequest(String switchId) {
        return requests.of(key(switchId)).stream()
                .filter(request -> request.question() == Question.SUPPLIER_CREDENTIALS)
                .findFirst()
                .orElseThrow();
    }

    private static CaseKey reversal(String switchId) {
        return new CaseKey("switchReversal", switchId);
    }

    static CaseKey key(String switchId) {
        return new CaseKey(SupplierChange.PROCESS, switchId);
    }
}
