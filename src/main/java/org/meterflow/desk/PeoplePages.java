package org.meterflow.desk;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterflow.party.Parties;
import org.meterflow.party.Party;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.userdetails.UserDetails;
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

    private static final int SHORTEST_PASSWORD = 12;

    /** As many bytes as go into its hash. */
    private static final int LONGEST_PASSWORD = 72;

    private static final String NAME = "[a-z][a-z0-9.@_-]{1,62}";

    private final People people;
    private final PasswordEncoder passwords;
    private final SessionRegistry sessions;
    private final Parties parties;

    PeoplePages(People people, PasswordEncoder passwords, SessionRegistry sessions, Parties parties) {
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
        return page(new Entry("", "", Set.of(), "", true), true, List.of());
    }

    @PostMapping("/people/new")
    ModelAndView add(
            @RequestParam String name,
            @RequestParam String fullName,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam(defaultValue = "") String party,
            @RequestParam String password,
            RedirectAttributes told) {
        Entry entry = new Entry(name.strip(), fullName.strip(), known(roles), party(party), true);
        List<InputError> errors = errors(entry);
        errors.addAll(passwordErrors(password, true));
        if (!entry.name().matches(NAME)) {
            errors.add(new InputError(
                    "name", "Enter a sign-in name of 2 to 63 lower case letters, digits, dots and dashes"));
        }
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
        Person person = person(name);
        String party = person.party();
        return page(
                new Entry(name, person.fullName(), person.roles(), party == null ? "" : party, person.enabled()),
                false,
                List.of());
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
        Entry entry = new Entry(name, fullName.strip(), known(roles), party(party), enabled);
        List<InputError> errors = errors(entry);
        errors.addAll(passwordErrors(password, false));
        if (name.equals(me.getName()) && !(enabled && entry.roles().contains(Role.ADMINISTRATOR))) {
            errors.add(new InputError("roles", "You cannot take your own access away. Ask another administrator"));
        }
        if (!errors.isEmpty()) {
            return page(entry, false, errors);
        }
        people.change(
                new Person(name, entry.fullName(), entry.roles(), entry.partyOrNull(), enabled, before.lastSignIn()));
        if (!password.isEmpty()) {
            people.changePassword(name, passwords.encode(password));
        }
        if (!name.equals(me.getName())) {
            signOut(name);
        }
        return done(told, "Saved. " + entry.fullName() + " must sign in again.");
    }

    private void signOut(String name) {
        sessions.getAllPrincipals().stream()
                .filter(principal -> principal instanceof UserDetails user
                        && user.getUsername().equals(name))
                .flatMap(principal -> sessions.getAllSessions(principal, false).stream())
                .forEach(SessionInformation::expireNow);
    }

    private Person person(String name) {
        return people.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Set<Role> known(@Nullable Set<Role> roles) {
        return roles == null || roles.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(roles);
    }

    /** The party's id as the platform writes it; what names no party stays as it was typed. */
    private String party(String typed) {
        String id = typed.strip();
        return parties.find(id.toUpperCase(Locale.UK)).map(Party::id).orElse(id);
    }

    private List<InputError> errors(Entry entry) {
        List<InputError> errors = entry.errors();
        String party = entry.partyOrNull();
        if (party != null && parties.find(party).isEmpty()) {
            errors.add(new InputError("party", "There is no party with this id. Enter an id such as SP-0001"));
        }
        return errors;
    }

    private static List<InputError> passwordErrors(String password, boolean needed) {
        if (password.isEmpty() && !needed) {
            return List.of();
        }
        boolean fits = password.length() >= SHORTEST_PASSWORD
                && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PASSWORD;
        return fits
                ? List.of()
                : List.of(new InputError(
                        "password",
                        "Enter a password of at least %s and at most %s characters"
                                .formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD)));
    }

    private static ModelAndView page(Entry entry, boolean isNew, List<InputError> errors) {
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

    /** What was typed, kept when it has to be corrected. */
    record Entry(String name, String fullName, Set<Role> roles, String party, boolean enabled) {

        List<InputError> errors() {
            List<InputError> errors = new ArrayList<>();
            if (fullName.isEmpty()) {
                errors.add(new InputError("fullName", "Enter the person's name"));
            }
            Limits.check("fullName", "The name", fullName, Limits.NAME).ifPresent(errors::add);
            if (roles.isEmpty()) {
                errors.add(new InputError("roles", "Select at least one role"));
            }
            return errors;
        }

        @Nullable
        String partyOrNull() {
            return party.isEmpty() ? null : party;
        }
    }
}
