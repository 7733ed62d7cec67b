package org.meterflow.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.meterflow.metering.HubTroubles;
import org.meterflow.outage.Outage;
import org.meterflow.outage.Outages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where homes are without supply, and where they were: open outages first. And which hubs need a look. */
@Controller
class OutagePage {

    private static final Duration SHOWN = Duration.ofDays(30);

    private static final int MOST_HUBS = 50;

    private final Outages outages;
    private final HubTroubles hubs;
    private final Clock clock;

    OutagePage(Outages outages, HubTroubles hubs, Clock clock) {
        this.outages = outages;
        this.hubs = hubs;
        this.clock = clock;
    }

    @GetMapping("/outages")
    String list(@RequestParam(defaultValue = "1") int page, Model model) {
        Instant now = clock.instant();
        int number = Math.max(1, page);
        List<Outage> ended = outages.startedBetween(now.minus(SHOWN), now).stream()
                .filter(outage -> outage.restoredAt() != null)
                .sorted(Comparator.comparing(Outage::startedAt).reversed())
                .skip((number - 1L) * Pager.SIZE)
                .limit(Pager.SIZE + 1L)
                .toList();
        model.addAttribute("open", outages.open());
        model.addAttribute("ended", Pager.shown(ended));
        model.addAttribute("page", Pager.of(number, ended));
        model.addAttribute("hubs", hubs.latest(MOST_HUBS));
        return "outages";
    }
}
