package org.meterflow.registration;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.meterflow.calendar.BusinessCalendar;
import org.meterflow.identifier.Fuel;
import org.meterflow.identifier.Mpid;
import org.meterflow.identifier.Mpxn;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.meterflow.testing.MeterflowTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A market of two homes, told of by a registration body in its file number 1. */
@MeterflowTest
abstract class WithTwoHomes {

    static final String HOME = mpan(1);
    static final String NEIGHBOUR = mpan(2);
    static final String LONG_AGO =
            LocalDate.now(BusinessCalendar.LONDON).minusDays(60).toString();
    static final String SOON =
            LocalDate.now(BusinessCalendar.LONDON).plusDays(20).toString();
    static final String BEFORE = LocalDate.parse(SOON).minusDays(1).toString();
    static final String LATER = LocalDate.parse(SOON).plusDays(10).toString();
    static final String YEAR_ON = LocalDate.parse(SOON).plusYears(1).toString();
    static final String AFTER_THAT = LocalDate.parse(YEAR_ON).plusDays(1).toString();

    @Autowired
    RegistrationFiles files;

    @Autowired
    Registrations registrations;

    @Autowired
    Parties parties;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aMarketWithTwoHomes() {
        jdbc.sql("""
                        truncate registration_response, registration_file, registration_sender, registration_feed,
                                 registration, meter_point, party_user, party_mpid cascade
                        """).update();
        parties.replace(party("SP-1001", "ALDR"));
        parties.replace(party("SP-1002", "BRCH"));
        parties.replace(party("SP-1003", "SEVN"));
        parties.replace(party("SP-1004", "OTHR"));
        load(new FileText("SMRS", "REG", 1)
                .record(HOME, "SEVN", "ALDR", "2020-01-01", "")
                .record(NEIGHBOUR, "SEVN", "BRCH", "2020-01-01", ""));
    }

    ResponseFile load(FileText file) {
        return files.load(file.name(), file.bytes());
    }

    String supplier(String mpxn, String day) {
        return registrations
                .on(new Mpxn(mpxn), LocalDate.parse(day))
                .orElseThrow()
                .supplier()
                .value();
    }

    static String text(ResponseFile response) {
        return new String(response.content(), StandardCharsets.UTF_8);
    }

    static String record(String mpxn, String network, String supplier, String from) {
        return "R|%s|E|%s|%s|%s||_L||01|E|1 High Street|QZ1 1AA|1001|I|A".formatted(mpxn, network, supplier, from);
    }

    static Party party(String id, String mpid) {
        return new Party(id, mpid, Set.of(new Mpid(mpid)), List.of(), PartyStatus.LIVE, Set.of(Fuel.ELECTRICITY), null);
    }

    static String mpan(int number) {
        String twelve = "2200%08d".formatted(number);
        return twelve + Mpxn.checkDigit(twelve);
    }
}
