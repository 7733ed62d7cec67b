package org.meterflow.desk;

import java.util.List;
import java.util.Locale;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.meterflow.party.PartyStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The parties and what they may do: the administrator's side of the market. */
@Controller
class PartyPages {

    private final Parties parties;
    private final PartyView view;
    private final PartyChanges changes;

    PartyPages(Parties parties, PartyView view, PartyChanges changes) {
        this.parties = parties;
        this.view = view;
        this.changes = changes;
    }

    @GetMapping("/parties")
    String list(Model model) {
        model.addAttribute("parties", parties.all());
        return "parties";
    }

    @GetMapping("/parties/{id}")
    ModelAndView show(@PathVariable String id) {
        return view.of(view.party(id));
    }

    @PostMapping("/parties/{id}/status")
    ModelAndView changeStatus(
            @PathVariable String id,
            @RequestParam PartyStatus status,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        Party party = view.party(id);
        List<InputError> errors = reason.isBlank()
                ? List.of(new InputError("reason", "Enter a reason for the change"))
                : Limits.check("reason", "The reason", reason.strip(), Limits.REASON).stream()
                        .toList();
        if (!errors.isEmpty()) {
            return view.wrong(party, errors);
        }
        if (party.status() == status) {
            told.addFlashAttribute("warned", party.name() + " already has this status.");
            return PartyView.back(id);
        }
        changes.status(id, status, reason.strip(), Frame.me(frame));
        told.addFlashAttribute("told", party.name() + " is now " + status.name().toLowerCase(Locale.UK) + ".");
        return PartyView.back(id);
    }
}
