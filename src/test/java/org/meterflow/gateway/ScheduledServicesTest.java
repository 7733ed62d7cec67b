package org.meterflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meterflow.gateway.PublishedMarket.ELECTRICITY_METER;
import static org.meterflow.gateway.PublishedMarket.GAS_METER;
import static org.meterflow.gateway.PublishedMarket.SUPPLIER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterflow.access.Service;
import org.meterflow.access.ServiceCatalogue;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.duis.DuisResponse;
import org.meterflow.duis.Elements;
import org.meterflow.duis.ResponseDocument;
import org.meterflow.gbcs.GbcsMessage;
import org.meterflow.gbcs.UseCase;
import org.meterflow.identifier.Eui64;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.registration.Registrations;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.w3c.dom.Element;

/** Every service that can be repeated by schedule, from the request that asks for it to the meter's answer. */
class ScheduledServicesTest extends PublishedHomeAtWork {

    private static final Eui64 NETWORK_OPERATOR = new Eui64("90-B3-D5-1F-30-02-00-00");

    @Autowired
    ServiceCatalogue catalogue;

    @Autowired
    Registrations registrations;

    @Autowired
    BusinessCalendar calendar;

    private SimulatedSupplier supplier;
    private SimulatedSupplier operator;

    @BeforeEach
    void theirUsers() throws Exception {
        supplier = user(SUPPLIER);
        operator = user(NETWORK_OPERATOR);
    }

    @AfterEach
    void theirSchedulesEnd() throws Exception {
        supplier.ask(SupplierRequest.deleteSchedule("DeviceID", ELECTRICITY_METER));
        operator.ask(SupplierRequest.deleteSchedule("DeviceID", GAS_METER));
    }

    @Test
    void what_the_catalogue_lets_repeat_and_what_the_schema_has_room_for_is_what_the_platform_repeats() {
        assertThat(Arrays.stream(ScheduledService.values()).map(ScheduledService::variant))
                .containsExactlyElementsOf(catalogue.all().stream()
                        .filter(Service::schedulable)
                        .map(Service::variant)
                        .toList());
        assertThat(Arrays.stream(ScheduledService.values()).map(ScheduledService::element))
                .containsExactlyElementsOf(catalogue.all().stream()
                        .filter(Service::schedulable)
                        .map(service -> "DSP" + service.bodyElement())
                        .toList());
    }

    @Test
    void a_body_of_another_service_is_refused() throws Exception {
        assertThat(code(schedule(ELECTRICITY_METER, "4.15", "DSPReadActivePowerImport", false)))
                .isEqualTo("E050101");
        assertThat(code(schedule(ELECTRICITY_METER, "4.8.1", "DSPReadExportProfileData", true)))
                .isEqualTo("E050101");
    }

    @Test
    void a_part_of_a_log_where_there_is_none_or_none_where_there_is_one_is_no_request() throws Exception {
        for (SupplierRequest wrong : new SupplierRequest[] {
            schedule(ELECTRICITY_METER, "4.15", "DSPReadLoadLimitData", true),
            schedule(ELECTRICITY_METER, "4.8.1", "DSPReadActiveImportProfileData", false),
            schedule(ELECTRICITY_METER, "4.3", "DSPReadInstantaneousPrepayValues", false)
        }) {
            byte[] document = supplier.signed(wrong.document(supplier.nextId(wrong)));
            assertThat(supplier.post('D', document).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void a_service_to_which_its_user_has_no_right_is_refused() throws Exception {
        assertThat(code(schedule(GAS_METER, ScheduledService.GAS_NETWORK_DATA))).isEqualTo("E2");
        assertThat(code(schedule(GAS_METER, ScheduledService.LOAD_LIMIT))).isEqualTo("E4");
    }

    @Test
    void a_schedule_of_what_is_no_log_is_told_without_a_part_of_one() throws Exception {
        long id = created(supplier, schedule(ELECTRICITY_METER, ScheduledService.LOAD_LIMIT));

        Element told = supplier.ask(SupplierRequest.readSchedule("DSPScheduleID", id))
                .acknowledgement()
                .content()
                .orElseThrow();

        Element asked = (Element)
                told.getElementsByTagNameNS("*", "DSPReadLoadLimitData").item(0);
        assertThat(Elements.childrenOf(asked)).isEmpty();
    }

    @Test
    void each_service_is_read_when_it_is_due_and_its_user_gets_the_answer() throws Exception {
        Map<Long, ScheduledService> schedules = new LinkedHashMap<>();
        for (ScheduledService service : ScheduledService.values()) {
            boolean gas = service == ScheduledService.GAS_NETWORK_DATA;
            schedules.put(
                    created(gas ? operator : supplier, schedule(gas ? GAS_METER : ELECTRICITY_METER, service)),
                    service);
        }

        clock.advance(Duration.ofMinutes(2));

        for (Map.Entry<Long, ScheduledService> each : schedules.entrySet()) {
            ScheduledService service = each.getValue();
            SimulatedSupplier user = service == ScheduledService.GAS_NETWORK_DATA ? operator : supplier;
            DuisResponse run = user.await(response -> isRunOf(response, each.getKey()), PATIENCE)
                    .orElseThrow(() -> new AssertionError("Nothing came of " + service));
            assertThat(run.code()).as(service.variant()).isEqualTo("I0");
            GbcsMessage message = GbcsMessage.parse(run.gbcsPayload().orElseThrow());
            assertThat(UseCase.ofCode(message.messageCode()).orElseThrow().variants())
                    .as(service.name())
                    .contains(service.variant());
            assertThat(user.read(run)).as(service.variant()).isNotNull();
        }
    }

    @Test
    void a_scheduled_read_answered_after_its_user_has_lost_the_right_is_not_handed_over() throws Exception {
        fleet.offline(ELECTRICITY_METER, true);
        long schedule = created(supplier, schedule(ELECTRICITY_METER, ScheduledService.IMPORT_DAILY_LOG));
        clock.advance(Duration.ofMinutes(2));
        await().atMost(PATIENCE).until(() -> stateOfRun(schedule).equals("SENT"));
        Mpxn mpxn = Objects.requireNonNull(
                devices.find(ELECTRICITY_METER).orElseThrow().importMpxn());
        LocalDate today = calendar.today();
        registrations.register(mpxn, new Mpid("SUPB"), today, "test");

        fleet.offline(ELECTRICITY_METER, false);
        await().atMost(PATIENCE).until(() -> !stateOfRun(schedule).equals("SENT"));
        registrations.cancelRegistration(mpxn, new Mpid("SUPB"), today, "test");

        assertThat(stateOfRun(schedule)).isEqualTo("REFUSED");
        assertThat(supplier.received()).noneMatch(response -> isRunOf(response, schedule));
    }

    private String stateOfRun(long schedule) {
        return jdbc.sql("select state from scheduled_read where schedule = ?")
                .param(schedule)
                .query(String.class)
                .optional()
                .orElse("");
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

    private long created(SimulatedSupplier user, SupplierRequest request) throws Exception {
        DuisResponse answer = user.ask(request).acknowledgement();
        assertThat(answer.code()).isEqualTo("I0");
        return Long.parseLong(answer.content().orElseThrow().getTextContent());
    }

    private String code(SupplierRequest request) throws Exception {
        return supplier.ask(request).acknowledgement().code();
    }

    private SupplierRequest schedule(Eui64 device, ScheduledService service) {
        return schedule(device, service.variant(), service.element(), service.ofLog());
    }

    /** Daily, from the next minute on. */
    private SupplierRequest schedule(Eui64 device, String variant, String element, boolean partOfLog) {
        Instant soon = clock.instant().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        ZonedDateTime first = soon.atZone(ZoneOffset.UTC);
        return SupplierRequest.toDcc("5.1", "CreateSchedule", body -> {
            ResponseDocument.add(body, "ScheduleFrequency", "Daily");
            ResponseDocument.add(body, "ScheduleStartDate", first.toLocalDate().toString());
            ResponseDocument.add(
                    body, "ScheduleExecutionStartTime", first.format(DateTimeFormatter.ofPattern("HH:mm:ss'Z'")));
            ResponseDocument.add(
                    body,
                    "DSPScheduledServiceReference",
                    catalogue.find(variant).orElseThrow().serviceReference());
            ResponseDocument.add(body, "DSPScheduledServiceReferenceVariant", variant);
            ResponseDocument.add(body, "DeviceID", device.value());
            Element asked = ResponseDocument.add(body, element);
            if (partOfLog) {
                ResponseDocument.add(asked, "StartDateOffset", "-1");
                ResponseDocument.add(asked, "StartTime", "00:00:00Z");
                ResponseDocument.add(asked, "EndDateOffset", "0");
                ResponseDocument.add(asked, "EndTime", "00:00:00Z");
            }
        });
    }
}
