package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.OTHER_SUPPLIER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.duis.XmlText;
import org.meterflow.gateway.schedule.ScheduleBook;
import org.meterflow.gateway.schedule.ScheduledRead;
import org.meterflow.gateway.schedule.ScheduledRead.State;
import org.meterflow.gateway.schedule.ScheduledReadBook;
import org.meterflow.gbcs.MeterAnswer;
import org.meterflow.identifier.Mpid;
import org.meterflow.party.CertificateUse;
import org.meterflow.party.Certificates;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Element;

/** Schedules that users keep with the DCC: made, seen, deleted, carried out, and ended with the right to the meter. */
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestPropertySource(
        properties = {
            "meterflow.gateway.first-attempt-delay=100ms",
            "meterflow.gateway.held-requests-every=100ms",
            "meterflow.gateway.schedules.most=3",
            "meterflow.metering.least-wait=1s",
            "meterflow.metering.least-patience=1s"
        })
class SchedulesTest extends PublishedHomeAtWork {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Autowired
    ScheduleBook book;

    @Autowired
    ScheduledReadBook runs;

    @Autowired
    ScheduledReads reads;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Certificates certificates;

    @Autowired
    Registrations registrations;

    @Autowired
    BusinessCalendar calendar;

    private SimulatedSupplier supplier;
    private SimulatedSupplier otherSupplier;

    @BeforeEach
    void theirUsers() throws Exception {
        supplier = user(SUPPLIER);
        otherSupplier = user(OTHER_SUPPLIER);
    }

    @AfterEach
    void theirSchedulesEnd() throws Exception {
        supplier.ask(SupplierRequest.deleteSchedule("DeviceID", ELECTRICITY_METER));
    }

    // ── refused ──

    @Test
    void a_schedule_that_begins_in_the_past_is_refused() throws Exception {
        assertThat(code(daily(soon().minus(Duration.ofDays(1)), null))).isEqualTo("E050102");
    }

    @Test
    void a_schedule_that_would_never_run_is_refused() throws Exception {
        Instant first = soon().plus(Duration.ofDays(2));
        assertThat(code(daily(first, day(first).minusDays(1)))).isEqualTo("E050102");
        LocalDate today = day(clock.instant());
        assertThat(code(SupplierRequest.scheduleDailyLog(ELECTRICITY_METER, "Daily", today, today, LocalTime.MIDNIGHT)))
                .as("today, at a time that has passed")
                .isEqualTo("E050102");
    }

    @Test
    void a_part_of_the_log_that_ends_before_it_begins_is_refused() throws Exception {
        assertThat(code(changed(daily(), "StartDateOffset", "0", "EndDateOffset", "-1")))
                .isEqualTo("E050103");
    }

    @Test
    void another_user_s_certificate_is_refused() throws Exception {
        byte[] others = certificates
                .inUse(OTHER_SUPPLIER, CertificateUse.KA)
                .orElseThrow()
                .der();
        assertThat(code(with(daily(), "DSPScheduledServiceReference", "KAPublicSecurityCredential", base64(others))))
                .isEqualTo("E050107");
    }

    @Test
    void a_service_that_is_not_repeated_by_schedule_is_refused() throws Exception {
        assertThat(code(changed(
                        daily(),
                        "DSPScheduledServiceReference",
                        "4.1",
                        "DSPScheduledServiceReferenceVariant",
                        "4.1.1")))
                .isEqualTo("E050101");
        assertThat(code(changed(daily(), "DSPScheduledServiceReference", "4.8")))
                .as("a reference that is not the variant's")
                .isEqualTo("E050101");
    }

    @Test
    void what_is_no_time_or_no_frequency_is_no_request() throws Exception {
        for (SupplierRequest wrong : List.of(
                changed(daily(), "ScheduleExecutionStartTime", "25:00:00Z"),
                changed(daily(), "ScheduleFrequency", "Hourly"),
                changed(daily(), "StartDateOffset", "1"),
                SupplierRequest.readSchedule("DSPScheduleID", "1000000000001"))) {
            byte[] document = supplier.signed(wrong.document(supplier.nextId(wrong)));
            assertThat(supplier.post('D', document).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void nobody_schedules_reads_of_another_supplier_s_meter_or_of_an_unknown_one() throws Exception {
        assertThat(otherSupplier.ask(daily()).acknowledgement().code()).isEqualTo("E4");
        assertThat(code(changed(daily(), "DeviceID", "00-DB-12-34-56-78-9F-FF")))
                .isEqualTo("E19");
    }

    @Test
    void an_unknown_schedule_is_neither_read_nor_deleted() throws Exception {
        assertThat(code(SupplierRequest.readSchedule("DSPScheduleID", 999_999))).isEqualTo("E050201");
        assertThat(code(SupplierRequest.deleteSchedule("DSPScheduleID", 999_999)))
                .isEqualTo("E050301");
        assertThat(code(SupplierRequest.readSchedule("DeviceID", ELECTRICITY_METER)))
                .isEqualTo("E050201");
    }

    @Test
    void another_user_s_schedule_is_unknown() throws Exception {
        long id = created(daily());

        assertThat(otherSupplier
                        .ask(SupplierRequest.readSchedule("DSPScheduleID", id))
                        .acknowledgement()
                        .code())
                .isEqualTo("E050201");
        assertThat(otherSupplier
                        .ask(SupplierRequest.deleteSchedule("DSPScheduleID", id))
                        .acknowledgement()
                        .code())
                .isEqualTo("E050301");
        assertThat(book.find(id, SUPPLIER)).isPresent();
    }

    @Test
    void a_user_has_no_more_schedules_of_a_device_than_there_may_be() throws Exception {
        for (int number = 0; number < 3; number++) {
            created(daily());
        }
        assertThat(code(daily())).isEqualTo("E050105");
    }

    // ── kept ──

    @Test
    void a_schedule_is_told_as_it_was_asked_for_until_it_is_deleted() throws Exception {
        byte[] own =
                certificates.inUse(SUPPLIER, CertificateUse.KA).orElseThrow().der();
        SupplierRequest wanted = with(
                changed(daily(), "ScheduleFrequency", "Half-Yearly"),
                "DSPScheduledServiceReference",
                "KAPublicSecurityCredential",
                base64(own));
        long id = created(wanted);

        Element told = answer(SupplierRequest.readSchedule("DeviceID", ELECTRICITY_METER))
                .content()
                .orElseThrow();

        Elements one = Elements.of(Elements.of(told).required("DSPSchedules"));
        assertThat(one.text("DSPScheduleID")).isEqualTo(Long.toString(id));
        assertThat(texts(one.required("DSPScheduleDetails"))).isEqualTo(texts(bodyOf(wanted)));
        assertThat(code(SupplierRequest.deleteSchedule("DSPScheduleID", id))).isEqualTo("I0");
        assertThat(code(SupplierRequest.readSchedule("DSPScheduleID", id))).isEqualTo("E050201");
    }

    @Test
    void a_schedule_without_a_time_gets_one_in_the_early_hours() throws Exception {
        long id = created(without(daily(), "ScheduleExecutionStartTime"));

        assertThat(book.find(id, SUPPLIER).orElseThrow().terms().at())
                .isBetween(LocalTime.of(0, 15), LocalTime.of(6, 0));
    }

    // ── carried out ──

    @Test
    @Order(Integer.MAX_VALUE - 6)
    void a_daily_schedule_reads_the_log_each_day_once_until_its_last_day() throws Exception {
        Instant first = soon();
        long id = created(daily(first, day(first).plusDays(1)));

        clock.advance(A_MINUTE.multipliedBy(2));
        DuisResponse answer = runs(id, 1).get(0);
        assertThat(answer.requestId()).isEmpty();
        assertThat(answer.responseId())
                .contains(runs.readsOf(id).get(0).requestId().response().toString());
        assertThat(supplier.read(answer)).isInstanceOf(MeterAnswer.DailyReadLog.class);
        clock.advance(Duration.ofDays(1));
        runs(id, 2);
        clock.advance(Duration.ofDays(1));

        assertThat(book.find(id, SUPPLIER)).as("its last day is over").isEmpty();
        assertThat(runs.readsOf(id)).extracting(ScheduledRead::state).containsExactly(State.ANSWERED, State.ANSWERED);
        assertThat(supplier.received().stream().filter(response -> isRunOf(response, id)))
                .hasSize(2);
    }

    @Test
    @Order(Integer.MAX_VALUE - 5)
    void a_deleted_schedule_does_not_run() throws Exception {
        long deleted = created(daily());
        long kept = created(daily());
        supplier.ask(SupplierRequest.deleteSchedule("DSPScheduleID", deleted));

        clock.advance(A_MINUTE.multipliedBy(2));

        runs(kept, 1);
        assertThat(runs.readsOf(deleted)).isEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE - 4)
    void many_at_work_make_each_read_once() throws Exception {
        List<Long> ids = List.of(created(daily()), created(daily()), created(daily()));
        clock.advance(A_MINUTE.multipliedBy(2));

        try (var nodes = new Workers()) {
            nodes.all(() -> transaction.execute(status -> reads.takeUpNext()));
        }

        for (long id : ids) {
            runs(id, 1);
            assertThat(runs.readsOf(id)).hasSize(1);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 3)
    void a_device_that_does_not_answer_is_told_and_asked_again_the_next_day() throws Exception {
        long id = created(daily());
        fleet.offline(ELECTRICITY_METER, true);
        clock.advance(A_MINUTE.multipliedBy(2));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            clock.advance(A_MINUTE);
            return runs.readsOf(id).stream().anyMatch(read -> read.state() == State.FAILED);
        });
        Element failure = alert("CommandFailure");
        fleet.offline(ELECTRICITY_METER, false);
        clock.advance(Duration.ofDays(1));

        assertThat(Elements.of(failure).text("CommandRequestID"))
                .isEqualTo(runs.readsOf(id).get(0).requestId().toString());
        runs(id, 1);
        assertThat(runs.readsOf(id)).extracting(ScheduledRead::state).containsExactly(State.FAILED, State.ANSWERED);
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void what_nobody_was_there_to_read_for_days_is_not_read_afterwards() throws Exception {
        long id = created(daily());

        clock.advance(Duration.ofDays(5).minusHours(12));

        runs(id, 1);
        assertThat(runs.readsOf(id)).extracting(ScheduledRead::state).containsExactly(State.MISSED, State.ANSWERED);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void a_supplier_without_a_right_any_more_loses_its_schedule_and_is_told() throws Exception {
        long id = created(daily());
        var mpxn = Objects.requireNonNull(
                devices.find(ELECTRICITY_METER).orElseThrow().importMpxn());
        registrations.register(mpxn, new Mpid("SUPB"), calendar.today().plusDays(1), "test");

        clock.advance(Duration.ofDays(2));

        Elements removal = Elements.of(alert("DSPScheduleRemoval"));
        assertThat(removal.text("DeviceID")).isEqualTo(ELECTRICITY_METER.value());
        assertThat(removal.text("DSPScheduleID")).isEqualTo(Long.toString(id));
        assertThat(book.find(id, SUPPLIER)).isEmpty();
        assertThat(runs.readsOf(id)).noneMatch(read -> read.state() == State.SENT || read.state() == State.ANSWERED);
    }

    // ── words ──

    /** Several threads at the same work. */
    private static final class Workers implements AutoCloseable {

        private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(4);

        void all(java.util.concurrent.Callable<?> work) throws Exception {
            List<? extends Future<?>> results = IntStream.range(0, 12)
                    .mapToObj(number -> threads.submit(work))
                    .toList();
            for (Future<?> result : results) {
                result.get();
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Instant soon() {
        return clock.instant().plus(A_MINUTE).truncatedTo(ChronoUnit.SECONDS);
    }

    private SupplierRequest daily() {
        return daily(soon(), null);
    }

    private SupplierRequest daily(Instant first, LocalDate endsOn) {
        return SupplierRequest.scheduleDailyLog(
                ELECTRICITY_METER, "Daily", day(first), endsOn, LocalTime.ofInstant(first, ZoneOffset.UTC));
    }

    private String code(SupplierRequest request) throws Exception {
        return answer(request).code();
    }

    private DuisResponse answer(SupplierRequest request) throws Exception {
        return supplier.ask(request).acknowledgement();
    }

    private long created(SupplierRequest request) throws Exception {
        DuisResponse answer = answer(request);
        assertThat(answer.code()).isEqualTo("I0");
        return Long.parseLong(answer.content().orElseThrow().getTextContent());
    }

    private List<DuisResponse> runs(long schedule, int times) {
        return await().atMost(PATIENCE)
                .until(
                        () -> supplier.received().stream()
                                .filter(response -> isRunOf(response, schedule))
                                .toList(),
                        runs -> runs.size() == times);
    }

    private static boolean isRunOf(DuisResponse response, long schedule) {
        return response.content()
                .filter(content -> content.getLocalName().equals("DSPScheduledMessage"))
                .filter(content -> content.getElementsByTagNameNS("*", "DSPScheduleID")
                        .item(0)
                        .getTextContent()
                        .equals(Long.toString(schedule)))
                .isPresent();
    }

    private Element alert(String content) throws Exception {
        DuisResponse alert = supplier.await(
                        response -> response.message()
                                        .getElementsByTagNameNS("*", content)
                                        .getLength()
                                > 0,
                        PATIENCE)
                .orElseThrow();
        return (Element) alert.message().getElementsByTagNameNS("*", content).item(0);
    }

    private static SupplierRequest changed(SupplierRequest request, String... namesAndTexts) {
        return edited(request, body -> {
            for (int at = 0; at < namesAndTexts.length; at += 2) {
                named(body, namesAndTexts[at]).setTextContent(namesAndTexts[at + 1]);
            }
        });
    }

    private static SupplierRequest with(SupplierRequest request, String before, String name, String text) {
        return edited(request, body -> {
            Element added = body.getOwnerDocument().createElementNS(body.getNamespaceURI(), "sr:" + name);
            added.setTextContent(text);
            body.insertBefore(added, named(body, before));
        });
    }

    private static SupplierRequest without(SupplierRequest request, String name) {
        return edited(request, body -> body.removeChild(named(body, name)));
    }

    private static SupplierRequest edited(SupplierRequest request, java.util.function.Consumer<Element> edit) {
        return SupplierRequest.toDcc(request.variant(), request.body(), body -> {
            request.content().accept(body);
            edit.accept(body);
        });
    }

    private static Element named(Element body, String name) {
        return (Element) body.getElementsByTagNameNS("*", name).item(0);
    }

    private static Element bodyOf(SupplierRequest request) {
        var document = XmlText.newDocument();
        Element body = document.createElementNS("urn:body", "body");
        request.content().accept(body);
        return body;
    }

    /** Names and texts, in order. */
    private static List<String> texts(Element element) {
        var all = element.getElementsByTagName("*");
        return IntStream.range(0, all.getLength())
                .mapToObj(all::item)
                .map(one -> one.getLocalName() + "="
                        + (Elements.childrenOf((Element) one).isEmpty() ? one.getTextContent() : ""))
                .toList();
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }
}
