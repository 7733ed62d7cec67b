package org.meterflow.desk;

import java.util.Set;
import org.meterflow.process.work.SavedViews;
import org.meterflow.team.Members;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A search of the inbox is saved under a name, for oneself or a team, and deleted again. */
@Controller
class InboxViews {

    private final SavedViews saved;
    private final Members members;

    InboxViews(SavedViews saved, Members members) {
        this.saved = saved;
        this.members = members;
    }

    /** @param shared the team that sees it too; empty for nobody */
    @PostMapping("/inbox/views")
    String save(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String shared,
            InboxSearch search,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        String me = Frame.me(frame);
        Set<String> own = members.teamsOf(me);
        String called = name.strip();
        if (called.isEmpty() || called.length() > SavedViews.LONGEST_NAME) {
            told.addFlashAttribute(
                    "warned", "Enter a name of 1 to " + SavedViews.LONGEST_NAME + " characters for the view.");
        } else if (search.query().length() > SavedViews.LONGEST_QUERY) {
            told.addFlashAttribute("warned", "This search is too long to be saved. Shorten what you look for.");
        } else if (!shared.isEmpty() && !own.contains(shared)) {
            told.addFlashAttribute("warned", "You can share a view only with a team you are in.");
        } else if (saved.save(me, called, search.query(), shared.isEmpty() ? null : shared)) {
            told.addFlashAttribute("told", "Saved the view " + called + ".");
        } else {
            told.addFlashAttribute("warned", "You have " + SavedViews.MOST + " saved views. Delete one first.");
        }
        return "redirect:" + search.address("/inbox");
    }

    @PostMapping("/inbox/views/{id}/delete")
    String delete(@PathVariable long id, @ModelAttribute("frame") Frame frame, RedirectAttributes told) {
        saved.delete(Frame.me(frame), id);
        told.addFlashAttribute("told", "The view has been deleted.");
        return "redirect:/inbox";
    }
}
