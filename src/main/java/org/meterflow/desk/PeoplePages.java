package org.meterflow.desk;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.team.Members;
import org.meterflow.team.Membership;
import org.meterflow.team.Teams;
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
    private final PersonEntries entries;
    private final Teams teams;
    private final Members members;

    PeoplePages(
            People people,
            PasswordEncoder passwords,
            OpenSessions sessions,
            PersonEntries entries,
            Teams teams,
            Members members) {
        this.teams = teams;
        this.members = members;
        this.entries = entries;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping("/people")
    String list(Model model) {
        model.addAttribute("people", people.all());
        model.addAttribute("teams", titlesByPerson());
        return "people";
    }

    private Map<String, String> titlesByPerson() {
        return members.now().stream()
                .collect(Collectors.groupingBy(
                        Membership::person,
                        Collectors.mapping(each -> teams.title(each.team()), Collectors.joining(", "))));
    }

    @GetMapping("/people/new")
    ModelAndView blank() {
        return page(new PersonEntry("", "", Set.of(), Set.of(), "", true), true, List.of());
    }

    @PostMapping("/people/new")
    ModelAndView add(
            @RequestParam String name,
            @RequestParam String fullName,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam(name = "teams", defaultValue = "") Set<String> chosen,
            @RequestParam(defaultValue = "") String party,
            @RequestParam String password,
            Principal me,
            RedirectAttributes told) {
        PersonEntry entry = entries.read(name, fullName, roles, chosen, party, true);
        List<InputError> errors = entries.errors(entry);
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
        if (!errors.isEmpty()) {
            return page(entry, true, errors);
        }
        members.set(entry.name(), entry.teams(), me.getName());
        return done(told, entry.fullName() + " can sign in now.");
    }

    @GetMapping("/people/{name}")
    ModelAndView show(@PathVariable String name) {
        return page(PersonEntry.of(person(name), members.teamsOf(name)), false, List.of());
    }

    @PostMapping("/people/{name}")
    ModelAndView change(
            @PathVariable String name,
            @RequestParam String fullName,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam(name = "teams", defaultValue = "") Set<String> chosen,
            @RequestParam(defaultValue = "") String party,
            @RequestParam(defaultValue = "false") boolean enabled,
            @RequestParam(defaultValue = "") String password,
            Principal me,
            RedirectAttributes told) {
        Person before = person(name);
        PersonEntry entry = entries.read(name, fullName, roles, chosen, party, enabled);
        List<InputError> errors = entries.errors(entry);
        errors.addAll(PasswordRule.errors(password, false));
        entry.ownAccessError(me.getName()).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            return page(entry, false, errors);
        }
        Person after =
                new Person(name, entry.fullName(), entry.roles(), entry.partyOrNull(), enabled, before.lastSignIn());
        Crossing.settled(() -> people.change(after, entry.teamsWithAccess(), me.getName()));
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

    private ModelAndView page(PersonEntry entry, boolean isNew, List<InputError> errors) {
        ModelAndView page = new ModelAndView("person");
        page.addObject("entry", entry);
        page.addObject("isNew", isNew);
        page.addObject("errors", errors);
        page.addObject("roles", Role.values());
        page.addObject("teams", teams.all());
        page.addObject("titles", teams);
        page.addObject("history", isNew ? List.of() : members.historyOf(entry.name()));
        page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static ModelAndView done(RedirectAttributes told, String sentence) {
        told.addFlashAttribute("told", sentence);
        return new ModelAndView("redirect:/people");
    }
}
