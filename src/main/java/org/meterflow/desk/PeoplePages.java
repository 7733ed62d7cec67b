package org.meterflow.desk;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Administrators give people access, change what they may do, and take it away. */
@Controller
class PeoplePages {

    private final People people;
    private final PasswordEncoder passwords;
    private final OpenSessions sessions;
    private final Parties parties;

    PeoplePages(People people, PasswordEncoder passwords, OpenSessions sessions, Parties parties) {
        this.parties = parties;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping("/people")
    String list(Model model) {
        model.addAttribute("people", people.all());
        return "people";
    }

    @GetMapping("/people/new")
    ModelAndView blank() {
        return page(new PersonEntry("", "", Set.of(), "", true), true, List.of());
    }

    @PostMapping("/people/new")
    ModelAndView add(
            @RequestParam String name,
            @RequestParam String fullName,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam(defaultValue = "") String party,
            @RequestParam String password,
            RedirectAttributes told) {
        PersonEntry entry =
                new PersonEntry(name.strip(), fullName.strip(), PersonEntry.known(roles), party(party), true);
        List<InputError> errors = errors(entry);
        errors.addAll(PasswordRule.errors(password, true));
        entry.nameError().ifPresent(errors::add);
        if (errors.isEmpty()
                && !people.add(
                        entry.name(),
                        entry.fullName(),
                        entry.roles(),
                        entry.partyOrNull(),
                        passwords.encode(password))) {
            errors.add(new InputError("name", "This sign-in name is already taken"));
        }
        return errors.isEmpty() ? done(told, entry.fullName() + " can sign in now.") : page(entry, true, errors);
    }

    @GetMapping("/people/{name}")
    ModelAndView show(@PathVariable String name) {
        return page(PersonEntry.of(person(name)), false, List.of());
    }

    @PostMapping("/people/{name}")
    ModelAndView change(
            @PathVariable String name,
            @RequestParam String fullName,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam(defaultValue = "") String party,
            @RequestParam(defaultValue = "false") boolean enabled,
            @RequestParam(defaultValue = "") String password,
            Principal me,
            RedirectAttributes told) {
        Person before = person(name);
        PersonEntry entry = new PersonEntry(name, fullName.strip(), PersonEntry.known(roles), party(party), enabled);
        List<InputError> errors = errors(entry);
        errors.addAll(PasswordRule.errors(password, false));
        entry.ownAccessError(me.getName()).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            return page(entry, false, errors);
        }
        people.change(
                new Person(name, entry.fullName(), entry.roles(), entry.partyOrNull(), enabled, before.lastSignIn()));
        if (!password.isEmpty()) {
            people.changePassword(name, passwords.encode(password));
        }
        if (!name.equals(me.getName())) {
            sessions.end(name);
        }
        return done(told, "Saved. " + entry.fullName() + " must sign in again.");
    }

    private Person person(String name) {
        return people.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The party's id as the platform writes it; what names no party stays as it was typed. */
    private String party(String typed) {
        String id = typed.strip();
        return parties.find(id.toUpperCase(Locale.UK)).map(Party::id).orElse(id);
    }

    private List<InputError> errors(PersonEntry entry) {
        List<InputError> errors = entry.errors();
        String party = entry.partyOrNull();
        if (party != null && parties.find(party).isEmpty()) {
            errors.add(new InputError("party", "There is no party with this id. Enter an id such as SP-0001"));
        }
        return errors;
    }

    private static ModelAndView page(PersonEntry entry, boolean isNew, List<InputError> errors) {
        ModelAndView page = new ModelAndView("person");
        page.addObject("entry", entry);
        page.addObject("isNew", isNew);
        page.addObject("errors", errors);
        page.addObject("roles", Role.values());
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static ModelAndView done(RedirectAttributes told, String sentence) {
        told.addFlashAttribute("told", sentence);
        return new ModelAndView("redirect:/people");
    }
}
