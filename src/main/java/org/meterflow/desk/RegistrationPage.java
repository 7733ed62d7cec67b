package org.meterflow.desk;

import java.util.List;
import org.meterflow.registration.RegistrationWatch;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The files of the registration bodies, and what about them does not go on by itself. For people of the DCC only. */
@Controller
class RegistrationPage {

    private static final int LAST_PAGE = 10_000;

    private final RegistrationWatch watch;
    private final OwnParty ownParty;

    RegistrationPage(RegistrationWatch watch, OwnParty ownParty) {
        this.watch = watch;
        this.ownParty = ownParty;
    }

    @GetMapping("/messages/files")
    String list(@RequestParam(defaultValue = "1") int page, Authentication person, Model model) {
        if (ownParty.of(person).isPresent()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        int number = Math.max(1, Math.min(LAST_PAGE, page));
        List<RegistrationWatch.Entry> files = watch.files((number - 1) * Pager.SIZE, Pager.SIZE + 1);
        model.addAttribute("concerns", watch.concerns());
        model.addAttribute("files", Pager.shown(files));
        model.addAttribute("page", Pager.of(number, files));
        return "registration-files";
    }
}
