package org.meterflow.desk;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The door: name and password, the identity providers of the installation, and in the demo who there is to be. */
@Controller
class SignInPage {

    private final String demoPassword;
    private final List<ClientRegistration> identityProviders;

    SignInPage(DeskSettings settings, ObjectProvider<ClientRegistrationRepository> identityProviders) {
        this.demoPassword = settings.demoPassword();
        this.identityProviders = registrations(identityProviders.getIfAvailable());
    }

    @GetMapping("/sign-in")
    String signIn(Model model) {
        model.addAttribute("identityProviders", identityProviders);
        if (!demoPassword.isEmpty()) {
            model.addAttribute("demoPassword", demoPassword);
            model.addAttribute(
                    "demoPeople",
                    List.of(Role.values()).stream()
                            .map(role -> new DemoPerson(FirstPeople.demoName(role), role))
                            .toList());
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

    record DemoPerson(String name, Role role) {}
}
