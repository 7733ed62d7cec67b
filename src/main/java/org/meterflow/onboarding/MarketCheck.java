package org.meterflow.onboarding;

import java.util.List;
import org.meterflow.device.Devices;
import org.meterflow.market.Market;
import org.meterflow.party.DccKeys;
import org.meterflow.party.Parties;

/** Whether a market fits together, and with what the platform knows already. */
final class MarketCheck {

    private final Market market;
    private final Findings findings;
    private final ParticipantCheck participants;
    private final HomeCheck homes;

    MarketCheck(Market market, MarketText text, Parties parties, Devices devices, DccKeys dcc) {
        this.market = market;
        this.findings = new Findings(text);
        this.participants = new ParticipantCheck(findings, parties, devices, dcc);
        this.homes = new HomeCheck(market, findings, parties, devices);
    }

    List<Problem> problems() {
        for (int at = 0; at < market.participants().size(); at++) {
            participants.check(market.participants().get(at), "participants/" + at);
        }
        for (int at = 0; at < market.homes().size(); at++) {
            homes.check(market.homes().get(at), "homes/" + at);
        }
        for (int at = 0; at < market.newHomes().size(); at++) {
            homes.check(market.newHomes().get(at), "newHomes/" + at);
        }
        return findings.problems();
    }
}
