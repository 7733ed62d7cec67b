package org.meterflow.desk;

import java.util.List;
import java.util.Set;
import org.meterflow.process.CaseFacts;
import org.meterflow.process.CaseKey;
import org.meterflow.process.CaseViews;
import org.meterflow.process.kit.ConfidentialAnswer;
import org.meterflow.process.kit.ConfidentialAnswers;
import org.meterflow.process.kit.ConfidentialLook;
import org.meterflow.team.Members;
import org.meterflow.team.Teams;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * What people have answered about a household in confidence: shown to its teams one look at a time, and who has looked, to those
 * who watch over it.
 */
@Controller
class ConfidentialPages {

    private final ConfidentialAnswers answers;
    private final Members members;
    private final Teams teams;
    private final CaseViews views;

    ConfidentialPages(ConfidentialAnswers answers, Members members, Teams teams, CaseViews views) {
        this.answers = answers;
        this.members = members;
        this.teams = teams;
        this.views = views;
    }

    /** @param about the case, in one line */
    record Look(ConfidentialLook look, String about) {}

    /** Says on a case's page that there are such answers, and who may see them. */
    void announce(ModelAndView page, CaseKey key, Frame frame) {
        Set<String> confidants = answers.teams(key);
        page.addObject("confidants", teams.titles(confidants));
        page.addObject(
                "confidant",
                frame.name() != null
                        && frame.may(Room.INBOX)
                        && members.teamsOf(frame.name()).stream().anyMatch(confidants::contains));
    }

    /** Each time it is shown is a look, so this is asked for and cannot be an address that somebody follows. */
    @PostMapping("/cases/{process}/{id}/household")
    String household(
            @PathVariable String process, @PathVariable String id, @ModelAttribute("frame") Frame frame, Model model) {
        CaseKey key = new CaseKey(process, id);
        String person = Frame.me(frame);
        List<ConfidentialAnswer> seen = answers.look(key, person, members.teamsOf(person));
        if (seen.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        model.addAttribute("key", key);
        model.addAttribute("about", about(key));
        model.addAttribute("answers", seen);
        return "household";
    }

    @GetMapping("/looks")
    String looks(@RequestParam(defaultValue = "1") int page, Model model) {
        int number = Math.max(1, page);
        List<Look> looks = answers.looks(Pager.SIZE + 1, (number - 1) * Pager.SIZE).stream()
                .map(look -> new Look(look, about(look.key())))
                .toList();
        model.addAttribute("looks", Pager.shown(looks));
        model.addAttribute("page", Pager.of(number, looks));
        return "looks";
    }

    private String about(CaseKey key) {
        return views.facts(key).map(CaseFacts::about).orElse(key.caseId());
    }
}
