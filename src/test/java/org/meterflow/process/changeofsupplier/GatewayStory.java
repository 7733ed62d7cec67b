package org.meterflow.process.changeofsupplier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.meterflow.duis.DuisResponse;
import org.meterflow.gateway.Doors;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;
import org.meterflow.simulator.SimulatedSupplier;
import org.meterflow.simulator.SupplierRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a supplier asks of the gateway and hears from it while a switch goes on. */
@TestComponent
class GatewayStory {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Doors doors;
    private final DccKeys dcc;
    private final Parties parties;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final Path keys;

    GatewayStory(
            Doors doors,
            DccKeys dcc,
            Parties parties,
            Clock clock,
            JdbcClient jdbc,
            @Value("${meterflow.data}/pki") Path keys) {
        this.doors = doors;
        this.dcc = dcc;
        this.parties = parties;
        this.clock = clock;
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** From now on its answers come here. */
    SimulatedSupplier open(String user) throws IOException {
        SimulatedSupplier supplier = new SimulatedSupplier(
                new Eui64(user),
                dcc.accessControlBroker(),
                List.of(keys),
                URI.create("http://localhost:" + doors.duisPort()),
                URI.create("http://localhost:" + doors.smkiPort()),
                0,
                Clock.systemUTC());
        parties.changeResponseAddress(supplier.user(), supplier.responseAddress());
        return supplier;
    }

    /** @return the schedule's id */
    String hasTheLogReadDaily(SimulatedSupplier supplier, Eui64 meter) throws Exception {
        Instant first = clock.instant().plus(Duration.ofMinutes(1));
        DuisResponse answer = supplier.ask(SupplierRequest.scheduleDailyLog(
                        meter,
                        "Daily",
                        first.atZone(ZoneOffset.UTC).toLocalDate(),
                        null,
                        LocalTime.ofInstant(first, ZoneOffset.UTC)))
                .acknowledgement();
        assertThat(answer.code()).isEqualTo("I0");
        return answer.content().orElseThrow().getTextContent();
    }

    void hears(SimulatedSupplier supplier, String content, String scheduleId) {
        Awaitility.await(supplier.user() + " hears " + content)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> supplier.received().stream().anyMatch(response -> speaks(response, content, scheduleId)));
    }

    /** So many times by now, and no more. */
    void hears(SimulatedSupplier supplier, String content, String scheduleId, long times) {
        Awaitility.await(supplier.user() + " hears " + content + " " + times + " times")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> times
                        == supplier.received().stream()
                                .filter(response -> speaks(response, content, scheduleId))
                                .count());
    }

    List<Instant> readsDue(String scheduleId) {
        return jdbc.sql("select due_at from scheduled_read where schedule = ? order by due_at")
                .param(Long.parseLong(scheduleId))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }

    /** @param about the whole of what one of its elements says */
    private static boolean speaks(DuisResponse response, String content, String about) {
        NodeList found = response.message().getElementsByTagNameNS("*", content);
        if (found.getLength() == 0) {
            return false;
        }
        NodeList said = ((Element) found.item(0)).getElementsByTagNameNS("*", "*");
        return IntStream.range(0, said.getLength())
                .mapToObj(said::item)
                .anyMatch(element -> element.getTextContent().equals(about));
    }

    int readsDueFrom(Instant time, String scheduleId) {
        return jdbc.sql("select count(*) from scheduled_read where schedule = ? and due_at >= ?")
                .params(Long.parseLong(scheduleId), java.sql.Timestamp.from(time))
                .query(Integer.class)
                .single();
    }
}
