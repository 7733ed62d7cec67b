package org.meterflow.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterflow.gateway.ServiceRequest;
import org.meterflow.gateway.ServiceRequestFilter;
import org.meterflow.gateway.ServiceRequests;
import org.meterflow.gateway.ServiceResponse;
import org.meterflow.identifier.Eui64;
import org.meterflow.party.Parties;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What users asked of the gateway and were told: the code, and the sentence that says why. */
@Controller
class RequestPages {

    private final ServiceRequests requests;
    private final Parties parties;
    private final OwnParty ownParty;
    private final Payloads payloads;
    private final MeterTalk talk;

    RequestPages(ServiceRequests requests, Parties parties, OwnParty ownParty, Payloads payloads, MeterTalk talk) {
        this.requests = requests;
        this.parties = parties;
        this.ownParty = ownParty;
        this.payloads = payloads;
        this.talk = talk;
    }

    @GetMapping("/messages/requests")
    String list(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "1") int page,
            Authentication person,
            Model model) {
        List<Eui64> own = usersOf(person);
        Eui64 originator = originator(user, own, ownParty.of(person).isPresent());
        ServiceRequestFilter filter =
                new ServiceRequestFilter(given(text), originator, null, null, given(code), state(state));
        int number = Math.max(1, page);
        model.addAttribute("entries", requests.search(filter, number - 1, Pager.SIZE));
        model.addAttribute("page", new Pager(number, Pager.SIZE, requests.count(filter) > (long) number * Pager.SIZE));
        model.addAttribute("states", ServiceRequest.State.values());
        model.addAttribute("users", own);
        model.addAttribute("text", text);
        model.addAttribute("code", code);
        model.addAttribute("state", state);
        model.addAttribute("user", originator == null ? "" : originator.value());
        return "requests";
    }

    @GetMapping("/messages/requests/{number}")
    String show(@PathVariable long number, Authentication person, Model model) {
        ServiceRequest request = requests.find(number)
                .filter(found -> maySee(person, found))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("entry", request);
        model.addAttribute(
                "responses",
                requests.responsesTo(number).stream().map(this::told).toList());
        model.addAttribute("exchanged", talk.of(List.of(ServiceRequest.referenceOf(number))));
        String document = payloads.readable(requests.document(number), "text/xml");
        String answer = requests.answer(number)
                .map(said -> payloads.readable(said, "text/xml"))
                .orElse("");
        model.addAttribute("document", document);
        model.addAttribute("answer", answer);
        model.addAttribute("asked", Payloads.meterMessage(document));
        model.addAttribute("answered", Payloads.meterMessage(answer));
        return "request";
    }

    /**
     * What a user was told later.
     *
     * @param meterMessage the device's message in it, in Base64; empty where there is none
     */
    record Told(ServiceResponse response, String meterMessage) {}

    private Told told(ServiceResponse response) {
        String document = payloads.readable(requests.responseDocument(response.number()), "text/xml");
        return new Told(response, Payloads.meterMessage(document));
    }

    private boolean maySee(Authentication person, ServiceRequest request) {
        return ownParty.of(person).isEmpty() || usersOf(person).contains(request.originator());
    }

    /** Under which identities this person's party asks; everybody's for staff. */
    private List<Eui64> usersOf(Authentication person) {
        Optional<String> own = ownParty.of(person);
        return parties.all().stream()
                .filter(party -> own.map(party.id()::equals).orElse(true))
                .flatMap(party -> party.users().stream())
                .map(user -> user.id())
                .toList();
    }

    /** Who belongs to a party looks at one of its users at a time, never at anybody else's. */
    private static @Nullable Eui64 originator(String wanted, List<Eui64> visible, boolean bound) {
        Set<String> known = visible.stream().map(Eui64::value).collect(Collectors.toSet());
        if (known.contains(wanted)) {
            return new Eui64(wanted);
        }
        if (!wanted.isBlank() || (bound && visible.isEmpty())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return bound ? visible.get(0) : null;
    }

    private static ServiceRequest.@Nullable State state(String word) {
        if (word.isBlank()) {
            return null;
        }
        return Arrays.stream(ServiceRequest.State.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private static @Nullable String given(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
