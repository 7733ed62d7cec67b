package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.meterflow.process.CaseDetails;
import org.meterflow.process.CaseKey;
import org.meterflow.process.engine.CasePaths;
import org.meterflow.process.engine.TokenMoves;
import org.meterflow.process.help.CannotHelp;
import org.meterflow.process.help.MovedTokens;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A case goes on from another step of its diagram: from where, to where, what would happen, and then the move. */
@Controller
class MoveTokenPages {

    private final CasePaths paths;
    private final TokenMoves moves;
    private final MovedTokens moved;

    MoveTokenPages(CasePaths paths, TokenMoves moves, MovedTokens moved) {
        this.paths = paths;
        this.moves = moves;
        this.moved = moved;
    }

    @GetMapping("/cases/{process}/{id}/help/move")
    ModelAndView ask(
            @PathVariable String process,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        return page(new CaseKey(process, id), from, to, "", List.of());
    }

    private ModelAndView page(CaseKey key, String wanted, String to, String reason, List<InputError> wrong) {
        CaseDetails details = paths.details(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<TokenMoves.Place> places = moves.places(key);
        String from = wanted.isEmpty() && places.size() == 1 ? places.get(0).id() : wanted;
        List<TokenMoves.Target> targets = moves.targets(key, from);
        List<InputError> errors = new ArrayList<>(wrong);
        boolean stands = places.stream().anyMatch(place -> place.id().equals(from));
        if (!from.isEmpty() && !stands) {
            errors.add(new InputError("from", "The case no longer stands there. Choose where it stands now"));
        }
        boolean fits = targets.stream().anyMatch(target -> target.elementId().equals(to));
        if (stands && !to.isEmpty() && !fits) {
            errors.add(new InputError("to", "The case cannot go to that step from there. Choose another"));
        }
        ModelAndView page = new ModelAndView("move-token");
        page.addObject("key", key);
        page.addObject("case", details);
        page.addObject(
                "active",
                String.join(
                        " ",
                        places.stream()
                                .map(TokenMoves.Place::elementId)
                                .distinct()
                                .toList()));
        page.addObject("places", places);
        page.addObject("targets", targets);
        page.addObject("from", stands ? from : "");
        page.addObject("to", to);
        page.addObject("plan", fits ? moved.tryOut(key, from, to) : null);
        page.addObject("reason", reason);
        page.addObject("errors", errors);
        page.addObject("diagrams", true);
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    @PostMapping("/cases/{process}/{id}/help/move")
    ModelAndView move(
            @PathVariable String process,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("frame") Frame frame,
            RedirectAttributes told) {
        CaseKey key = new CaseKey(process, id);
        List<InputError> wrong = HelpReason.wrong(reason);
        if (!wrong.isEmpty()) {
            return page(key, from, to, reason.strip(), wrong);
        }
        String me = Frame.me(frame);
        try {
            Crossing.settled(() -> {
                moved.move(key, from, to, reason.strip(), me);
                return key;
            });
            told.addFlashAttribute("told", "The case goes on from the step you chose.");
        } catch (CannotHelp obstacle) {
            told.addFlashAttribute("warned", Objects.requireNonNullElse(obstacle.getMessage(), ""));
        }
        return new ModelAndView("redirect:" + CasePages.address(key));
    }
}
