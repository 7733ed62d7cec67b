package org.meterflow.process;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.meterflow.device.Devices;
import org.meterflow.identifier.TypedText;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.registration.Registrations;
import org.springframework.stereotype.Component;

/**
 * The names in a case's own table that a text may mean: people type a party's name, an address or what is printed on a
 * meter, and cases know ids.
 */
@Component
public class SearchTerms {

    private static final int MOST = 200;

    private final Parties parties;
    private final Registrations registrations;
    private final Devices devices;

    SearchTerms(Parties parties, Registrations registrations, Devices devices) {
        this.parties = parties;
        this.registrations = registrations;
        this.devices = devices;
    }

    /** Ids of parties, suppliers, users, meter points and devices, and the text itself in the letters it may have. */
    public String[] of(String text) {
        TypedText typed = new TypedText(text);
        Set<String> terms = new LinkedHashSet<>();
        if (typed.isEmpty()) {
            return new String[0];
        }
        terms.add(typed.text());
        terms.add(typed.text().toUpperCase(Locale.ROOT));
        typed.digits().ifPresent(terms::add);
        parties.named(typed).forEach(party -> add(party, terms));
        registrations.named(typed, MOST).forEach(point -> terms.add(point.mpxn().value()));
        devices.named(typed, MOST).forEach(device -> terms.add(device.id().value()));
        return terms.toArray(String[]::new);
    }

    private static void add(Party party, Set<String> terms) {
        terms.add(party.id());
        party.mpids().forEach(mpid -> terms.add(mpid.value()));
        party.users().forEach(user -> terms.add(user.id().value()));
    }
}
