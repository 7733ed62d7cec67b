package org.meterflow.load;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.demo.DemoMarket;
import org.meterflow.load.Measurement.Work;
import org.meterflow.market.Market.Supply;
import org.meterflow.messages.Inbox;
import org.meterflow.messages.Sender;
import org.meterflow.party.Parties;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What parties ask for in an hour, by message: of each ten cases one switch, one change of tenancy, four issues, four
 * meters to be cleaned. Switches and tenancies each have a meter point of their own.
 */
final class MixOfCases {

    private static final Sender REGISTRATION_BODY = Sender.of("RB-0001", "registration-body");
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Inbox inbox;
    private final Parties parties;
    private final BusinessCalendar calendar;
    private final JdbcClient jdbc;
    private final Deque<Supply> unused;
    private final List<String> points;

    MixOfCases(ApplicationContext platform) {
        this.inbox = platform.getBean(Inbox.class);
        this.parties = platform.getBean(Parties.class);
        this.calendar = platform.getBean(BusinessCalendar.class);
        this.jdbc = platform.getBean(JdbcClient.class);
        this.unused = platform.getBean(DemoMarket.class).market().orElseThrow().homes().stream()
                .filter(home -> home.address().contains("Long Street"))
                .flatMap(home -> home.supplies().stream())
                .collect(Collectors.toCollection(ArrayDeque::new));
        this.points = unused.stream().map(supply -> supply.mpxn().value()).toList();
    }

    List<String> meterPoints() {
        return points;
    }

    List<Work> messages(int count) {
        List<Work> all = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            all.add(
                    switch (number % 10) {
                        case 0 -> switchOf(unused.remove(), "SW-MIX" + number);
                        case 5 -> tenancy(unused.remove(), "MOVE-MIX" + number);
                        case 1, 3, 7, 9 -> issue("ISSUE-MIX" + number);
                        default -> cleaning("CLEAN-MIX" + number);
                    });
        }
        return all;
    }

    private Work switchOf(Supply supply, String id) {
        LocalDate start = calendar.plusWorkingDays(calendar.today(), 1).plusDays(1);
        return sent(REGISTRATION_BODY, "switchRequested", id, """
                {"switchId": "%s", "mpxn": "%s", "gainingSupplier": "%s", "supplyStartDate": "%s",
                 "consumerType": "DOMESTIC", "paymentMode": "CREDIT"}""".formatted(
                id, supply.mpxn().value(), SwitchingDay.gaining(supply).value(), start));
    }

    private Work tenancy(Supply supply, String id) {
        String party = parties.ofMpid(supply.supplier()).orElseThrow().id();
        return sent(Sender.of(party, "supplier"), "tenancyChanged", id, """
                {"requestId": "%s", "meterPoint": "%s", "supplier": "%s", "movedOut": "%s", "movedIn": "%s",
                 "evidence": "agent"}""".formatted(
                id, supply.mpxn().value(), party, calendar.today().plusDays(4), calendar.today().plusDays(5)));
    }

    private Work issue(String id) {
        return sent(Sender.of("SP-0001", "supplier"), "issueRaised", id, """
                {"reference": "%s", "title": "Alerts arrive twice", "description": "Each alert comes two times",
                 "source": "REPORT", "impact": "LIMITED", "spread": "ONE", "consumerHarm": "NONE"}""".formatted(id));
    }

    private Work cleaning(String id) {
        return sent(Sender.of("SP-0001", "supplier"), "meterCleaningRequested", id, """
                {"requestId": "%s", "meterPoint": "%s"}""".formatted(id, points.get(Math.floorMod(id.hashCode(), points.size()))));
    }

    private Work sent(Sender sender, String message, String id, String data) {
        return () -> {
            var receipt = inbox.receive(sender, message, id, data, null);
            if (!receipt.verdict().name().equals("STARTED")) {
                throw new IllegalStateException("Not started: " + receipt);
            }
        };
    }

    /** Every message has started one case, none has failed, and what each begins with has been done. */
    void isWhole(int count) {
        long cases = count("select count(*) from supplier_change where switch_id like 'SW-MIX%'")
                + count("select count(*) from drawn_case where case_id like '%-MIX%'")
                + count("select count(*) from issue where reference like 'ISSUE-MIX%'");
        if (cases != count) {
            throw new IllegalStateException(count + " messages began " + cases + " cases");
        }
        Awaitility.await("the parties have been asked")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> count("select count(*) from act_ru_job where type_ = 'message'") == 0);
        long failed = count("select count(*) from act_ru_incident");
        if (failed > 0) {
            throw new IllegalStateException(failed + " steps failed");
        }
    }

    String counted() {
        return "each message began one case, and no step failed: "
                + count("select count(*) from supplier_change where switch_id like 'SW-MIX%'") + " switches, "
                + count("select count(*) from drawn_case where case_id like 'MOVE-MIX%'") + " changes of tenancy, "
                + count("select count(*) from issue where reference like 'ISSUE-MIX%'") + " issues, "
                + count("select count(*) from drawn_case where case_id like 'CLEAN-MIX%'") + " cleanings";
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
