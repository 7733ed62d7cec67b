package org.meterflow.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door: name and password, the identity providers of the installation, and in the demo who there is to be. */
@Controller
class SignInPage {

    private final String demoPassword;
    private final List<ClientRegistration> identityProviders;
    private final FirstPeople firstPeople;

    SignInPage(
            DeskSettings settings,
            FirstPeople firstPeople,
            ObjectProvider<ClientRegistrationRepository> identityProviders) {
        this.firstPeople = firstPeople;
        this.demoPassword = settings.demoPassword();
        this.identityProviders = registrations(identityProviders.getIfAvailable());
    }

    @GetMapping("/sign-in")
    String signIn(
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable String wait,
            @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
            @RequestParam(required = false) @Nullable String back,
            HttpServletRequest request,
            Model model) {
        if (back != null && OwnPath.isOne(back)) {
            if (request.getUserPrincipal() != null) {
                return "redirect:" + back;
            }
            LastPage.remember(request, back);
        }
        model.addAttribute("wrong", wrong != null || wait != null);
        model.addAttribute("tooFast", wait != null);
        model.addAttribute("wait", wait != null && wait.matches("\\d{1,4}") ? wait : "a few");
        model.addAttribute("expired", expired != null);
        model.addAttribute("signedOut", signedOut != null);
        model.addAttribute("identityProviders", identityProviders);
        if (!demoPassword.isEmpty()) {
            model.addAttribute("demoPassword", demoPassword);
            model.addAttribute("demoPeople", firstPeople.demoPeople());
        }
        return "sign-in";
    }

    private static List<ClientRegistration> registrations(Object repository) {
        List<ClientRegistration> found = new ArrayList<>();
        if (repository instanceof Iterable<?> several) {
            several.forEach(each -> found.add((ClientRegistration) each));
        }
        return found;
    }
}
