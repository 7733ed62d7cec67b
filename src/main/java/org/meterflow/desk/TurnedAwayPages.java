package org.meterflow.desk;

import java.util.List;
import org.meterflow.messages.Page;
import org.meterflow.messages.TurnedAway;
import org.meterflow.messages.TurnedAwayMessage;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was turned away at the door of the API, with the answer that was given. */
@Controller
class TurnedAwayPages {

    private static final int HOURS_SHOWN = 10;

    private final TurnedAway turnedAway;
    private final OwnParty ownParty;

    TurnedAwayPages(TurnedAway turnedAway, OwnParty ownParty) {
        this.turnedAway = turnedAway;
        this.ownParty = ownParty;
    }

    @GetMapping("/messages/turned-away")
    String list(
            @RequestParam(defaultValue = "") String sender,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        String wanted = sender.isBlank() ? null : sender.strip();
        String party = ownParty.of(person).orElse(wanted);
        int number = Math.max(1, page);
        List<TurnedAwayMessage> entries = turnedAway.newest(party, new Page(number - 1, Pager.SIZE));
        boolean more =
                !turnedAway.newest(party, new Page(number * Pager.SIZE, 1)).isEmpty();
        model.addAttribute("entries", entries);
        model.addAttribute("page", new Pager(number, Pager.SIZE, more));
        model.addAttribute("uncounted", turnedAway.onlyCounted(party, HOURS_SHOWN));
        model.addAttribute("sender", sender);
        model.addAttribute("bound", ownParty.of(person).orElse(""));
        return "messages-turned-away";
    }
}
