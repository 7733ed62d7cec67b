package org.meterflow.process.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Receipt;
import org.meterflow.messages.Sender;
import org.meterflow.messages.Verdict;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.FieldError;
import org.meterflow.process.TaskQuery;
import org.meterflow.process.Timeline;
import org.meterflow.process.TimelineEntry;
import org.meterflow.process.change.ChangeProposals;
import org.meterflow.process.change.ProcessChanges;
import org.meterflow.process.change.Proposal;
import org.meterflow.process.engine.ModelFile;
import org.meterflow.process.engine.Tasks;
import org.meterflow.process.engine.WaitingTasks;
import org.meterflow.process.help.CancelledCases;
import org.meterflow.team.Members;
import org.meterflow.testing.TownTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Two cases that want the same meter: cleaning, for which process owners have put rules into the table. */
@TownTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningTogetherTest {

    private static final Path DIAGRAMS = Path.of("src/test/resources/drawn-processes");
    private static final Sender ALDER = Sender.of("SP-0001", "supplier");
    private static final String SENTENCE =
            "A meter cleaning is under way at this meter point: another one can start when it has ended";

    @Autowired
    ChangeProposals proposals;

    @Autowired
    ProcessChanges changes;

    @Autowired
    DrawnCases drawn;

    @Autowired
    StartForms forms;

    @Autowired
    Inbox inbox;

    @Autowired
    CaseViews views;

    @Autowired
    Timeline timeline;

    @Autowired
    WaitingTasks waiting;

    @Autowired
    Tasks tasks;

    @Autowired
    CancelledCases cancelled;

    @Autowired
    Members members;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    TransactionTemplate transaction;

    @BeforeAll
    void cleaningIsDrawnAndHasItsRules() throws IOException {
        String table = Files.readString(Path.of("bpmn/running-together.dmn"))
                .replace("<text>\"changeOfTenancy\"</text>", "<text>\"meterCleaning\"</text>")
                .replace("<text>\"paymentModeSwitch\"</text>", "<text>\"paymentModeSwitch\",\"meterCleaning\"</text>")
                .replace("\"changeOfTenancy\",\"meterExchange\"", "\"meterCleaning\",\"meterExchange\"");
        Proposal proposal = proposals.propose(
                List.of(
                        diagram("meter-cleaning.bpmn"),
                        diagram("spring-cleaning.bpmn"),
                        new ModelFile("running-together.dmn", table.getBytes(StandardCharsets.UTF_8))),
                "Two must not clean one meter",
                "anna");
        assertThat(proposal.wrong()).isEmpty();
        assertThat(changes.approve(changes.find(proposal.change()).orElseThrow(), "ben")
                        .done())
                .isTrue();
        members.set("anna", Set.of("operations"), "test");
    }

    private static ModelFile diagram(String name) throws IOException {
        return new ModelFile(name, Files.readAllBytes(DIAGRAMS.resolve(name)));
    }

    @Test
    void a_second_case_is_refused_at_each_door_with_a_sentence_and_leaves_nothing_behind() {
        String home = "2200100000065";
        CaseKey first = begin("FIRST", home).key();

        Receipt message = send("SECOND", home);
        Begun program = begin("THIRD", home);
        Begun form =
                forms.start(drawn.require("meterCleaning"), Map.of("meterPoint", home), "form-of-the-second", "anna");

        assertThat(message.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(message.reason()).isEqualTo(SENTENCE);
        assertThat(program.isNew()).isFalse();
        assertThat(List.of(program, form))
                .allSatisfy(begun -> assertThat(begun.wrong()).containsExactly(new FieldError("meterPoint", SENTENCE)));
        assertThat(views.facts(key("SECOND"))).isEmpty();
        assertThat(views.facts(key("THIRD"))).isEmpty();
        assertThat(begin("ELSEWHERE", "2200100000074").isNew()).isTrue();
        assertThat(send("FIRST", home).reason()).contains("FIRST is known already");
        assertThat(titles(first)).containsExactly("Cleaning requested");
    }

    @Test
    void a_case_that_has_ended_or_been_cancelled_makes_room() {
        String home = "2200100000083";
        begin("ENDS", home);
        String task = waiting.find(TaskQuery.ofCase("ENDS")).get(0).id();
        assertThat(tasks.complete(task, Map.of("note", "Dust"), "anna")).isEmpty();

        assertThat(begin("CANCELLED", home).isNew()).isTrue();
        assertThat(begin("TOO-EARLY", home).isNew()).isFalse();
        cancelled.cancel(key("CANCELLED"), "Asked for by mistake", "anna");

        assertThat(begin("LAST", home).isNew()).isTrue();
    }

    @Test
    void a_case_that_another_calls_is_never_refused_and_keeps_others_out() {
        String home = "2200100000092";
        begin("ALONE", home);

        Begun round = drawn.start(
                "springCleaning", "SPRING", Map.of("requestId", "SPRING", "meterPoint", home), Starter.program());

        assertThat(round.isNew()).isTrue();
        assertThat(views.facts(key("SPRING:cleanMeterToo"))).isPresent();
        cancelled.cancel(key("ALONE"), "The round does it", "anna");
        assertThat(begin("BESIDE-A-CALLED-ONE", home).wrong())
                .extracting(FieldError::message)
                .containsExactly(SENTENCE);
    }

    @Test
    void of_two_that_start_at_one_moment_one_wins_and_the_other_hears_why() {
        String home = "2200100000108";
        CompletableFuture<Begun> second = transaction.execute(status -> {
            assertThat(begin("WINS", home).isNew()).isTrue();
            CompletableFuture<Begun> other = CompletableFuture.supplyAsync(() -> begin("LOSES", home));
            assertThatThrownBy(() -> other.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            return other;
        });

        assertThat(second.orTimeout(30, TimeUnit.SECONDS).join().wrong())
                .extracting(FieldError::message)
                .containsExactly(SENTENCE);
        assertThat(views.facts(key("LOSES"))).isEmpty();
    }

    @Test
    void the_market_s_change_of_supplier_goes_on_beside_what_it_meets_and_both_stories_say_so() {
        String home = "2200100000010";
        begin("MET", home);
        String data = """
                {"switchId": "SW-MEETS", "mpxn": "%s", "gainingSupplier": "BRCH", "supplyStartDate": "%s"}""".formatted(
                        home, calendar.plusWorkingDays(calendar.today(), 1).plusDays(4));
        Receipt receipt =
                inbox.receive(Sender.of("RB-0001", "registration-body"), "switchRequested", "SW-MEETS", data, null);
        CaseKey change = new CaseKey("changeOfSupplier", "SW-MEETS");

        assertThat(receipt.verdict()).isEqualTo(Verdict.STARTED);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(titles(change))
                        .contains("The switch is valid", "A meter cleaning is at the same meter point"));
        assertThat(titles(key("MET"))).contains("A change of supplier is at the same meter point");

        cancelled.cancel(key("MET"), "Not now", "anna");
        assertThat(send("AFTER-IT", home).reason())
                .isEqualTo("A change of supplier is under way at this meter point: the payment mode can be changed when"
                        + " the supplier has changed and has set up its meter");
    }

    private Begun begin(String id, String home) {
        return drawn.start("meterCleaning", id, Map.of("requestId", id, "meterPoint", home), Starter.person("anna"));
    }

    private Receipt send(String id, String home) {
        return inbox.receive(
                ALDER,
                "meterCleaningRequested",
                "message-" + id,
                "{\"requestId\": \"%s\", \"meterPoint\": \"%s\"}".formatted(id, home),
                null);
    }

    private static CaseKey key(String id) {
        return new CaseKey("meterCleaning", id);
    }

    private List<String> titles(CaseKey key) {
        return timeline.of(key).stream().map(TimelineEntry::title).toList();
    }
}
