package org.meterflow.desk;

import java.util.Optional;
import org.meterflow.identifier.TypedText;
import org.meterflow.process.CaseKey;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** One field for whatever a person has in hand: a name, an id, an address, what is printed on a meter. */
@Controller
class FindPage {

    private final FoundThings things;
    private final FoundMessages messages;
    private final CaseTroubles troubles;

    FindPage(FoundThings things, FoundMessages messages, CaseTroubles troubles) {
        this.troubles = troubles;
        this.things = things;
        this.messages = messages;
    }

    @GetMapping("/find")
    String find(
            @RequestParam(defaultValue = "") String q,
            @ModelAttribute("frame") Frame frame,
            Authentication person,
            Model model) {
        TypedText typed = new TypedText(q.length() > Limits.NAME ? q.substring(0, Limits.NAME) : q);
        model.addAttribute("q", typed.text());
        if (typed.isEmpty()) {
            return "find";
        }
        FoundThings.Found found = frame.may(Room.CASES) ? things.of(typed) : FoundThings.Found.NOTHING;
        FoundMessages.Found log =
                frame.may(Room.MESSAGES) ? messages.of(typed, found, person) : FoundMessages.Found.NOTHING;
        Optional<CaseKey> theOne = log.isEmpty() ? found.onlyCase() : Optional.empty();
        if (theOne.isPresent()) {
            return "redirect:" + CasePages.address(theOne.get());
        }
        model.addAttribute("found", found);
        model.addAttribute("troubles", troubles.of(found.cases().stream().flatMap(group -> group.first().stream())));
        model.addAttribute("log", log);
        model.addAttribute("nothing", found.isEmpty() && log.isEmpty());
        return "find";
    }
}
